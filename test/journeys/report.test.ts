import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { pathOf } from "../../src/files/store.ts";
import { handIn, putRight, register } from "../../src/sandbox/deeds.ts";
import { findButton, wordsOf } from "../../src/sandbox/driver.ts";
import { PaperTable } from "../../src/tasks/paper-store.ts";
import { TaskTable } from "../../src/tasks/store.ts";
import { xmlOf } from "../files/docx.ts";
import { onEachStore, who, type House } from "../house.ts";
import { doing, found, newest, rest, rowsOf, sheetOf, told } from "./chats.ts";

const clerk = who("clerk_1");
const liaison = who("jyj_liaison");
const stranger = who("wjj_liaison");
const FIRST = "报送第一次工作进展情况";

const json = (house: House, by: string) => JSON.stringify(newest(house, by).content);

/** Counted by hand: three found, one struck off, two open, of which one is overdue. */
async function aUnit(house: House): Promise<void> {
  await house.walkTo("2021-06-18T09:00:00+08:00");
  await doing(
    house,
    register(
      found("甲中学", "2021-06-21"),
      putRight("jyj_liaison", "jyj_inspector_1", "jyj_inspector_2", "分柜上锁"),
    ),
  );
  await doing(house, register(found("乙中学", "2021-06-21")));
  await doing(house, register(found("丙中学", "2021-07-30")));
  await house.walkTo("2021-06-23T10:00:00+08:00");
  await house.chat.say(liaison, "我的任务");
  await house.drain();
  await house.chat.openRow(liaison, FIRST);
  await house.drain();
  await house.chat.press(liaison, "签收");
  await house.drain();
}

/** The files that somebody got, the newest last. */
const filesOf = ({ sandbox: { state } }: House, person: string) =>
  state.messagesIn(state.p2p(person)?.chatId ?? "").filter(({ type }) => type === "file");
const namesOf = (house: House, person: string) =>
  filesOf(house, person).map(({ content }) => String(content["file_name"]));
const papers = ({ app }: House, kind: "preview" | "handed" | "pack") =>
  app.db.getRepository(PaperTable).find({ where: { kind }, order: { number: "ASC" } });
const linesOf = (house: House, sha256: string | null) =>
  xmlOf(readFileSync(pathOf(join(house.dir, "files"), sha256!))).paragraphs.map(({ text }) => text);

const FILLED = {
  percent: "80",
  m_checked: "42",
  m_found: "5",
  text: "逐校排查。",
  problems: "危化品柜到货晚。",
  next: "7月底前改完。",
  note: "2条由街道登记。",
};

