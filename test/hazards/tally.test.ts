import { expect } from "chai";
import { openTurn, type House } from "../../src/bot/routes.ts";
import { sealHistory } from "../../src/campaign/chain.ts";
import { newRowId } from "../../src/db/ids.ts";
import { countHazards } from "../../src/hazards/count.ts";
import { recountNightly, recountWhenOther } from "../../src/hazards/recount.ts";
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
    const add = (number: number, dueOn: string) => {
      const about = { id: newRowId(AT), campaign: campaign.key, number, dueOn, version: 1 };
      const hazard = aHazard({ ...about, state: "rectifying" });
      return turn(async (opened) => {
        await addHazard(opened, hazard, DEED);
        return hazard.id;
      });
    };
    const figures = () =>
      turn(async (opened) => {
        const { open, inAll } = await countHazards(opened, "2021-06-18");
        const sum = (what: "count" | "red" | "yellow") => open.reduce((all, each) => all + each[what], 0);
        return { open: sum("count"), red: sum("red"), yellow: sum("yellow"), inAll };
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
      const before = await figures();
      expect(before).to.deep.equal({ open: 3, red: 1, yellow: 1, inAll: 3 });
      await tonight();
      expect(await figures()).to.deep.equal(before);
      const mended = await db().query("SELECT COUNT(*) AS n FROM history WHERE act = 'tally.mend'");
      expect(Number(mended[0].n)).to.equal(0);
    });

    it("is mended at night when somebody wrote past it, and the history says so", async () => {
      await db().query("UPDATE hazard SET due_on = '2021-06-01' WHERE number = 3");
      expect((await figures()).red).to.equal(1);
      await tonight();
      expect((await figures()).red).to.equal(2);
      const mended = await db().query("SELECT words FROM history WHERE act = 'tally.mend'");
      expect(mended[0].words).to.match(/^夜间复核：\d+个计数与台账不符，已按台账改正$/);
    });

    it("is counted anew at the start when the notices of holidays are others", async () => {
      await add(4, "2021-06-28");
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
      expect(now.red).to.equal(22);
      await tonight();
      expect(await figures()).to.deep.equal(now);
      const counts = await db().getRepository(TallyTable).find();
      expect(counts.filter(({ count }) => count < 0)).to.deep.equal([]);
    });
  });
}
