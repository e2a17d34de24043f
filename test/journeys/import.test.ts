import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { HistoryTable } from "../../src/campaign/history-table.ts";
import { verifyChain } from "../../src/campaign/chain.ts";
import { code } from "../../src/campaign/numbers.ts";
import { SeatTable } from "../../src/campaign/people.ts";
import { pathOf } from "../../src/files/store.ts";
import { readWorkbook } from "../../src/files/workbook-read.ts";
import { HazardTable } from "../../src/hazards/table.ts";
import { COLUMNS } from "../../src/ledger/columns.ts";
import { givenUp } from "../../src/ledger/given-up.ts";
import { LedgerJobTable } from "../../src/ledger/job.ts";
import { Made } from "../../src/ledger/orders.ts";
import { Imported } from "../../src/ledger/import-rows.ts";
import { buttonsOf, wordsOf } from "../../src/sandbox/driver.ts";
import { aRow, ledger, workbook, type Said } from "../ledger/sheets.ts";
import { inTurn, onEachStore, who, type House } from "../house.ts";
import { does } from "./hazards.ts";

const liaison = who("jyj_liaison");
const clerk = who("clerk_1");
const BEGIN = "2021-06-18T09:00:00+08:00";

const hazards = (house: House) =>
  house.app.bot.door((tx) => tx.getRepository(HazardTable).find({ order: { year: "ASC", number: "ASC" } }));
/** The newest card but for the word that the sheet was received: at a clock that stands still they leave together. */
const last = ({ chat }: House, by: string) =>
  chat.cardsOf(by).findLast(({ content }) => !wordsOf(content).startsWith("表格已收到"));
const words = (house: House, by: string) => wordsOf(last(house, by)?.content);

/** Time goes on between messages: at most five a second reach one person. */
const wait = ({ clock }: House) => clock.moveTo(new Date(clock.now().getTime() + 2_000));

async function send(house: House, by: string, bytes: Uint8Array, name = "台账.xlsx"): Promise<string> {
  wait(house);
  await house.chat.send(by, name, bytes);
  await house.drain();
  return words(house, by);
}

async function press(house: House, by: string, label: string): Promise<string> {
  wait(house);
  const { toast } = await house.chat.press(by, label);
  await house.drain();
  return toast?.content ?? "";
}

/** The ledger as it goes out now, as bytes. */
async function exported(house: House): Promise<Buffer> {
  wait(house);
  await house.chat.say(clerk, "台账");
  await house.drain();
  const [job] = await house.app.bot.door((tx) =>
    tx.getRepository(LedgerJobTable).find({ where: { state: "done" }, order: { id: "DESC" }, take: 1 }),
  );
  return readFileSync(pathOf(join(house.dir, "files"), Made.parse(job?.result).sha256));
}

async function errorsOf(house: House): Promise<string[]> {
  const [job] = await house.app.bot.door((tx) =>
    tx.getRepository(LedgerJobTable).find({ where: { kind: "import" }, order: { id: "DESC" }, take: 1 }),
  );
  const { errors } = Imported.parse(job?.result);
  const { sheets } = readWorkbook("x.xlsx", readFileSync(pathOf(join(house.dir, "files"), errors ?? "")));
  return (sheets[0]?.rows ?? [])
    .slice(1)
    .map(({ cells }) => [0, 1, 3].map((at) => cells.get(at)?.words).join(" "));
}

const closed: Said = {
  found_at: "2021.3.5",
  measure: "分柜存放",
  finished_at: "2021年3月20日",
  verifier: "检查员甲、检查员乙",
  verified_at: "２０２１-０３-２２",
  conclusion: "合格",
  closed_at: "20210323",
};
const ready: Said = { owner_unit_person: "科长1", deadline: "2021-06-30", measure: "分柜存放，双人双锁" };

