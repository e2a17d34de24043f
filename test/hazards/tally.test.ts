import { expect } from "chai";
import { openTurn, type House } from "../../src/bot/routes.ts";
import { sealHistory } from "../../src/campaign/chain.ts";
import { newRowId } from "../../src/db/ids.ts";
import { countHazards } from "../../src/hazards/count.ts";
import { recountNightly, recountWhenOther } from "../../src/hazards/recount.ts";
import type { Hazard } from "../../src/hazards/hazard.ts";
import { addHazard, getHazard, saveHazard } from "../../src/hazards/store.ts";
import { TallyTable } from "../../src/hazards/tally.ts";
import { readHouse } from "../../src/house.ts";
import type { Turn } from "../../src/turn.ts";
import { doorOn } from "../door.ts";
import { STORES } from "../stores.ts";
import { aHazard } from "./a-hazard.ts";

const AT = new Date("2021-06-18T17:11:00+08:00");
const DEED = { by: null, act: "hazard.update", words: "进展" };
const { campaigns, calendar } = readHouse("./config");
const campaign = campaigns[0]!;

for (const store of STORES) {
  describe(`the tally of hazards on ${store.name}`, () => {
    const { door, db } = doorOn(store, sealHistory);
    /** How often a turn's work was begun: more than once, if it was undone for another's sake. */
    let begun = 0;
    const turn = <Result>(work: (opened: Turn) => Promise<Result>, house: House = { campaigns, calendar }) =>
      door((tx) => {
        begun += 1;
        return work(openTurn(house, tx, campaign, AT));
      });
    const add = (number: number, dueOn: string | null, more: Partial<Hazard> = {}) => {
      const about = { id: newRowId(AT), campaign: campaign.key, number, dueOn, version: 1 };
      const hazard = aHazard({ ...about, state: "rectifying", ...more });
      return turn(async (opened) => {
        await addHazard(opened, hazard, DEED);
        return hazard.id;
      });
    };
    const figures = () =>
      turn(async (opened) => {
        const { open, paces, inAll, waits, risen } = await countHazards(opened, "2021-06-18");
        const lit = (light: "red" | "yellow") => paces.reduce((all, each) => all + each[light], 0);
        const count = open.reduce((all, each) => all + each.count, 0);
        return { open: count, red: lit("red"), yellow: lit("yellow"), inAll, waits, risen };
      });
    const tonight = async () => {
      const [from, to] = ["2021-06-18T20:00:00+08:00", "2021-06-19T08:00:00+08:00"].map((at) => new Date(at));
      const [run, ...more] = await turn((opened) => recountNightly(opened, from!, to!));
      expect(more).to.deep.equal([]);
      await turn((opened) => run!.fire(opened));
    };

    before(() => turn(recountWhenOther));

    it("is the same after a night, when every save kept it", async () => {
      await add(1, "2021-06-17");
      await add(2, "2021-06-21");
      await add(3, "2021-09-01");
      await add(4, "2021-05-31", { assignedOn: "2021-05-20" });
      const registeredAt = new Date("2021-06-15T23:59:00+08:00");
      await add(5, null, { state: "registered", registeredAt });
      await add(6, null, { state: "registered", registeredAt, timesRefused: 2 });
      const requestedAt = new Date("2021-06-16T00:00:00+08:00");
      await add(7, "2021-06-30", { state: "verify_requested", requestedAt });
      await add(8, "2021-06-30", { state: "verifying", verifiedOn: "2021-06-17" });
      const before = await figures();
      const { waits, ...counts } = before;
      expect(counts).to.deep.equal({ open: 8, red: 2, yellow: 1, inAll: 8, risen: 1 });
      expect(waits).to.have.deep.members([
        { state: "registered", since: "2021-06-15", isRuling: false, count: 1 },
        { state: "registered", since: "2021-06-15", isRuling: true, count: 1 },
        { state: "verify_requested", since: "2021-06-16", isRuling: false, count: 1 },
        { state: "verifying", since: "2021-06-17", isRuling: false, count: 1 },
      ]);
      await tonight();
      expect(await figures()).to.deep.equal({ ...before, waits: (await figures()).waits });
      expect((await figures()).waits).to.have.deep.members(waits);
      const mended = await db().query("SELECT COUNT(*) AS n FROM history WHERE act = 'tally.mend'");
      expect(Number(mended[0].n)).to.equal(0);
    });

    it("is mended at night when somebody wrote past it, and the history says so", async () => {
      await db().query("UPDATE hazard SET due_on = '2021-06-01' WHERE number = 3");
      expect((await figures()).red).to.equal(2);
      await tonight();
      expect((await figures()).red).to.equal(3);
      const mended = await db().query("SELECT words FROM history WHERE act = 'tally.mend'");
      expect(mended[0].words).to.match(/^夜间复核：\d+个计数与台账不符，已按台账改正$/);
    });

    it("is counted anew at the start when the notices of holidays are others", async () => {
      await add(9, "2021-06-28");
      expect((await figures()).yellow).to.equal(1);
      const longer = {
        ...calendar,
        years: [{ year: 2021, announced: true, off: ["2021-06-21"], work: [] }],
        workdaysBetween: (from: string, to: string) => calendar.workdaysBetween(from, to) - 1,
      };
      await turn(recountWhenOther, { campaigns, calendar: longer });
      expect((await figures()).yellow).to.equal(2);
      await turn(recountWhenOther);
      expect((await figures()).yellow).to.equal(1);
    });

    it("misses nothing that is saved while it is counted anew", async () => {
      const ids: string[] = [];
      for (let number = 10; number < 30; number += 1) ids.push(await add(number, "2021-09-01"));
      const save = (id: string) =>
        turn(async (opened) => {
          const hazard = await getHazard(opened, { id });
          await saveHazard(opened, hazard, { ...hazard, dueOn: "2021-06-02" }, DEED);
        });
      begun = 0;
      await Promise.all([...ids.map(save), tonight(), tonight()]);
      expect(begun, "nobody was undone because two waited for each other").to.equal(ids.length + 4);
      const now = await figures();
      expect(now.red).to.equal(23);
      await tonight();
      expect({ ...(await figures()), waits: [] }).to.deep.equal({ ...now, waits: [] });
      const counts = await db().getRepository(TallyTable).find();
      expect(counts.filter(({ count }) => count < 0)).to.deep.equal([]);
    });
  });
}
