import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { openTurn } from "../../src/bot/routes.ts";
import { HistoryTable } from "../../src/campaign/history-table.ts";
import { subjectsOfBulletin } from "../../src/digest/bulletin-lists.ts";
import { BulletinTable } from "../../src/digest/bulletin-store.ts";
import { pathOf } from "../../src/files/store.ts";
import { handIn, putRight, register } from "../../src/sandbox/deeds.ts";
import { buttonsOf, wordsOf } from "../../src/sandbox/driver.ts";
import { xmlOf } from "../files/docx.ts";
import { GROUP, onEachStore, who, type House } from "../house.ts";
import { doing, found, newest, rowsOf, sheetOf, told } from "./chats.ts";

const clerk = who("clerk_1");
const director = who("yjj_lead");
const convener = who("chief");

const inGroup = ({ sandbox }: House, type: string) =>
  sandbox.state.messagesIn(GROUP).filter((message) => message.type === type);

const bulletins = ({ app }: House) =>
  app.bot.door((tx) => tx.getRepository(BulletinTable).find({ order: { id: "ASC" } }));

/** Some are opened in the chat, the others asked for at once: a district takes what it opens one by one. */
const OPENED = ["found", "overdue", "missing-OB3"];

const TEXTS = {
  situation: "各单位按方案推进，首轮排查进入收尾。",
  practice: "区教育局逐校建台账。",
  demands: "6月底前完成整改。",
};

/** A small district's week, counted by hand: three found, one struck off, one overdue; one unit has reported. */
async function aWeek(house: House): Promise<void> {
  await house.walkTo("2021-06-18T09:00:00+08:00");
  await doing(
    house,
    register(
      found("甲中学", "2021-06-21"),
      putRight("jyj_liaison", "jyj_inspector_1", "jyj_inspector_2", "分柜上锁"),
    ),
  );
  await doing(house, register(found("乙中学", "2021-06-22")));
  await doing(house, handIn("kjj", { m_checked: "18", m_found: "4", m_fixed: "4", m_major: "0" }));
  await house.walkTo("2021-06-24T10:00:00+08:00");
  await doing(house, register(found("丁医院", "2021-07-30", "wjj")));
  await house.walkTo("2021-06-25T16:00:00+08:00");
}

async function issued(house: House): Promise<void> {
  await house.chat.press(clerk, "送审", TEXTS);
  await house.drain();
  await house.chat.press(director, "批准签发");
  await house.drain();
}