describe("a report that is filled in from the ledger", function () {
  this.timeout(240_000);
  onEachStore((open) => {
    it("opens with the ledger's figures beside each field, the open items by name, and keeps what was edited as a difference that the office sees", async () => {
      await using house = await open();
      await aUnit(house);
      const form = json(house, liaison);
      expect(form)
        .to.include("发现隐患（条，台账3）")
        .and.include("完成整改（条，台账1）")
        .and.include("重大隐患（条，台账0）")
        .and.include("发现3条，销号1条，未销号2条，其中逾期1条；重大0条")
        .and.include("未销号隐患（2）")
        .and.include("乙中学")
        .and.include("丙中学");
      const [task] = await house.app.db.getRepository(TaskTable).findBy({ unit: "jyj", duty: "OB3" });
      const options = [...form.matchAll(/"value":"([0-9a-f-]{36})"/g)].map(([, id]) => id!);
      expect(options.length).to.equal(3);

      await house.chat.send(
        liaison,
        "工作进展情况.docx",
        new TextEncoder().encode("材料"),
        newest(house, liaison).messageId,
      );
      await house.drain();
      await house.chat.press(liaison, "正式报送", {
        ...FILLED,
        cases: [options[2]!],
      });
      await house.drain();
      const [handed] = await house.app.db.getRepository(TaskTable).findBy({ id: task!.id });
      expect(handed!.reportedFigures).to.deep.equal({ checked: 42, found: 5, fixed: 1, major: 0 });
      expect(handed!.paper).to.deep.include({ problems: "危化品柜到货晚。", note: "2条由街道登记。" });
      expect(handed!.paper!.ledger.figures).to.deep.equal({
        found: 3,
        closed: 1,
        open: 2,
        overdue: 1,
        major: 0,
      });

      await house.chat.say(clerk, `任务 ${task!.number}`);
      await house.drain();
      expect(told(house, clerk))
        .to.include("发现隐患填5条，台账3条")
        .and.include("2条由街道登记。")
        .and.include("危化品柜到货晚。")
        .and.include("甲中学");
    });

    it("opens behind each figure of the ledger as many hazards as it says, as they stood when it was asked, for its unit and the office alone", async () => {
      await using house = await open();
      await aUnit(house);
      const report = newest(house, liaison);
      await house.walkTo("2021-06-23T11:00:00+08:00");
      await doing(house, register(found("丁中学", "2021-07-30")));
      const opens = async (person: string, words: string, card = report) => {
        rest(house);
        await house.chat.choose(person, words, [card]);
        await house.drain();
        return { rows: rowsOf(house, person), words: told(house, person) };
      };
      for (const [words, count, names] of [
        ["发现3条", 3, ["甲中学", "乙中学", "丙中学"]],
        ["已销号1条", 1, ["甲中学"]],
        ["未销号2条", 2, ["乙中学", "丙中学"]],
        ["逾期未改1条", 1, ["乙中学"]],
      ] as const) {
        const list = await opens(liaison, words);
        expect(list.rows, words).to.equal(count);
        for (const name of names) expect(list.words, words).to.include(name);
        expect(list.words, words).to.include("截至6月23日 10:00").and.not.include("丁中学");
        await house.chat.press(liaison, "要表格");
        await house.drain();
        const [head, columns, ...lines] = sheetOf(house, liaison);
        expect([head, columns].join("\n"), words).to.include(`（${count}条）`).and.include('"灯号"');
        expect(lines, words).to.have.lengthOf(count);
        for (const name of names) expect(lines.join("\n"), words).to.include(name);
      }
      const options = JSON.stringify(report.content);
      expect(options, "none is major, so nothing opens").to.include("重大0条").and.not.include('"重大0条"');

      const [task] = await house.app.db.getRepository(TaskTable).findBy({ unit: "jyj", duty: "OB3" });
      const button = { tag: "select_static", option: "found" };
      const asks = (person: string) => {
        const card = house.chat.cardsOf(person).at(-1)!;
        const value = { v: 1, act: "task.list", id: task!.id, rev: 0 };
        return house.sandbox.doings.press(person, card.messageId, { ...button, value });
      };
      await house.chat.say(stranger, "我的任务");
      await house.drain();
      expect((await asks(stranger)).toast?.content).to.include("只给本单位和联席会议办公室看");

      rest(house);
      await house.chat.send(liaison, "盖章件.docx", new TextEncoder().encode("材料"), report.messageId);
      await house.drain();
      rest(house);
      await house.chat.say(liaison, `任务 ${task!.number}`);
      await house.drain();
      await house.chat.press(liaison, "正式报送", { ...FILLED, m_found: "4", note: "" });
      await house.drain();
      await house.chat.say(clerk, `任务 ${task!.number}`);
      await house.drain();
      const list = await opens(clerk, "发现4条", newest(house, clerk));
      expect(list.rows).to.equal(4);
      expect(list.words).to.include("丁中学");
    });

    it("shows the figures of when it was opened, whatever moves, until it is opened again; a number that moved since is not handed in unseen", async () => {
      await using house = await open();
      await aUnit(house);
      const report = () =>
        house.chat.cardsOf(liaison).findLast(({ content }) => JSON.stringify(content).includes("预览文件"))!;
      const shown = () => JSON.stringify(report().content);
      expect(shown()).to.include("台账截至6月23日 10:00：发现3条");
      await house.chat.send(liaison, "盖章件.docx", new TextEncoder().encode("材料"), report().messageId);
      await house.walkTo("2021-06-23T11:00:00+08:00");
      await doing(house, register(found("丁中学", "2021-07-30")));
      await house.walkTo("2021-06-23T14:00:00+08:00");
      expect(shown()).to.include("台账截至6月23日 10:00：发现3条").and.include("未销号隐患（2）");

      const answer = await house.chat.pressOn(liaison, report(), "正式报送", {
        ...FILLED,
        m_found: "3",
        note: "",
      });
      expect(JSON.stringify(answer)).to.include("台账数有变化，请核对后再点一次");
      await house.drain();
      expect(shown())
        .to.include("台账截至6月23日 14:00：发现4条")
        .and.include("未销号隐患（3）")
        .and.include("逐校排查。")
        .and.include('"name":"m_found","label":{"tag":"plain_text","content":"发现隐患（条，台账4）"}');
      expect(await papers(house, "handed")).to.deep.equal([]);

      await house.walkTo("2021-06-23T15:00:00+08:00");
      const [task] = await house.app.db.getRepository(TaskTable).findBy({ unit: "jyj", duty: "OB3" });
      await house.chat.say(liaison, `任务 ${task!.number}`);
      await house.drain();
      expect(shown()).to.include("台账截至6月23日 15:00：发现4条");
      await house.chat.pressOn(liaison, report(), "正式报送", { ...FILLED, m_found: "4", note: "" });
      await house.drain();
      const [handed] = await papers(house, "handed");
      expect(linesOf(house, handed!.sha256).join("")).to.include("发现4条").and.not.include("与台账不一致");
      await house.walkTo("2021-06-23T16:00:00+08:00");
      await doing(house, register(found("戊中学", "2021-07-30")));
      await house.chat.say(clerk, `任务 ${task!.number}`);
      await house.drain();
      expect(told(house, clerk)).to.include("与台账一致（台账截至6月23日 15");
    });

    it("is laid out as a document for a look beforehand, each version that is handed in stays readable with its hash, and the district's pack merges them with who is missing", async () => {
      await using house = await open();
      await aUnit(house);
      await house.chat.press(liaison, "预览文件", FILLED);
      await house.drain();
      expect(namesOf(house, liaison).at(-1)).to.match(/^区教育局工作进展情况（预览）.*\.docx$/);
      const [preview] = await papers(house, "preview");
      const seen = linesOf(house, preview!.sha256);
      expect(seen).to.include.members([
        "联席会议办公室：",
        "一、工作进展",
        "二、主要做法",
        "逐校排查。",
        "三、存在问题",
        "危化品柜到货晚。",
        "四、未销号隐患",
        "五、下一步安排",
        "区教育局",
        "2021年6月23日",
      ]);
      expect(seen.join("")).to.include("与台账不一致：发现隐患填5条，台账3条。差异说明：2条由街道登记。");
      expect(seen.filter((line) => /^\d\. 隐患\d{4} [乙丙]中学（/.test(line)).length).to.equal(2);

      const form = newest(house, liaison);
      const card = house.chat
        .cardsOf(liaison)
        .findLast(({ content }) => JSON.stringify(content).includes("预览文件"));
      await house.chat.send(
        liaison,
        "盖章件.docx",
        new TextEncoder().encode("材料"),
        (card ?? form).messageId,
      );
      await house.drain();
      rest(house);
      await house.chat.press(liaison, "正式报送", FILLED);
      await house.drain();
      const [task] = await house.app.db.getRepository(TaskTable).findBy({ unit: "jyj", duty: "OB3" });
      rest(house);
      await house.chat.say(clerk, `任务 ${task!.number}`);
      await house.drain();
      await house.chat.press(clerk, "退回");
      await house.chat.press(clerk, "退回", { reason: "数与台账不符", newDueOn: "2021-06-28" });
      await house.drain();
      rest(house);
      await house.chat.press(liaison, "正式报送", { ...FILLED, m_found: "3", note: "" });
      await house.drain();
      rest(house);
      await house.chat.press(liaison, "正式报送", { ...FILLED, m_found: "3", note: "" });
      await house.drain();
      const versions = await papers(house, "handed");
      expect(versions.map(({ number, state }) => [number, state])).to.deep.equal([
        [1, "made"],
        [2, "made"],
      ]);
      expect(versions[0]!.sha256)
        .to.match(/^[0-9a-f]{64}$/)
        .and.not.equal(versions[1]!.sha256);
      expect(linesOf(house, versions[0]!.sha256).join("")).to.include("发现隐患填5条，台账3条");
      expect(linesOf(house, versions[1]!.sha256).join("")).to.not.include("与台账不一致");
      rest(house);
      await house.chat.say(clerk, `任务 ${task!.number}`);
      await house.drain();
      expect(told(house, clerk)).to.include("第1版").and.include("第2版").and.include("与台账一致");
      await house.chat.press(clerk, "发我各版报告");
      await house.drain();
      expect(
        namesOf(house, clerk).map((name) => /^区教育局工作进展情况（(.*)）/.exec(name)?.[1]),
      ).to.deep.equal(["第1版", "第2版"]);

      rest(house);
      await doing(house, handIn("kjj", { m_checked: "18", m_found: "4", m_fixed: "4", m_major: "0" }));
      await house.walkTo("2021-06-28T10:00:00+08:00");
      const packsOf = (openId: string) =>
        house.chat.cardsOf(openId).filter(({ content }) => wordsOf(content).includes("汇总：工作进展情况"));
      expect(packsOf(clerk), "the morning after the last day").to.have.lengthOf(1);
      expect(packsOf(who("sysadmin"))).to.deep.equal([]);
      await house.chat.say(liaison, "汇总");
      await house.drain();
      expect(told(house, liaison)).to.include("汇总由联席会议办公室看");
      await house.chat.say(clerk, "汇总 OB3");
      await house.drain();
      expect(told(house, clerk))
        .to.include("汇总：工作进展情况")
        .and.include("已排查合计60家（2家）")
        .and.include("发现隐患合计7条（2家）")
        .and.include("完成整改合计5条（2家）")
        .and.include("重大隐患合计0条（2家）");
      await doing(house, handIn("swj", { m_checked: "9", m_found: "2", m_fixed: "2", m_major: "0" }));
      await house.chat.choose(clerk, "发现隐患合计7条");
      await house.drain();
      expect(told(house, clerk))
        .to.include("3条（台账3条）")
        .and.include("4条（台账0条）")
        .and.include("发现隐患（2）");
      await house.chat.press(clerk, "要表格");
      await house.drain();
      const sums = sheetOf(house, clerk);
      expect(sums.slice(0, 2).join("\n")).to.include("（2家）").and.include('"所报"');
      expect(sums.slice(2)).to.have.lengthOf(2);
      const list = house.chat
        .cardsOf(clerk)
        .findLast(({ content }) => findButton(content, "要表格") !== null);
      const forwarded = await house.chat.pressOn(liaison, list!, "要表格");
      expect(forwarded.toast?.content).to.equal("这张卡片是发给别人的，您不能办理");
      rest(house);
      await house.chat.press(clerk, "要汇总文件");
      await house.drain();
      const [pack] = await papers(house, "pack");
      const merged = linesOf(house, pack!.sha256);
      expect(merged.join("")).to.include(
        "应报16家，已报3家，其中迟报1家；退回重报0家；逾期未报13家：区党工委（区委）宣传统战部、区经发局、区住建局",
      );
      const at = (words: string) => merged.findIndex((line) => line.includes(words));
      expect(merged.filter((line) => line === "未报").length).to.equal(13);
      expect(at("三、区教育局")).to.be.greaterThan(at("合计")).and.to.be.lessThan(at("四、区科技局"));
    });
  });
});