describe("a ledger that is sent in", function () {
  this.timeout(120_000);
  onEachStore((open) => {
    it("is shown first, written once when confirmed, told again as written, and taken back", async () => {
      await using house = await open();
      await house.walkTo(BEGIN);
      const bytes = await ledger([
        aRow({ ...ready, usci: "91320411MA1TEX0010" }),
        aRow({ description: "无台账", lead_unit: "区卫健局" }),
        aRow({ description: "标签脱落", found_at: "去年" }),
        aRow({ ...closed, description: "通风不良", usci: "91320411MA1TEX0010" }),
      ]);
      const preview = await send(house, clerk, bytes);
      expect(preview).to.include("导入台账：请核对").and.include("第4行 发现时间：不是日期");
      expect(await hazards(house)).to.have.lengthOf(0);
      expect(await errorsOf(house)).to.deep.equal(["4 发现时间 不是日期，请写成2021-06-05"]);

      expect(await press(house, clerk, "确认导入")).to.include("正在导入");
      const [assigned, registered, past] = await hazards(house);
      expect(assigned).to.include({
        state: "assigned",
        leadUnit: "jyj",
        person: "科长1",
        dueOn: "2021-06-30",
      });
      expect(registered).to.include({ state: "registered", leadUnit: "wjj", foundOn: "2021-06-05" });
      expect(past).to.include({ state: "closed", finishedOn: "2021-03-20", verifiedOn: "2021-03-22" });
      expect(past?.closedAt?.toISOString()).to.equal("2021-03-22T16:00:00.000Z");
      expect(words(house, clerk)).to.include("台账已导入").and.include("已写入3条");

      expect(await send(house, clerk, bytes)).to.match(/这份表已在6月18日 09:\d\d导入过，没有再次写入/);
      expect(await hazards(house)).to.have.lengthOf(3);

      expect(await press(house, clerk, "撤销导入")).to.include("正在撤销");
      expect((await hazards(house)).map(({ state }) => state)).to.deep.equal(["voided", "voided", "voided"]);
      expect(
        house.chat
          .cardsOf(clerk)
          .map(({ content }) => wordsOf(content))
          .join("\n"),
      ).to.include("导入已撤销");
      const lines = await house.app.bot.door((tx) =>
        tx.getRepository(HistoryTable).find({ order: { id: "ASC" } }),
      );
      const acts = lines.filter(({ subject }) => subject === `hazard:${assigned!.id}`).map(({ act }) => act);
      expect(acts).to.deep.equal(["hazard.import", "hazard.assign", "hazard.import.undo"]);
      const chain = await house.app.bot.door((tx) =>
        verifyChain(tx, house.app.bot.campaigns[0]!.district.key),
      );
      expect(chain.wrong).to.equal(null);
    });

    it("that went out and comes back untouched changes nothing; a changed cell is one update, with its history", async () => {
      await using house = await open();
      await house.walkTo(BEGIN);
      await send(
        house,
        clerk,
        await ledger([aRow(ready), aRow({ ...closed, description: "通风不良", finder: "张三" })]),
      );
      await press(house, clerk, "确认导入");
      const bytes = await exported(house);
      expect(await send(house, clerk, bytes, "原样.xlsx")).to.include("和现在的完全相同");

      const code = "隐患〔2021〕0001号";
      const changed = await ledger([
        { hazard_no: code, measure: "改放防爆柜", legal_basis: "条例第二十条", deadline: "2021/6/30" },
      ]);
      const preview = await send(house, clerk, changed);
      expect(preview).to.include("导入台账：请核对");
      await press(house, clerk, "确认导入");
      const [hazard] = await hazards(house);
      expect(hazard).to.include({ measure: "改放防爆柜", person: "科长1", state: "assigned" });
      const again = readWorkbook("x.xlsx", await exported(house)).sheets[1]!.rows[1]!;
      expect([...again.cells.values()].map((cell) => cell.words)).to.include.members([
        "条例第二十条",
        "改放防爆柜",
      ]);
      await press(house, clerk, "撤销导入");
      expect((await hazards(house))[0]).to.include({ measure: "分柜存放，双人双锁" });
    });

    it("of the past goes out again as it came, 挂牌文号 and 处罚情况 too; opened again it is verified by nobody yet", async () => {
      await using house = await open();
      await house.walkTo(BEGIN);
      const past = aRow({ ...closed, listing_no: "督〔2021〕1号", penalty: "罚款1万元" });
      await send(house, clerk, await ledger([past]));
      await press(house, clerk, "确认导入");
      const told = async () => {
        const [, row] = readWorkbook("x.xlsx", await exported(house)).sheets.find(
          ({ name }) => name === "台账",
        )!.rows;
        const keys = ["verifier", "verified_at", "conclusion", "closed_at", "listing_no", "penalty"] as const;
        return keys.map(
          (key) => row?.cells.get(COLUMNS.findIndex((column) => column.key === key))?.words ?? "",
        );
      };
      const kept = ["督〔2021〕1号", "罚款1万元"];
      const verified = ["检查员甲、检查员乙", "2021-03-22", "合格", "2021-03-23"];
      expect(await told()).to.deep.equal([...verified, ...kept]);
      const again = { ground: "again", finding: "又同柜存放", dueOn: "2021-07-02" };
      expect(await does(house, clerk, "重新打开", again)).to.include("已重新打开");
      expect(await told()).to.deep.equal(["", "", "", "", ...kept]);
    });

    it("never writes a grade, a deadline, a verification or a close-out of what is being dealt with", async () => {
      await using house = await open();
      await house.walkTo(BEGIN);
      await send(house, clerk, await ledger([aRow(ready)]));
      await press(house, clerk, "确认导入");
      const code = "隐患〔2021〕0001号";
      const forged = await ledger([
        {
          hazard_no: code,
          ...closed,
          found_at: "2021-06-05",
          deadline: "2021-12-31",
          grade: "重大",
          lead_unit: "区卫健局",
        },
        aRow({ description: "另一条", verifier: "张三", finished_at: "2021-06-10" }),
        aRow({ ...closed, description: "今天销号", closed_at: "2021-06-18" }),
        { hazard_no: "隐患〔2021〕0099号", measure: "x" },
      ]);
      expect(await send(house, clerk, forged)).to.include("没有可写入的");
      expect(buttonsOf(last(house, clerk)?.content)).to.deep.equal([]);
      const errors = (await errorsOf(house)).join("\n");
      for (const why of [
        "整改时限请用申请延期",
        "级别由办公室确认",
        "责任部门请用交办或移交",
        "销号要在卡片上办",
        "复查要在卡片上办",
      ])
        expect(errors).to.include(why);
      expect(errors)
        .to.include("3 完成时间 没有销号时间的是在办隐患")
        .and.include("4 销号时间 今天的销号要在卡片上办");
      expect(errors).to.include("5 编号 没有这个编号");
      expect((await hazards(house)).map(({ state }) => state)).to.deep.equal(["assigned"]);
    });

    it("is held to what its sender may write on the day it is confirmed, and to what another sheet has brought meanwhile", async () => {
      await using house = await open();
      await house.walkTo(BEGIN);
      await send(house, liaison, await ledger([aRow({ ...ready, description: "一" })]));
      const first = last(house, liaison)!;
      await send(
        house,
        clerk,
        await ledger([aRow({ ...ready, description: "一" }), aRow({ description: "二" })]),
      );
      expect(await press(house, clerk, "确认导入")).to.include("正在导入");
      const pressed = await house.chat.pressOn(liaison, first, "确认导入");
      await house.drain();
      expect(pressed.toast?.content).to.include("正在导入");
      expect((await hazards(house)).map(({ description }) => description)).to.have.members(["一", "二"]);
      expect(wordsOf(first.content)).to.include("1条在核对以后已登记或办理过，没有写入");

      await send(house, liaison, await ledger([aRow({ ...ready, description: "三" })]));
      await house.app.bot.door((tx) =>
        tx.getRepository(SeatTable).update({ unit: "jyj", seat: "liaison" }, { untilAt: house.clock.now() }),
      );
      expect(await press(house, liaison, "确认导入")).to.include("您现在不能导入这些单位的台账");
      expect(await hazards(house)).to.have.lengthOf(2);
    });

    it("changes no cell beyond what is kept of it, and what it changes is found by its new words", async () => {
      await using house = await open();
      await house.walkTo(BEGIN);
      await send(house, clerk, await ledger([aRow({ ...ready, description: "旧词" })]));
      await press(house, clerk, "确认导入");
      const [made] = await hazards(house);
      const hazard_no = code("hazard", made!.year, made!.number);
      const changed = (more: Said) => ledger([aRow({ ...ready, hazard_no, description: "旧词", ...more })]);
      await send(house, clerk, await changed({ funds: "万".repeat(81), found_at: "2021-06-30" }));
      expect(await errorsOf(house)).to.deep.equal(["2 整改资金 最多80字", "2 发现时间 晚于今天"]);
      await send(house, clerk, await changed({ description: "新词" }));
      await press(house, clerk, "确认导入");
      await house.chat.say(clerk, "隐患 新词");
      await house.drain();
      expect(words(house, clerk)).to.include(made!.enterprise);
      wait(house);
      await house.chat.say(clerk, "隐患 旧词");
      await house.drain();
      expect(words(house, clerk)).to.include("没有符合的条目");
    });

    it("is a unit's only for its own; one's own goes straight into rectification", async () => {
      await using house = await open();
      await house.walkTo(BEGIN);
      const bytes = await ledger([
        aRow(ready),
        aRow({ description: "别家的", lead_unit: "区卫健局" }),
        aRow({ ...closed, description: "历史的" }),
      ]);
      await send(house, liaison, bytes);
      const errors = (await errorsOf(house)).join("\n");
      expect(errors)
        .to.include("3 责任部门 只能登记本单位负责的隐患")
        .and.include("4 销号时间 历史已销号的隐患由办公室补录");
      await press(house, liaison, "确认导入");
      expect((await hazards(house)).map(({ state }) => state)).to.deep.equal(["rectifying"]);
      expect(await send(house, who("jyj_inspector_1"), bytes)).to.include("归入哪一项");
    });

    it("is not taken back once a hazard of it was dealt with; what changed after it went out is not overwritten", async () => {
      await using house = await open();
      await house.walkTo(BEGIN);
      await send(house, liaison, await ledger([aRow(ready)]));
      await press(house, liaison, "确认导入");
      const code = "隐患〔2021〕0001号";
      wait(house);
      await house.chat.say(liaison, "隐患 1");
      await house.drain();
      house.clock.moveTo(new Date("2021-06-18T09:10:00+08:00"));
      await press(house, liaison, "更新整改");
      await house.chat.press(liaison, "更新整改", { progress: "已分柜" });
      await house.drain();
      expect(await press(house, liaison, "撤销导入")).to.include("有1条后来又办理过，不能撤销");

      const old = await workbook({
        rows: [
          ["截止时间", "2021-06-18 09:05"],
          ["编号", "单位名称", "场所部位", "隐患描述", "进展", "类别"],
          [code, null, null, null, "未动", null],
        ],
      });
      await send(house, liaison, old);
      expect(await errorsOf(house)).to.deep.equal(["3 进展 表导出以后又办理过，请重新导出再改"]);
    });

    it("whose undo broke off is taken back from there on at the next press, unless what is left was dealt with since", async () => {
      await using house = await open();
      await house.walkTo(BEGIN);
      const rows = Array.from({ length: 60 }, (_each, nth) => aRow({ description: `第${nth}处：试剂混放` }));
      await send(house, clerk, await ledger(rows));
      await press(house, clerk, "确认导入");
      wait(house);
      await house.chat.press(clerk, "撤销导入");
      await house.app.passes.ledgers();
      await inTurn(house, async (turn) => {
        const job = await turn.tx.getRepository(LedgerJobTable).findOneByOrFail({ state: "undoing" });
        const { change, tell } = givenUp(job, turn.now);
        await turn.tx.getRepository(LedgerJobTable).update({ id: job.id }, change);
        await tell?.(turn, job);
      });
      await house.drain();
      const said = house.chat.cardsOf(clerk).map(({ content }) => wordsOf(content));
      expect(said.filter((card) => card.includes("撤销中断：已恢复50条"))).to.have.lengthOf(2);
      const left = (await hazards(house)).filter(({ state }) => state !== "voided");
      expect(left).to.have.lengthOf(10);

      const [first] = left;
      const versioned = (version: number) =>
        house.app.bot.door((tx) => tx.getRepository(HazardTable).update({ id: first!.id }, { version }));
      await versioned(first!.version + 1);
      expect(await press(house, clerk, "撤销导入")).to.include("有1条后来又办理过，不能撤销");
      await versioned(first!.version);
      expect(await press(house, clerk, "撤销导入")).to.include("正在撤销");
      expect((await hazards(house)).every(({ state }) => state === "voided")).to.equal(true);
      const history = await house.app.bot.door((tx) =>
        tx.getRepository(HistoryTable).findBy({ act: "ledger.import.undo" }),
      );
      expect(history.map((line) => line.words)).to.deep.equal(["撤销导入台账60条"]);
    });

    it("survives titles, merged cells, blank rows, other heads, feet, codes of every kind; a wrong code is told and not kept", async () => {
      await using house = await open();
      await house.walkTo(BEGIN);
      const bytes = await workbook({
        rows: [
          ["甲镇危险化学品隐患台账"],
          [],
          [
            "序号",
            "企业名称",
            "信用代码",
            "隐患部位",
            "发现日期",
            "隐患内容",
            "隐患类别",
            "重点内容",
            "责任单位",
            "隐患等级",
          ],
          [
            1,
            "甲中学",
            "91320411MA1TEX0011",
            "化学准备室",
            { day: 44352 },
            "酒精与高锰酸钾同柜",
            "储存类",
            "③",
            "jyj",
            "一般隐患",
          ],
          [2, null, null, "药品间", 44353, "无双锁", "管理", "F9", "区教育局", "general"],
          [],
          [3, "乙中学", null, "实验室", "２０２１．６．５", "标签脱落", "储存", "第3项", "区教育局", "重大"],
          ["合计", "3条"],
        ],
        merges: ["A1:J1", "B4:B5", "C4:C5"],
      });
      const preview = await send(house, clerk, bytes);
      expect(preview).to.include("第4行 统一社会信用代码：代码不对，没有写入");
      await press(house, clerk, "确认导入");
      const found = await hazards(house);
      expect(found.map(({ enterprise, foundOn, grade }) => [enterprise, foundOn, grade])).to.deep.equal([
        ["甲中学", "2021-06-05", "general"],
        ["甲中学", "2021-06-06", "general"],
        ["乙中学", "2021-06-05", "major_pending"],
      ]);
      expect(found[0]?.enterpriseId).to.equal(found[1]?.enterpriseId);
      expect(found.map(({ focusPoint }) => focusPoint)).to.deep.equal(["F3", "F9", "F3"]);
    });

    it("with macros, formulas, damage or 20 MB is answered in words; what is no ledger is asked where it belongs", async () => {
      await using house = await open();
      await house.walkTo(BEGIN);
      const whole = await ledger([aRow()]);
      expect(await send(house, clerk, whole, "台账.xlsm")).to.include("带宏的表格（.xlsm）不收");
      expect(await send(house, clerk, whole.subarray(0, 900))).to.include("没有收下“台账.xlsx”：文件不完整");
      const big = Buffer.concat([whole.subarray(0, 60), Buffer.alloc(20 * 1024 * 1024), whole.subarray(60)]);
      expect(await send(house, clerk, big)).to.match(/表格超过20MB|文件不完整/);
      const formula = await ledger([aRow({ description: { formula: "A1&B1", value: "x" } })]);
      await send(house, clerk, formula);
      expect(await errorsOf(house)).to.deep.equal(["2 隐患描述 是公式，请粘贴为数值"]);
      expect(await send(house, clerk, await workbook({ rows: [["会议签到表"], ["张三"]] }))).to.include(
        "归入哪一项",
      );
    });

    it("of 20 000 rows is read in whole; one more is asked to be sent in parts", async () => {
      await using house = await open();
      await house.walkTo(BEGIN);
      const rows = Array.from({ length: 20_000 }, (_each, nth) =>
        aRow({ description: `第${nth}处：试剂混放` }),
      );
      await send(house, clerk, await ledger(rows));
      const [job] = await house.app.bot.door((tx) => tx.getRepository(LedgerJobTable).find());
      expect(Imported.parse(job?.result)).to.include({ fresh: 20_000, changed: 0, wrong: 0 });
      const more = await ledger([...rows, aRow({ description: "多出的一处" })]);
      expect(await send(house, clerk, more)).to.include("表里超过20000行，请分成几份再发");
    });

    it("is written some rows at a time, each time by one of two that try; when that one dies the other goes on", async () => {
      await using house = await open();
      await house.walkTo(BEGIN);
      const rows = Array.from({ length: 120 }, (_each, nth) => aRow({ description: `第${nth}处：试剂混放` }));
      await send(house, clerk, await ledger(rows));
      wait(house);
      await house.chat.press(clerk, "确认导入");
      const both = await Promise.all([house.app.passes.ledgers(), house.app.passes.ledgers()]);
      expect(both.toSorted()).to.deep.equal([0, 1]);
      expect(await hazards(house)).to.have.lengthOf(50);
      const held = { token: "died", visibleAt: house.clock.now().getTime() + 30_000 };
      await house.app.bot.door((tx) => tx.getRepository(LedgerJobTable).update({ state: "applying" }, held));
      await house.drain();
      expect(await hazards(house)).to.have.lengthOf(50);
      house.clock.moveTo(new Date(house.clock.now().getTime() + 31_000));
      await house.drain();
      const found = await hazards(house);
      expect(new Set(found.map(({ description }) => description)).size).to.equal(120);
      expect(found).to.have.lengthOf(120);
      expect(words(house, clerk)).to.include("已写入120条");
    });
  });
});