describe("a bulletin", function () {
  this.timeout(240_000);
  onEachStore((open) => {
    it("that is returned when the clerk's pushes of the day are spent stays on the clerk's card and in the queue until its new card may ring", async () => {
      await using house = await open();
      await house.walkTo("2021-06-25T16:00:00+08:00");
      for (const reason of ["写明时限", "改错字", "核对数字", "补充典型做法"]) {
        await house.chat.press(clerk, "送审", TEXTS);
        await house.drain();
        await house.chat.press(director, "退回修改");
        await house.chat.press(director, "退回修改", { reason });
        await house.drain();
      }
      const alive = house.chat
        .cardsOf(clerk)
        .filter(({ content }) => wordsOf(content).includes("补充典型做法"));
      expect(alive).to.have.lengthOf(1);
      expect(buttonsOf(alive[0]!.content)).to.include("送审");
      await house.chat.say(clerk, "待办");
      await house.drain();
      expect(told(house, clerk)).to.include("修改：通报");
      await house.walkTo("2021-06-28T09:00:00+08:00");
      const grey = house.chat.cardsOf(clerk).find(({ messageId }) => messageId === alive[0]!.messageId);
      const anew = house.chat
        .cardsOf(clerk)
        .filter(({ content }) => wordsOf(content).includes("补充典型做法"));
      expect(wordsOf(grey?.content), "once the new one is there").to.include("已更新");
      expect(anew).to.have.lengthOf(1);
    });

    it("is drafted on Friday, written by the clerk, returned and approved by the director, and goes to the group with its number and document", async () => {
      await using house = await open();
      await aWeek(house);
      const draft = told(house, clerk);
      expect(draft).to.include("发现3条，销号1条，逾期1条").and.include("统计期");
      expect(inGroup(house, "interactive").some(({ content }) => wordsOf(content).includes("通报"))).to.equal(
        false,
      );

      const saved = await house.chat.press(clerk, "保存草稿", { situation: TEXTS.situation });
      expect(JSON.stringify(saved)).to.include("草稿已保存");
      await house.chat.press(clerk, "送审", TEXTS);
      await house.drain();
      expect(told(house, director)).to.include(TEXTS.situation).and.include("办公室经办1送审");
      expect(buttonsOf(newest(house, director).content)).to.include.members(["批准签发", "退回修改"]);
      await house.chat.press(director, "退回修改");
      await house.chat.press(director, "退回修改", { reason: "写明下一步时限" });
      await house.drain();
      expect(told(house, clerk)).to.include("写明下一步时限");

      await issued(house);
      const [card] = inGroup(house, "interactive").slice(-1);
      const words = wordsOf(card!.content);
      expect(words)
        .to.include("通报〔2021〕第1期")
        .and.include(TEXTS.practice)
        .and.include("应急管理局负责人签发");
      const [file] = inGroup(house, "file").slice(-1);
      expect(file!.content["file_name"]).to.match(/^通报〔2021〕第1期.*\.docx$/);
      expect(told(house, convener)).to.include("通报〔2021〕第1期");

      const [row] = await bulletins(house);
      const { paragraphs } = xmlOf(readFileSync(pathOf(join(house.dir, "files"), row!.sha256!)));
      const lines = paragraphs.map(({ text }) => text);
      expect(lines).to.include.members([TEXTS.situation, TEXTS.demands, "各成员单位：", "2021年6月25日"]);
      expect(lines.join("")).to.include("本期发现隐患3条，销号1条；现有未销号2条，其中逾期未改1条");
      const history = await house.app.bot.door((tx) =>
        tx
          .getRepository(HistoryTable)
          .find({ where: { subject: `bulletin:${row!.id}` }, order: { id: "ASC" } }),
      );
      expect(history.map(({ act }) => act)).to.deep.equal([
        "bulletin.draft",
        "bulletin.draft",
        "bulletin.save",
        "bulletin.submit",
        "bulletin.return",
        "bulletin.submit",
        "bulletin.approve",
        "bulletin.issue",
      ]);
      expect(history.at(-1)?.details).to.include({ document: row!.sha256 });
    });

    it("Every number in a bulletin can be opened to the list of items behind it, of exactly that many, as it stood at the cut-off, for a unit as well", async () => {
      await using house = await open();
      await aWeek(house);
      await issued(house);
      const [row] = await bulletins(house);
      const { figures } = row!;
      const counts = Object.fromEntries(figures.lists.map(({ key, count }) => [key, count]));
      expect(counts).to.include({ found: 3, closed: 1, open: 2, overdue: 1, foundAll: 3, closedAll: 1 });
      expect(counts).to.include({ due: 2, onTime: 1, "handed-OB3": 1, "owed-OB3": 16, "missing-OB3": 15 });

      await doing(house, putRight("jyj_liaison", "jyj_inspector_1", "jyj_inspector_2", "分柜上锁"));
      await doing(house, register(found("戊中学", "2021-07-30")));
      const [card] = inGroup(house, "interactive").slice(-1);
      for (const { name, count } of figures.lists.filter(({ key }) => OPENED.includes(key))) {
        await house.chat.choose(convener, `${name}（${count}`, [card!]);
        await house.drain();
        expect(rowsOf(house, convener), name).to.equal(count);
        await house.chat.press(convener, "要表格");
        await house.drain();
        const [head, , ...lines] = sheetOf(house, convener);
        expect(head).to.include(`${name}（${count}`).and.include("通报〔2021〕第1期");
        expect(lines, name).to.have.lengthOf(count);
      }
      const lengths = await house.app.bot.door(async (tx) => {
        const turn = openTurn(house.app.bot, tx, house.app.bot.campaigns[0]!, house.clock.now());
        const found: [string, number][] = [];
        for (const list of figures.lists)
          found.push([list.key, (await subjectsOfBulletin(turn, figures, list, 1_000)).length]);
        return Object.fromEntries(found);
      });
      expect(lengths).to.deep.equal(counts);
      await house.chat.choose(convener, "区教育局", [card!]);
      await house.drain();
      const unit = newest(house, convener);
      for (const [name, count] of [
        ["本期发现", 2],
        ["逾期未改", 1],
      ] as const) {
        await house.chat.choose(convener, `${name}（${count}`, [unit]);
        await house.drain();
        expect(rowsOf(house, convener), name).to.equal(count);
      }
    });

    it("stays as it was sent; the next goes on from its cut-off, and an error is mended by another issue", async () => {
      await using house = await open();
      await aWeek(house);
      await issued(house);
      const [before] = inGroup(house, "interactive").slice(-1);
      await house.walkTo("2021-06-28T16:00:00+08:00");
      expect(told(house, clerk)).to.include("发现0条，销号0条，逾期1条");

      await house.chat.say(clerk, "通报 1");
      await house.drain();
      await house.chat.press(clerk, "更正第1期");
      await house.drain();
      const refused = await house.chat.press(clerk, "送审", {});
      expect(JSON.stringify(refused)).to.include("还缺：更正说明");
      await house.chat.press(clerk, "送审", { correction: "乙中学应为乙实验中学。" });
      await house.drain();
      await house.chat.press(director, "批准签发");
      await house.drain();
      const [after] = inGroup(house, "interactive").slice(-1);
      const words = wordsOf(after!.content);
      expect(words)
        .to.include("通报〔2021〕第2期")
        .and.include("更正通报〔2021〕第1期")
        .and.include("乙实验中学");
      const still = house.sandbox.state
        .messagesIn(GROUP)
        .find(({ messageId }) => messageId === before!.messageId);
      expect(still!.content).to.deep.equal(before!.content);

      await house.chat.say(clerk, "通报");
      await house.drain();
      expect(told(house, clerk))
        .to.include("通报草稿")
        .and.include("通报〔2021〕第2期")
        .and.include("通报〔2021〕第1期");
      const draftRows = rowsOf(house, clerk);
      await house.chat.say(convener, "通报");
      await house.drain();
      expect([draftRows, rowsOf(house, convener)]).to.deep.equal([3, 2]);
    });

    it("is never approved by who sent it in while somebody else is in the office, and says so when nobody is", async () => {
      await using house = await open();
      await aWeek(house);
      await house.chat.say(director, "通报");
      await house.drain();
      await house.chat.openRow(director, "通报草稿");
      await house.drain();
      const refused = await house.chat.press(director, "送审", TEXTS);
      expect(refused.toast?.content).to.equal("您是唯一的签发人，请保存草稿，由办公室经办送审");
      expect(JSON.stringify(refused.card)).to.include(TEXTS.situation);

      await using alone = await open({
        roster: (shipped) => shipped.filter(({ seat }) => seat !== "office_clerk"),
      });
      await aWeek(alone);
      await issuedAlone(alone);
      const words = wordsOf(inGroup(alone, "interactive").at(-1)!.content);
      expect(words).to.include("通报〔2021〕第1期").and.include("送审与签发为同一人");
    });

    it("proposes 约谈 of a unit that is red in two bulletins on end, to the office alone and on no issue", async () => {
      await using house = await open();
      await aWeek(house);
      await house.walkTo("2021-06-28T16:00:00+08:00");
      expect(told(house, clerk)).not.to.include("约谈");
      await issued(house);
      await house.walkTo("2021-06-30T16:00:00+08:00");
      expect(told(house, clerk)).to.include("约谈建议16条，见“打开清单”");
      await house.chat.choose(clerk, "约谈建议（16条");
      await house.drain();
      expect(rowsOf(house, clerk)).to.equal(16);
      expect(told(house, clerk)).to.include("连续两期红灯，上一期为第1期");
      await house.chat.press(clerk, "要表格");
      await house.drain();
      expect(sheetOf(house, clerk)).to.have.lengthOf(2 + 16);
      await house.chat.openRow(clerk, "区教育局");
      await house.drain();
      expect(told(house, clerk)).to.include("通报〔2021〕第1期");

      await house.chat.say(clerk, "通报");
      await house.drain();
      await house.chat.openRow(clerk, "通报草稿");
      await house.drain();
      await house.chat.press(clerk, "送审", TEXTS);
      await house.drain();
      expect(told(house, director)).to.include("约谈建议（16条）").and.include("另有13条");
      await house.chat.press(director, "批准签发");
      await house.drain();
      const card = inGroup(house, "interactive").at(-1)!;
      expect(wordsOf(card.content)).to.include("通报〔2021〕第2期").and.not.include("约谈");
      const drawn = JSON.stringify(card.content);
      expect(drawn).to.include('"value":"found"').and.not.include("interviews");
      const forged = {
        ...card,
        content: JSON.parse(drawn.replace('"value":"found"', '"value":"interviews"')),
      };
      const refused = await house.chat.choose(convener, "本期发现", [forged]);
      expect(refused.toast?.content).to.equal("约谈建议只给联席会议办公室看");
    });

    it("rings nobody at night: approved in the evening it goes out the next working morning", async () => {
      await using house = await open();
      await aWeek(house);
      await house.chat.press(clerk, "送审", TEXTS);
      await house.walkTo("2021-06-25T20:30:00+08:00");
      await house.chat.press(director, "批准签发");
      await house.drain();
      const isOut = () =>
        inGroup(house, "interactive").some(({ content }) => wordsOf(content).includes("第1期"));
      expect(isOut()).to.equal(false);
      await house.walkTo("2021-06-28T08:05:00+08:00");
      expect(isOut()).to.equal(true);
      expect(inGroup(house, "file")).to.have.lengthOf(1);
    });

    it("keeps what was typed when it is drafted anew, and drafts none while one waits for the director", async () => {
      await using house = await open();
      await aWeek(house);
      await house.chat.press(clerk, "保存草稿", { situation: TEXTS.situation });
      await house.walkTo("2021-06-28T16:00:00+08:00");
      expect(await bulletins(house)).to.have.lengthOf(1);
      expect(JSON.stringify(newest(house, clerk).content)).to.include(TEXTS.situation);
      await house.chat.press(clerk, "送审");
      await house.walkTo("2021-06-30T16:00:00+08:00");
      expect((await bulletins(house)).map(({ state }) => state)).to.deep.equal(["submitted"]);
      expect(told(house, director)).to.include("送审");
    });
  });
});

async function issuedAlone(house: House): Promise<void> {
  await house.chat.press(director, "送审", TEXTS);
  await house.drain();
  await house.chat.press(director, "批准签发");
  await house.drain();
}
