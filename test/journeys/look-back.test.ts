import { expect } from "chai";
import { HistoryTable } from "../../src/campaign/history-table.ts";
import { drawLookBacks } from "../../src/hazards/draw-back.ts";
import { drawn } from "../../src/hazards/drawing.ts";
import { LookBackTable } from "../../src/hazards/look-back-table.ts";
import { HazardTable } from "../../src/hazards/table.ts";
import { buttonsOf, wordsOf } from "../../src/sandbox/driver.ts";
import { inTurn, onEachStore, who, type House } from "../house.ts";
import { ask, does, given, kept, reads } from "./hazards.ts";

const inspector = who("jyj_inspector_1");
const clerk = who("clerk_1");
const chief = who("chief");

const lotsOf = (house: House) => house.app.bot.door((tx) => tx.getRepository(LookBackTable).find());
const all = (house: House) => house.app.bot.door((tx) => tx.getRepository(HazardTable).find());

/** Twelve general ones and a major one struck off in May, and one in June. */
async function mayOf(house: House): Promise<void> {
  const closed = { state: "closed", closedAt: new Date("2021-05-20T02:00:00Z") } as const;
  for (let number = 1; number <= 12; number += 1) await given(house, inspector, { ...closed, number });
  await given(house, inspector, { ...closed, number: 13, grade: "major" });
  await given(house, inspector, { ...closed, number: 14, closedAt: new Date("2021-06-01T00:10:00Z") });
}

describe("looking back (回头看)", () => {
  onEachStore((start) => {
    it("draws on a month's first working day from the last one's close-outs by the hash of its last line of history, the same for anybody who draws again", async () => {
      await using house = await start({ at: "2021-05-28T09:00:00+08:00" });
      await house.walkTo("2021-05-28T09:30:00+08:00");
      await mayOf(house);
      await house.walkTo("2021-06-01T09:00:00+08:00");
      const lots = await lotsOf(house);
      const history = await house.app.bot.door((tx) => tx.getRepository(HistoryTable).find());
      const last = history
        .filter(({ at, position }) => at < new Date("2021-05-31T16:00:00Z") && position !== null)
        .toSorted((one, other) => other.position! - one.position!)[0];
      expect(new Set(lots.map(({ seed }) => seed))).to.deep.equal(new Set([last?.hash]));
      const may = (await all(house)).filter(({ number }) => number <= 13);
      expect(lots.map(({ hazardId }) => hazardId).toSorted()).to.deep.equal(
        drawn(may, last?.hash ?? "", 10).toSorted(),
      );
      expect(lots).to.have.length(3);

      await inTurn(house, async (turn) => {
        const from = new Date("2021-05-31T00:00:00Z");
        for (const run of await drawLookBacks(turn, from, turn.now)) await run.fire(turn);
      });
      expect(await lotsOf(house)).to.deep.equal(lots);
    });

    it("shows the office what was drawn, as a card and in its queue; it is held true by another than who handled it, or opened again, and counted", async () => {
      await using house = await start({ at: "2021-05-28T09:00:00+08:00" });
      await house.walkTo("2021-05-28T09:30:00+08:00");
      await mayOf(house);
      await house.walkTo("2021-06-01T09:00:00+08:00");
      const numbers = await all(house);
      const lots = await lotsOf(house);
      const [one = 0, other = 0] = lots.map(
        ({ hazardId }) => numbers.find(({ id }) => id === hazardId)?.number ?? 0,
      );
      await house.chat.say(clerk, "待办");
      await house.drain();
      const queue = wordsOf(house.chat.cardsOf(clerk).at(-1)!.content);
      expect(queue).to.include(`回头看：隐患${String(one).padStart(4, "0")}`);

      expect(await does(house, clerk, "回头看属实", { remark: "隔板在，台账齐" }, one)).to.equal(
        "已登记：回头看属实",
      );
      expect(await reads(house, clerk, one)).to.include("回头看属实：隔板在，台账齐");
      const again = { ground: "untrue", finding: "隔板已拆", dueOn: "2021-06-18" };
      expect(await does(house, clerk, "重新打开", again, other)).to.include("已重新打开");
      expect(await kept(house, other)).to.include({ state: "rectifying", timesReopened: 1 });

      await house.chat.say(chief, "回头看");
      await house.drain();
      const card = wordsOf(house.chat.cardsOf(chief).at(-1)!.content);
      expect(card).to.include("回头看（3）").and.include("谁也不能挑选");
      const results = (await lotsOf(house)).map(({ result }) => result);
      expect(results).to.have.members(["reopened", "true", null]);
      expect(buttonsOf((await ask(house, clerk, one)).content)).to.not.include("回头看属实");
    });
  });
});
