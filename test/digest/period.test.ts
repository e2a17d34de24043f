import { expect } from "chai";
import fc from "fast-check";
import { openTurn } from "../../src/bot/routes.ts";
import { sealHistory } from "../../src/campaign/chain.ts";
import { newRowId } from "../../src/db/ids.ts";
import { dayOf } from "../../src/dates.ts";
import { countBulletin } from "../../src/digest/bulletin-count.ts";
import { listOf, listsOfUnit, subjectsOfBulletin } from "../../src/digest/bulletin-lists.ts";
import { isOpen, type Hazard } from "../../src/hazards/hazard.ts";
import { addHazard, saveHazard } from "../../src/hazards/store.ts";
import { readHouse } from "../../src/house.ts";
import type { Turn } from "../../src/turn.ts";
import { aHazard } from "../hazards/a-hazard.ts";
import { doorOn } from "../door.ts";
import { STORES } from "../stores.ts";

const FROM = new Date("2021-06-18T16:00:00+08:00");
const AT = new Date("2021-06-25T16:00:00+08:00");
const TODAY = "2021-06-25";
const DEED = { by: null, act: "hazard.update", words: "进展" };
const ENDLESS = 100_000;
const UNITS = ["jyj", "kjj"];

const { campaigns, calendar } = readHouse("./config");
const shipped = campaigns[0]!;
const zone = shipped.district.timezone;

const aDay = fc.constantFrom(
  "2021-06-17",
  "2021-06-18",
  "2021-06-21",
  "2021-06-24",
  "2021-06-25",
  "2021-07-30",
);
/** At the edges of days and of the period, in UTC. */
const anInstant = fc
  .constantFrom(
    "2021-06-18T07:59:59.999Z",
    "2021-06-18T08:00:00.000Z",
    "2021-06-18T15:59:59.999Z",
    "2021-06-18T16:00:00.000Z",
    "2021-06-21T15:59:59.999Z",
    "2021-06-21T16:00:00.000Z",
    "2021-06-24T15:59:59.999Z",
    "2021-06-25T07:59:59.999Z",
    "2021-06-25T08:00:00.000Z",
  )
  .map((at) => new Date(at));

const standing = fc
  .record({
    state: fc.constantFrom(
      "registered",
      "assigned",
      "rectifying",
      "verify_requested",
      "closed",
      "shut_down",
      "voided",
      "merged",
    ),
    grade: fc.constantFrom("general", "major", "major_pending"),
    leadUnit: fc.constantFrom(...UNITS),
    dueOn: fc.option(aDay),
    closed: anInstant,
  })
  .map(({ closed, ...rest }) => ({ ...rest, closedAt: rest.state === "closed" ? closed : null }));
const district = fc.record({
  before: fc.array(fc.record({ standing, registeredAt: anInstant }), { maxLength: 14 }),
  changes: fc.array(fc.record({ which: fc.nat(13), to: standing }), { maxLength: 8 }),
  later: fc.array(standing, { maxLength: 3 }),
});

/** The same figures by the words of the rule, one by one. */
function recount(hazards: readonly Hazard[], unit: string | null): Record<string, string[]> {
  const within = (at: Date | null) => at !== null && at >= FROM && at < AT;
  const isFact = ({ state }: Hazard) => state !== "voided" && state !== "merged";
  const isDue = ({ dueOn, state }: Hazard) =>
    dueOn !== null &&
    dueOn >= dayOf(FROM, zone) &&
    dueOn < TODAY &&
    !["registered", "voided", "merged", "shut_down"].includes(state);
  const rules: Record<string, (hazard: Hazard) => boolean> = {
    found: (hazard) =>
      within(hazard.registeredAt) &&
      isFact(hazard) &&
      !(hazard.closedAt !== null && hazard.closedAt < hazard.registeredAt),
    closed: ({ state, closedAt }) => state === "closed" && within(closedAt),
    open: isOpen,
    overdue: ({ state, dueOn }) =>
      ["assigned", "rectifying"].includes(state) && dueOn !== null && dueOn < TODAY,
    major: (hazard) => isOpen(hazard) && hazard.grade !== "general",
    due: isDue,
    onTime: (hazard) =>
      isDue(hazard) && hazard.state === "closed" && dayOf(hazard.closedAt!, zone) <= hazard.dueOn!,
    foundAll: isFact,
    closedAll: ({ state }) => state === "closed",
  };
  const ours = hazards.filter(({ leadUnit }) => unit === null || leadUnit === unit);
  return Object.fromEntries(
    Object.entries(rules).map(([key, is]) => [key, ours.filter(is).map(({ id }) => `hazard:${id}`)]),
  );
}

