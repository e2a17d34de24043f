import { expect } from "chai";
import { In } from "typeorm";
import { HistoryTable } from "../../src/campaign/history-table.ts";
import { peopleByOpenIds, SeatTable } from "../../src/campaign/people.ts";
import { findButton, parts, wordsOf } from "../../src/sandbox/driver.ts";
import { register } from "../../src/sandbox/deeds.ts";
import { ScoreLineTable, type ScoreLineRow } from "../../src/score/line-store.ts";
import { objectToScore } from "../../src/score/objections.ts";
import { ScoreTable, type ScoreRow } from "../../src/score/store.ts";
import { readWorkbook } from "../../src/files/workbook-read.ts";
import { inTurn, onEachStore, who, type House } from "../house.ts";

const clerk = who("clerk_1");
const director = who("yjj_lead");
const REPORT = "报送第二次工作进展情况";

const newest = ({ chat }: House, by: string) => chat.cardsOf(by).at(-1)!;
const told = (house: House, by: string) => wordsOf(newest(house, by).content);
const rowsOn = (house: House, by: string): number =>
  [...parts(newest(house, by).content)].filter(({ part }) => part["tag"] === "interactive_container").length;

const scores = ({ app }: House): Promise<ScoreRow[]> =>
  app.bot.door((tx) => tx.getRepository(ScoreTable).find({ order: { id: "ASC" } }));
const lines = ({ app }: House, unit: string): Promise<ScoreLineRow[]> =>
  app.bot.door((tx) => tx.getRepository(ScoreLineTable).find({ where: { unit }, order: { number: "ASC" } }));
const actsOn = async ({ app }: House, subject: string): Promise<string[]> => {
  const history = await app.bot.door((tx) =>
    tx.getRepository(HistoryTable).find({ where: { subject }, order: { id: "ASC" } }),
  );
  return history.map(({ act }) => act);
};
const share = async (house: House, unit: string): Promise<ScoreRow> =>
  (await scores(house)).findLast((row) => row.unit === unit)!;
const pointsOf = async (house: House, unit: string): Promise<number> => {
  const { base, points } = await share(house, unit);
  return base + points;
};

const says = async (house: House, by: string, text: string) => {
  await house.chat.say(by, text);
  await house.drain();
};
const presses = async (house: House, by: string, label: string, typed: Record<string, unknown> = {}) => {
  const pressed = await house.chat.press(by, label, typed);
  await house.drain();
  return JSON.stringify(pressed);
};

/** The newest card of a unit's score that somebody has. */
const scoreOf = ({ chat }: House, by: string): string | undefined =>
  chat.cardsOf(by).findLast(({ content }) => wordsOf(content).includes("年度考核得分"))?.messageId;

/** The clerk opens one unit's objection: a queue's row names what it is, then its unit. */
const opens = async (house: House, unit: string) => {
  await house.chat.openRow(clerk, `申诉：2021年考核**<br><font color='grey'>${unit}`);
  await house.drain();
};

async function handsIn(house: House, unit: string) {
  const by = who(`${unit}_liaison`);
  await says(house, by, "我的任务");
  await house.chat.openRow(by, REPORT);
  await house.drain();
  if (findButton(newest(house, by).content, "签收")) await presses(house, by, "签收");
  const card = house.chat.cardsOf(by).findLast(({ content }) => findButton(content, "正式报送") !== null);
  await house.chat.send(by, "工作进展情况.docx", new TextEncoder().encode("材料"), card?.messageId ?? null);
  await house.drain();
  await presses(house, by, "正式报送", { percent: "100", text: "已完成排查。", m_checked: "40" });
}

/**
 * The last days of 2021, counted by hand. 科技局 reports in time (+2) and is sent back once (−2); 教育局 signs too late
 * (−1), reports two working days late (−3, −2), and leaves a hazard due on the 22nd, seven working days late by the
 * year's end (−7); everybody else signs for nothing (−1) and reports nothing, five working days late (−5).
 */
