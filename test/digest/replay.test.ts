import { expect } from "chai";
import { openTurn } from "../../src/bot/routes.ts";
import { sealHistory } from "../../src/campaign/chain.ts";
import { addDays, instantOf } from "../../src/dates.ts";
import { newRowId } from "../../src/db/ids.ts";
import { freezeDigest } from "../../src/digest/publish.ts";
import { drawDigest } from "../../src/digest/view.ts";
import { addHazard, getHazard, saveHazard } from "../../src/hazards/store.ts";
import { readHouse } from "../../src/house.ts";
import type { Turn } from "../../src/turn.ts";
import { doorOn } from "../door.ts";
import { aHazard } from "../hazards/a-hazard.ts";
import { STORES } from "../stores.ts";

const FIRST = "2021-03-01";
const DAYS = 60;
const LATE_ON = "2021-03-09";
const SKIPPED = "2021-03-16";
const DEED = { by: null, act: "hazard.update", words: "进展" };

const house = readHouse("./config");
const campaign = house.campaigns[0]!;
const { timezone } = campaign.district;

for (const store of STORES) {
  describe(`a past digest on ${store.name}`, () => {
    const { door } = doorOn(store, sealHistory);
    const on = <Result>(day: string, time: string, work: (turn: Turn) => Promise<Result>) =>
      door((tx) => work(openTurn(house, tx, campaign, instantOf(day, time, timezone))));
    const drawn = async (turn: Turn, day: string) =>
      (await drawDigest(turn, day, { person: null, form: null, frozen: null }))?.card;

    /** Each day one is found, and what was found ten days ago is struck off. */
    async function aDay(at: number, ids: string[]): Promise<void> {
      const day = addDays(FIRST, at);
      await on(day, "10:00", async (turn) => {
        const about = { id: newRowId(turn.now), campaign: campaign.key, number: at + 1, version: 1 };
        const dueOn = addDays(day, 8);
        const hazard = aHazard({
          ...about,
          state: "rectifying",
          assignedOn: day,
          dueOn,
          registeredAt: turn.now,
        });
        await addHazard(turn, hazard, DEED);
        ids.push(hazard.id);
      });
      const old = ids[at - 10];
      if (!old) return;
      await on(day, "15:00", async (turn) => {
        const hazard = await getHazard(turn, { id: old });
        await saveHazard(turn, hazard, { ...hazard, state: "closed", closedAt: turn.now }, DEED);
      });
    }

    it("is printed again as it was sent, however many came after it: changes, trend, merged days, lateness and root", async function () {
      this.timeout(60_000);
      const sent = new Map<string, unknown>();
      const ids: string[] = [];
      for (let at = 0; at < DAYS; at += 1) {
        await aDay(at, ids);
        const day = addDays(FIRST, at);
        if (!house.calendar.isWorkday(day)) continue;
        await on(day, "17:11", async (turn) => {
          const raised = { risen: [], held: [], queues: [] };
          const foot = { late: day === LATE_ON, root: `${at}-3f9a0c2be1d47a05` };
          await freezeDigest(turn, day, { skipped: day === SKIPPED, raised, foot });
          if (day !== SKIPPED) sent.set(day, await drawn(turn, day));
        });
      }
      expect(sent.size).to.be.above(40);
      const words = (day: string) => JSON.stringify(sent.get(day));
      expect(words(LATE_ON)).to.include("本期迟发。").and.include("-3f9a0c2be1d47a05");
      expect(words(addDays(SKIPPED, 1))).to.include("3月16日日报未能按时发出");
      const later = addDays(FIRST, DAYS + 30);
      await on(later, "09:00", async (turn) => {
        for (const [day, card] of sent) expect(await drawn(turn, day), day).to.deep.equal(card);
      });
    });
  });
}
