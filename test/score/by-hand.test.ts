import { expect } from "chai";
import { code } from "../../src/campaign/numbers.ts";
import { officePeople } from "../../src/campaign/people.ts";
import { handIn, type Deed } from "../../src/sandbox/deeds.ts";
import { ScoreLineTable } from "../../src/score/line-store.ts";
import { beginScore } from "../../src/score/ask.ts";
import { moveOne } from "../../src/tasks/move.ts";
import { TaskTable } from "../../src/tasks/store.ts";
import { inTurn, onEachStore, who, type House } from "../house.ts";
import { doing } from "../journeys/chats.ts";
import { does, given } from "../journeys/hazards.ts";

const clerk = who("clerk_1");
const liaison = who("jyj_liaison");
const inspector = who("jyj_inspector_1");

/** What a unit's hazards, or tasks, come to this year: kind, day, times and points of each line. */
async function linesOf(house: House, unit: string, of: "hazard" | "task" = "hazard") {
  const score = await inTurn(house, async (turn) => {
    const [somebody] = await officePeople(turn);
    return beginScore(turn, somebody!, { year: 2021, isTrial: true });
  });
  await house.drain();
  const lines = await house.app.bot.door((tx) =>
    tx.getRepository(ScoreLineTable).find({ where: { scoreId: score.id, unit }, order: { number: "ASC" } }),
  );
  return lines
    .filter(({ subject }) => subject.startsWith(`${of}:`))
    .map((line) => [line.code, line.kind, line.on, line.times, line.points])
    .toSorted(([one], [other]) => String(one).localeCompare(String(other)));
}

/** A report that came back is handed in once more. */
const again =
  (unit: string, figures: Record<string, string>): Deed =>
  async (chat, settled) => {
    await chat.press(who(`${unit}_liaison`), "正式报送", {
      percent: "100",
      text: "已写明下一步。",
      ...figures,
    });
    await settled();
  };

describe("what people press becomes lines of a score", function () {
  this.timeout(120_000);
  onEachStore((open) => {
    it("sent back, opened again and struck off untruly: each on its day, by whom it was led then", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      const closed = { state: "closed" as const, closedAt: new Date("2021-06-10T02:00:00Z") };
      await given(house, inspector, closed);
      await given(house, inspector, { ...closed, number: 2 });
      await given(house, inspector, { number: 3, state: "verify_requested", requestedBy: "somebody" });
      const again = { ground: "again", finding: "又同柜存放", dueOn: "2021-07-02" };
      expect(await does(house, clerk, "重新打开", again)).to.include("已重新打开");
      const untrue = { ...again, ground: "untrue" };
      expect(await does(house, clerk, "重新打开", untrue, 2)).to.include("已重新打开");
      const missing = { place: "化学准备室", companions: [who("jyj_inspector_2")], remark: "柜门未锁" };
      expect(await does(house, inspector, "退回整改", missing, 3)).to.include("已退回整改");
      expect(await linesOf(house, "jyj")).to.deep.equal([
        ["隐患〔2021〕0001号", "reopening", "2021-06-18", 1, -3],
        ["隐患〔2021〕0002号", "false_closure", "2021-06-18", 1, -10],
        ["隐患〔2021〕0003号", "return", "2021-06-18", 1, -2],
      ]);
    });

    it("handed to another unit while overdue: each pays for its own days", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await given(house, inspector, { state: "rectifying", dueOn: "2021-06-18" });
      await house.walkTo("2021-06-22T09:00:00+08:00");
      await does(house, liaison, "移交", { unit: "wjj", reason: "是卫生院" });
      await does(house, who("wjj_liaison"), "接收移交");
      await house.walkTo("2021-06-24T09:00:00+08:00");
      expect(await linesOf(house, "jyj")).to.deep.equal([
        ["隐患〔2021〕0001号", "overdue_day", "2021-06-21", 2, -2],
      ]);
      const theirs = await linesOf(house, "wjj");
      expect(theirs.filter(([, kind]) => kind === "overdue_day")).to.deep.equal([
        ["隐患〔2021〕0001号", "overdue_day", "2021-06-23", 2, -2],
      ]);
    });

    it("a report that was sent back and not there again on its day, as the office moved it, costs until it comes", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      const figures = { m_checked: "18", m_found: "4", m_fixed: "4", m_major: "0" };
      await doing(house, handIn("kjj", figures));
      const theirs = () =>
        house.app.db.getRepository(TaskTable).findOneByOrFail({ unit: "kjj", duty: "OB3" });
      const { number } = await theirs();
      await house.chat.say(clerk, `任务 ${number}`);
      await house.drain();
      await house.chat.press(clerk, "退回");
      await house.chat.press(clerk, "退回", { reason: "缺下一步", newDueOn: "2021-06-22" });
      await house.drain();
      const later = { to: "2021-06-23", reason: "全区停电" };
      await inTurn(house, async (turn) => moveOne(turn, await theirs(), later, null));
      const costs = async () =>
        (await linesOf(house, "kjj", "task")).filter(
          ([of, kind]) => of === code("task", 2021, number) && (kind === "return" || kind === "overdue_day"),
        );
      const back = [code("task", 2021, number), "return", "2021-06-18", 1, -2];
      const late = [code("task", 2021, number), "overdue_day", "2021-06-24", 2, -2];
      await house.walkTo("2021-06-23T17:00:00+08:00");
      expect(await costs()).to.deep.equal([back]);
      await house.walkTo("2021-06-25T09:00:00+08:00");
      expect(await costs()).to.have.deep.members([back, late]);
      await doing(house, again("kjj", figures));
      await house.walkTo("2021-06-29T09:00:00+08:00");
      expect(await costs()).to.have.deep.members([back, late]);
    });
  });
});