async function theYear(house: House): Promise<void> {
  await house.walkTo("2021-12-20T10:00:00+08:00");
  const found = {
    by: "jyj_liaison",
    enterprise: "甲中学",
    site: "化学准备室",
    description: "混放",
    focusPoint: "F3",
    category: "储存",
    unit: "jyj",
    person: "安全员1",
    dueOn: "2021-12-22",
    measure: "分柜",
  };
  await register(found)(house.chat, house.drain, house.sandbox);
  await house.walkTo("2021-12-21T10:00:00+08:00");
  await handsIn(house, "kjj");
  await says(house, clerk, "待办");
  await house.chat.openRow(clerk, "审核：");
  await house.drain();
  await presses(house, clerk, "退回");
  await presses(house, clerk, "退回", { reason: "写明下一步", newDueOn: "2022-01-20" });
  await house.walkTo("2021-12-28T10:00:00+08:00");
  await handsIn(house, "jyj");
  await house.walkTo("2022-01-04T09:00:00+08:00");
}

async function published(house: House): Promise<void> {
  await theYear(house);
  await says(house, clerk, "考核 2021");
  await says(house, director, "考核 2021");
  await presses(house, director, "发布");
}

describe("the yearly score", function () {
  this.timeout(240_000);
  onEachStore((open) => {
    it("goes from 考核 to frozen: counted unit by unit, published by the director, one objection accepted and one rejected", async () => {
      await using house = await open({ at: "2021-12-20T08:30:00+08:00" });
      await theYear(house);
      await says(house, clerk, "考核 2021");
      expect(await pointsOf(house, "kjj")).to.equal(100);
      expect(await pointsOf(house, "jyj")).to.equal(87);
      expect(await pointsOf(house, "wjj")).to.equal(94);
      expect(told(house, clerk)).to.include("不排名");
      expect(JSON.stringify(newest(house, clerk).content))
        .to.include("待发布")
        .and.include('"87"');
      expect(findButton(newest(house, clerk).content, "发布")).to.equal(null);
      const before = house.chat.cardsOf(who("jyj_lead")).length;

      await says(house, director, "考核 2021");
      await presses(house, director, "发布");
      expect(house.chat.cardsOf(who("jyj_lead")).length).to.equal(before + 1);
      expect(told(house, who("jyj_lead")))
        .to.include("87")
        .and.include("到1月11日止可以申诉一次");
      expect(told(house, who("wjj_lead")))
        .to.include("94")
        .and.not.include("87");

      await presses(house, who("jyj_lead"), "申诉");
      await presses(house, who("jyj_lead"), "提交申诉", { words: "甲中学那条12月23日已整改" });
      await presses(house, who("wjj_lead"), "申诉");
      await presses(house, who("wjj_lead"), "提交申诉", { words: "系统故障" });
      for (const each of [clerk, director]) {
        await says(house, each, "待办");
        expect(told(house, each)).to.include("申诉：2021年考核").and.include("限5天");
      }
      await says(house, director, "考核 2021");
      expect(findButton(newest(house, director).content, "定稿"), "two objections wait").to.equal(null);

      const hazardLine = (await lines(house, "jyj")).find(({ subject }) => subject.startsWith("hazard:"))!;
      await opens(house, "区教育局");
      expect(await presses(house, clerk, "采纳并改分", { reason: "属实" })).to.include("还缺：撤哪几条");
      expect(await presses(house, clerk, "采纳并改分", { lines: "999" })).to.include("没有第999条");
      await presses(house, clerk, "采纳并改分", { lines: `第${hazardLine.number}条`, reason: "属实" });
      expect(await pointsOf(house, "jyj")).to.equal(94);
      expect(told(house, who("jyj_lead")))
        .to.include("87分改为94分")
        .and.include("属实");
      await says(house, clerk, "待办");
      await opens(house, "区卫健局");
      expect(await presses(house, clerk, "不采纳")).to.include("还缺：答复意见");
      await presses(house, clerk, "不采纳", { reason: "当天系统正常" });
      expect(told(house, who("wjj_lead")))
        .to.include("申诉未采纳")
        .and.include("当天系统正常");
      expect(await pointsOf(house, "wjj")).to.equal(94);

      await says(house, director, "考核 2021");
      expect(findButton(newest(house, director).content, "定稿"), "units may still object").to.equal(null);
      await house.walkTo("2022-01-11T18:00:00+08:00");
      expect((await share(house, "jyj")).state).to.equal("published");
      await house.walkTo("2022-01-12T09:30:00+08:00");
      expect((await scores(house)).map(({ state }) => state)).to.satisfy((states: string[]) =>
        states.every((state) => state === "frozen"),
      );
      const [year] = await scores(house);
      expect(await actsOn(house, `score:${year!.id}`)).to.deep.equal([
        "score.begin",
        "score.counted",
        "score.publish",
        "score.objection",
        "score.objection",
        "score.objection",
        "score.objection",
        "score.freeze",
      ]);
      expect(await actsOn(house, `sunit:${(await share(house, "jyj")).id}`)).to.deep.equal([
        "score.publish",
        "score.object",
        "score.accepted",
        "score.freeze",
      ]);
      await says(house, who("kjj_lead"), "考核");
      expect(told(house, who("kjj_lead"))).to.include("已定稿");
      expect(findButton(newest(house, who("kjj_lead")).content, "申诉")).to.equal(null);
    });

    it("opens every figure to a list of exactly that many lines, each with the task or hazard it came from, and leaves as a workbook", async () => {
      await using house = await open({ at: "2021-12-20T08:30:00+08:00" });
      await published(house);
      const lead = who("jyj_lead");
      const { sums, found, checked } = await share(house, "jyj");
      expect({ found, checked }).to.deep.equal({ found: 1, checked: 40 });
      expect(sums.map(({ kind, count, times, points }) => [kind, count, times, points])).to.deep.equal([
        ["report_late", 1, 1, -3],
        ["accept_late", 1, 1, -1],
        ["overdue_day", 2, 9, -9],
      ]);
      const card = newest(house, lead);
      for (const [name, count] of [
        ["迟报", 1],
        ["签收逾期（", 1],
        ["逾期（2", 2],
      ] as const) {
        await house.chat.choose(lead, name, [card]);
        await house.drain();
        expect(rowsOn(house, lead), name).to.equal(count);
        expect(told(house, lead)).to.match(/(任务|隐患)〔\d{4}〕\d{4}号/);
      }
      await house.chat.openRow(lead, "逾期未改7个工作日");
      await house.drain();
      expect(told(house, lead)).to.include("甲中学");

      await says(house, director, "考核 2021");
      await presses(house, director, "发我表格");
      const p2p = house.sandbox.state.p2p(director)!;
      const file = house.sandbox.state.messagesIn(p2p.chatId).findLast(({ type }) => type === "file")!;
      expect(file.content["file_name"]).to.match(/^2021年考核.*\.xlsx$/);
      const key = String(file.content["file_key"]);
      const bytes = house.sandbox.state.uploads.get(key)!.bytes;
      const book = readWorkbook("考核.xlsx", bytes);
      const all = await house.app.bot.door((tx) => tx.getRepository(ScoreLineTable).find());
      const detail = book.sheets.find((sheet) => sheet.name === "明细")!;
      expect(detail.rows).to.have.lengthOf(all.length + 1);
    });

    it("is a trial while its year goes on, which nobody publishes and no unit sees, and is counted anew at a press", async () => {
      await using house = await open({ at: "2021-12-20T08:30:00+08:00" });
      await house.walkTo("2021-12-20T10:00:00+08:00");
      await says(house, director, "考核");
      expect(told(house, director)).to.include("2021年考核试算").and.include("试算");
      expect(findButton(newest(house, director).content, "发布")).to.equal(null);
      await presses(house, director, "重新统计");
      const years = (await scores(house)).filter(({ unit }) => unit === "");
      expect(years.map(({ state, isTrial }) => [state, isTrial])).to.deep.equal([
        ["dropped", true],
        ["counted", true],
      ]);
      await says(house, who("jyj_lead"), "考核");
      expect(told(house, who("jyj_lead"))).to.include("还没有可看的考核");
      await says(house, clerk, "考核 2019");
      expect(told(house, clerk)).to.include("没有2019年的考核");
      await says(house, clerk, "考核 2022");
      expect(told(house, clerk)).to.include("2022年还没有到");
    });

    it("names to the director who could not be reached; where lead and deputy are vacant, the liaison reads that the office fills the seats first", async () => {
      await using house = await open({ at: "2022-01-04T09:00:00+08:00" });
      const liaison = who("jyj_liaison");
      await inTurn(house, ({ tx, district: districtId, now }) =>
        tx
          .getRepository(SeatTable)
          .update({ districtId, unit: "jyj", seat: In(["lead", "deputy"]) }, { untilAt: now }),
      );
      await says(house, director, "考核 2021");
      const { toast } = await house.chat.press(director, "发布");
      await house.drain();
      expect(toast?.content).to.include("没有人可收：区经发局");
      expect(told(house, liaison))
        .to.include("负责人和B角席位空缺，没有人能申诉，请联系办公室先补名册")
        .and.not.include("由本单位负责人或B角提出");
      const { id, version: rev } = await share(house, "jyj");
      const refusal = await inTurn(house, async (turn) => {
        const [by] = await peopleByOpenIds(turn, [liaison]);
        const reply = { by: by!, id, rev, form: { words: "报告已交" }, copyId: "" };
        return objectToScore(turn, reply).catch((error: Error) => error.message);
      });
      expect(refusal).to.include("负责人和B角席位空缺");
    });

    it("tells the director once that an answer is late, on the first morning after an outage", async () => {
      await using house = await open({ at: "2022-01-04T09:00:00+08:00" });
      const lead = who("jyj_lead");
      await says(house, director, "考核 2021");
      await presses(house, director, "发布");
      await presses(house, lead, "申诉");
      await presses(house, lead, "提交申诉", { words: "系统故障" });
      await house.walkTo("2022-01-10T18:00:00+08:00");
      const before = scoreOf(house, director);
      house.clock.moveTo(new Date("2022-01-13T12:00:00+08:00"));
      await house.settle();
      const told = scoreOf(house, director);
      expect(told).to.not.equal(before);
      await house.walkTo("2022-01-18T18:00:00+08:00");
      expect(scoreOf(house, director), "no second time").to.equal(told);
    });

    it("tells politely who may not act: a liaison to object, a unit's own person to answer it; and rings who may on the answer's last morning, and the director when it is late; once all is answered the director freezes it", async () => {
      await using house = await open({ at: "2021-12-20T08:30:00+08:00" });
      await published(house);
      const liaison = who("jyj_liaison");
      await says(house, liaison, "考核");
      expect(told(house, liaison)).to.include("由本单位负责人或B角提出");
      expect(findButton(newest(house, liaison).content, "申诉")).to.equal(null);
      // The director leads 应急管理局 as well: it is the clerk who answers for it.
      await house.chat.say(director, "考核 2021");
      await house.drain();
      await house.chat.choose(director, "应急", [newest(house, director)]);
      await house.drain();
      await presses(house, director, "申诉");
      await presses(house, director, "提交申诉", { words: "报告已交" });
      await house.drain();
      expect(findButton(newest(house, director).content, "采纳并改分")).to.equal(null);
      await says(house, clerk, "待办");
      await house.chat.openRow(clerk, "申诉：2021年考核");
      await house.drain();
      expect(findButton(newest(house, clerk).content, "采纳并改分")).to.not.equal(null);
      const before = [clerk, director].map((each) => scoreOf(house, each));
      await house.walkTo("2022-01-11T09:30:00+08:00");
      expect(scoreOf(house, clerk)).to.not.equal(before[0]);
      expect(scoreOf(house, director)).to.equal(before[1]);

      const beforeLate = [clerk, director].map((each) => scoreOf(house, each));
      await house.walkTo("2022-01-12T10:00:00+08:00");
      expect(scoreOf(house, clerk)).to.equal(beforeLate[0]);
      expect(scoreOf(house, director)).to.not.equal(beforeLate[1]);
      const late = house.chat
        .cardsOf(director)
        .find(({ messageId }) => messageId === scoreOf(house, director))!;
      expect(wordsOf(late.content)).to.include("答复已超时限，应在1月11日前");
      await says(house, director, "考核 2021");
      expect(findButton(newest(house, director).content, "定稿"), "one answer is late").to.equal(null);
      await presses(house, clerk, "不采纳", { reason: "系统里没有" });
      const offered = house.chat.cardsOf(director).filter(({ content }) => findButton(content, "定稿"));
      expect(offered.length, "all are answered").to.be.above(0);
      expect(await presses(house, director, "定稿")).to.include("已定稿");
      const states = (await scores(house)).map(({ state }) => state);
      expect(new Set(states), "by the director's press").to.deep.equal(new Set(["frozen"]));
    });
  });
});