let districts = 0;

for (const store of STORES) {
  describe(`a bulletin's figures on ${store.name}`, () => {
    const { door } = doorOn(store, sealHistory);

    it("are what counting one by one comes to, and each list holds as many, of a unit too, whatever has changed since", async function () {
      this.timeout(240_000);
      await fc.assert(
        fc.asyncProperty(district, async ({ before: hazards, changes, later }) => {
          districts += 1;
          const campaign = { ...shipped, district: { ...shipped.district, key: `period-${districts}` } };
          const turn = <Result>(work: (turn: Turn) => Promise<Result>) =>
            door((tx) => work(openTurn({ campaigns: [campaign], calendar }, tx, campaign, AT)));
          const all: Hazard[] = [];
          const add = async (more: Partial<Hazard>) => {
            const fresh = {
              ...more,
              id: newRowId(AT),
              campaign: campaign.key,
              number: all.length + 1,
              version: 1,
            };
            const hazard = aHazard(fresh);
            await turn((each) => addHazard(each, hazard, DEED));
            all.push(hazard);
          };
          for (const { standing: stands, registeredAt } of hazards) await add({ ...stands, registeredAt });
          const figures = await turn((each) => countBulletin(each, { from: FROM, position: 0 }));
          const expected = recount(all, null);
          const byUnit = UNITS.map((unit): [string, Record<string, string[]>] => [unit, recount(all, unit)]);

          for (const { which, to } of changes) {
            const hazard = all[which];
            if (hazard)
              all[which] = await turn((each) => saveHazard(each, hazard, { ...hazard, ...to }, DEED));
          }
          for (const stands of later) await add({ ...stands, registeredAt: AT });
          const holds = (key: string) => {
            const list = listOf(figures, key)!;
            return turn(async (each) => ({
              count: list.count,
              subjects: await subjectsOfBulletin(each, figures, list, ENDLESS),
            }));
          };
          for (const [key, subjects] of Object.entries(expected))
            expect(await holds(key), key).to.deep.equal({ count: subjects.length, subjects });
          for (const [unit, rules] of byUnit)
            for (const { key } of listsOfUnit(figures.units.find((each) => each.key === unit)!)) {
              const subjects = rules[key.split("@")[0]!]!;
              expect(await holds(key), key).to.deep.equal({ count: subjects.length, subjects });
            }
        }),
        { numRuns: store.name === "SQLite" ? 40 : 10 },
      );
    });

    it("take into the next period what was under way at a cut-off and kept after it, once", async () => {
      districts += 1;
      const campaign = { ...shipped, district: { ...shipped.district, key: `period-${districts}` } };
      const turnAt = <Result>(now: Date, work: (turn: Turn) => Promise<Result>) =>
        door((tx) => work(openTurn({ campaigns: [campaign], calendar }, tx, campaign, now)));
      const before = new Date(AT.getTime() - 50);
      const add = (number: number, more: Partial<Hazard>) =>
        turnAt(before, async (turn) => {
          const about = { id: newRowId(before), campaign: campaign.key, number, version: 1, leadUnit: "jyj" };
          const hazard = aHazard({ state: "rectifying", registeredAt: before, ...more, ...about });
          await addHazard(turn, hazard, DEED);
          return hazard;
        });
      const long = await add(1, { registeredAt: FROM });
      const count = (now: Date, from: Date, position: number) =>
        turnAt(now, (turn) => countBulletin(turn, { from, position }));
      const first = await count(AT, FROM, 0);
      await add(2, {});
      const closed = { state: "closed", closedAt: before } as const;
      await turnAt(before, (turn) => saveHazard(turn, long, { ...long, ...closed }, DEED));
      const [from, position] = [new Date(first.until), first.cutOff.position];
      const second = await count(new Date(AT.getTime() + 60_000), from, position);
      const third = await count(
        new Date(AT.getTime() + 120_000),
        new Date(second.until),
        second.cutOff.position,
      );
      const figuresOf = (figures: typeof first) =>
        turnAt(AT, async (turn) => {
          const sizes = ["found", "closed"].map(async (key) => {
            const list = listOf(figures, key)!;
            const subjects = await subjectsOfBulletin(turn, figures, list, ENDLESS);
            return [list.count, subjects.length];
          });
          return Promise.all(sizes);
        });
      expect(await figuresOf(first)).to.deep.equal([
        [1, 1],
        [0, 0],
      ]);
      expect(await figuresOf(second)).to.deep.equal([
        [1, 1],
        [1, 1],
      ]);
      expect(await figuresOf(third)).to.deep.equal([
        [0, 0],
        [0, 0],
      ]);
    });
  });
}
