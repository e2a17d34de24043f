import { expect } from "chai";
import fc from "fast-check";
import { openTurn, type House } from "../../src/bot/routes.ts";
import { sealHistory } from "../../src/campaign/chain.ts";
import type { Door } from "../../src/db/door.ts";
import { newRowId } from "../../src/db/ids.ts";
import { dayOf } from "../../src/dates.ts";
import type { Figures } from "../../src/digest/figures.ts";
import { freezeDigest } from "../../src/digest/publish.ts";
import { subjectsBehind } from "../../src/digest/rows.ts";
import { digestOf } from "../../src/digest/store.ts";
import { asksOf } from "../../src/hazards/asked.ts";
import { lightOf } from "../../src/hazards/clocks.ts";
import { isOpen, type Hazard } from "../../src/hazards/hazard.ts";
import { addHazard, saveHazard } from "../../src/hazards/store.ts";
import { readHouse } from "../../src/house.ts";
import type { Turn } from "../../src/turn.ts";
import { aHazard, approvedPlan } from "../hazards/a-hazard.ts";
import { askedExtension } from "../hazards/tracks.ts";
import { doorOn } from "../door.ts";
import { STORES } from "../stores.ts";

const ON = "2021-06-18";
const NEXT = "2021-06-21";
const AT = new Date("2021-06-18T17:11:00+08:00");
const DEED = { by: null, act: "hazard.update", words: "进展" };
const ENDLESS = 100_000;

const { campaigns, calendar } = readHouse("./config");
const shipped = campaigns[0]!;
const zone = shipped.district.timezone;

const aDay = fc.constantFrom(
  "2021-05-31",
  "2021-06-10",
  "2021-06-17",
  "2021-06-18",
  "2021-06-19",
  "2021-06-23",
  "2021-06-25",
  "2021-06-28",
  "2021-07-02",
  "2021-09-01",
);
const anInstant = fc
  .constantFrom(
    "2021-06-17T15:59:59.999Z",
    "2021-06-17T16:00:00.000Z",
    "2021-06-18T08:00:00.000Z",
    "2021-06-18T16:00:00.000Z",
  )
  .map((at) => new Date(at));

/** When a thing came to stand as it stands: 4, 3, 2 and 0 working days before. */
const aMoment = fc
  .constantFrom("2021-06-11", "2021-06-15", "2021-06-16", ON)
  .map((on) => new Date(`${on}T10:00:00+08:00`));

/** All that a figure looks at, in any mixture, whether a district could come to it or not. */
const standing = fc.record({
  state: fc.constantFrom(
    "registered",
    "assigned",
    "rectifying",
    "verify_requested",
    "verifying",
    "closed",
    "shut_down",
    "voided",
    "merged",
  ),
  grade: fc.constantFrom("general", "major", "major_pending"),
  focusPoint: fc.constantFrom("F1", "F3"),
  leadUnit: fc.constantFrom("jyj", "kjj"),
  dueOn: fc.option(aDay),
  assignedOn: fc.option(aDay),
  timesReturned: fc.nat(3),
  timesRefused: fc.nat(2),
  requestedAt: fc.option(aMoment),
  verifiedOn: fc.option(aDay),
  closedAt: fc.option(anInstant),
  plan: fc.constantFrom(null, approvedPlan),
  extension: fc.constantFrom(null, askedExtension),
});
const district = fc.record({
  before: fc.array(fc.record({ standing, registeredAt: anInstant, keptAt: aMoment }), { maxLength: 30 }),
  changes: fc.array(fc.record({ which: fc.nat(13), to: standing }), { maxLength: 8 }),
  later: fc.array(standing, { maxLength: 3 }),
});

type Kept = { hazard: Hazard; keptAt: Date };

const isHeld = ({ state }: Hazard) => state === "assigned" || state === "rectifying";
/** With the office or a verifier, for how many working days, and how many it may be. */
function waitOf({
  state,
  registeredAt,
  requestedAt,
  verifiedOn,
}: Hazard): [waited: number, limit: number] | null {
  const { assign_within, verify_within, confirm_within } = shipped.hazards;
  const waited = (since: string) => calendar.workdaysBetween(since, ON);
  const on = (at: Date | null) => (at ? dayOf(at, zone) : ON);
  if (state === "registered") return [waited(on(registeredAt)), assign_within];
  if (state === "verify_requested") return [waited(on(requestedAt)), verify_within];
  return state === "verifying" ? [waited(verifiedOn ?? ON), confirm_within] : null;
}

/** The light of whoever holds it (RULES §6). */
function lightOfHolder(hazard: Hazard): string {
  const wait = waitOf(hazard);
  if (!wait) return lightOf(hazard, ON, calendar, shipped).light;
  const [waited, limit] = wait;
  if (waited > limit || (hazard.state === "registered" && hazard.timesRefused >= 2)) return "red";
  return waited === limit ? "yellow" : "green";
}

/** With its unit ten working days past its last one, a major one five. */
const hasRisen = (hazard: Hazard): boolean =>
  isHeld(hazard) &&
  hazard.dueOn !== null &&
  hazard.assignedOn !== null &&
  calendar.workdaysBetween(calendar.targetOf(hazard.dueOn), ON) >= (hazard.grade === "general" ? 10 : 5);

const isDue = (hazard: Hazard) =>
  hazard.dueOn !== null && hazard.dueOn < ON && (isHeld(hazard) || hazard.state === "closed");
const isOnTime = (hazard: Hazard) =>
  isDue(hazard) &&
  hazard.state === "closed" &&
  hazard.closedAt !== null &&
  dayOf(hazard.closedAt, zone) <= hazard.dueOn!;

/** Red for more than three working days: since its day, since its plan was late, or since it was sent back. */
function isOld({ hazard, keptAt }: Kept): boolean {
  if (!isHeld(hazard)) return false;
  const { dueOn, grade, state, plan, assignedOn, timesReturned, timesRefused } = hazard;
  const owesPlan = grade !== "general" && state === "rectifying" && plan === null && assignedOn !== null;
  const planIsOld = owesPlan && ON > calendar.addWorkdays(assignedOn, shipped.hazards.plan_within + 3);
  const isBack = timesReturned >= 2 || timesRefused >= 2;
  return (
    (dueOn !== null && calendar.workdaysBetween(dueOn, ON) > 3) ||
    planIsOld ||
    (isBack && calendar.workdaysBetween(dayOf(keptAt, zone), ON) >= 3)
  );
}

/** RULES §6, as it is written there. */
function lightOfUnit(kept: readonly Kept[], unit: string): "green" | "yellow" | "red" {
  const mine = kept.filter(({ hazard }) => hazard.leadUnit === unit);
  const due = mine.filter(({ hazard }) => isDue(hazard)).length;
  const onTime = mine.filter(({ hazard }) => isOnTime(hazard)).length;
  const rate = due < 5 ? 1 : onTime / due;
  if (mine.some(isOld) || rate < 0.8) return "red";
  const isRed = ({ hazard }: Kept) => lightOf(hazard, ON, calendar, shipped).light === "red";
  return mine.some(isRed) || rate < 0.95 ? "yellow" : "green";
}

/** Lists that are there only when something is in them. */
const partsOf = (subjects: (is: (hazard: Hazard) => boolean) => string[], hazards: readonly Hazard[]) => {
  const parts: Record<string, string[]> = {};
  for (const { key } of shipped.focus_points)
    parts[`focus:${key}`] = subjects((hazard) => isOpen(hazard) && hazard.focusPoint === key);
  for (const { key } of shipped.units) {
    const ofUnit = (hazard: Hazard) => hazard.leadUnit === key;
    parts[`unit:${key}`] = subjects((hazard) => isOpen(hazard) && ofUnit(hazard));
    const due = hazards.filter((hazard) => ofUnit(hazard) && isDue(hazard));
    if (due.length >= 5 && due.filter(isOnTime).length / due.length < 0.95)
      parts[`late:${key}`] = subjects((hazard) => ofUnit(hazard) && isDue(hazard) && !isOnTime(hazard));
  }
  return Object.fromEntries(Object.entries(parts).filter(([, list]) => list.length > 0));
};

/** A grade or more time that the office has not answered in its time. */
function wantedOf(hazards: readonly Hazard[]): string[] {
  const { grade_within, extensions } = shipped.hazards;
  const limits: Record<string, number> = {
    grade: grade_within,
    "extend.grant": extensions.major.decide_within,
  };
  return hazards.flatMap((hazard) =>
    asksOf(hazard)
      .filter(({ of, act, since }) => {
        const waited = since ? calendar.workdaysBetween(since, ON) : 0;
        return of === "office" && waited > (limits[act] ?? 0);
      })
      .map(({ act }) => `ask-${act}:${hazard.id}`),
  );
}

/** The same figures, counted one by one from the values. */
function recount(hazards: readonly Hazard[]): Record<string, string[]> {
  const subjects = (is: (hazard: Hazard) => boolean) => hazards.filter(is).map(({ id }) => `hazard:${id}`);
  const lit = (light: string) => (hazard: Hazard) => lightOfHolder(hazard) === light;
  const rare = { risen: subjects(hasRisen), waiting: subjects((hazard) => waitOf(hazard) !== null) };
  return {
    ...Object.fromEntries(Object.entries(rare).filter(([, list]) => list.length > 0)),
    new: subjects(({ registeredAt }) => dayOf(registeredAt, zone) === ON),
    closed: subjects(({ closedAt }) => closedAt !== null && dayOf(closedAt, zone) === ON),
    open: subjects(isOpen),
    red: subjects(lit("red")),
    yellow: subjects(lit("yellow")),
    verify: subjects(({ state }) => state === "verify_requested"),
    major: subjects((hazard) => isOpen(hazard) && hazard.grade !== "general"),
    all: subjects(() => true),
    closedAll: subjects(({ state }) => state === "closed"),
    handed: [],
    owed: [],
    unsigned: [],
    ...partsOf(subjects, hazards),
  };
}

let districts = 0;

/** A district of its own within the database, with so many hazards. */
async function openDistrict(door: Door, hazards: readonly (Partial<Hazard> & { keptAt?: Date })[]) {
  districts += 1;
  const campaign = { ...shipped, district: { ...shipped.district, key: `district-${districts}` } };
  const house: House = { campaigns: [campaign], calendar };
  const turn = <Result>(work: (turn: Turn) => Promise<Result>, now = AT) =>
    door((tx) => work(openTurn(house, tx, campaign, now)));
  let number = 0;
  const add = async ({ keptAt = AT, ...more }: Partial<Hazard> & { keptAt?: Date }) => {
    number += 1;
    const hazard = aHazard({ ...more, id: newRowId(AT), campaign: campaign.key, number, version: 1 });
    await turn((opened) => addHazard(opened, hazard, DEED), keptAt);
    return hazard;
  };
  const all: Hazard[] = [];
  for (const hazard of hazards) all.push(await add(hazard));
  const freeze = (on: string): Promise<Figures> =>
    turn(async (opened) => {
      await freezeDigest(opened, on, { raised: { risen: [], held: [], queues: [] } });
      return (await digestOf(opened, on))!.figures;
    });
  const lists = (figures: Figures) =>
    turn(async (opened) => {
      const found: Record<string, string[]> = {};
      for (const list of figures.lists)
        found[list.key] = await subjectsBehind(opened, figures, list, ENDLESS);
      return found;
    });
  return { turn, add, all, freeze, lists };
}

for (const store of STORES) {
  describe(`a digest's figures on ${store.name}`, () => {
    const { door } = doorOn(store, sealHistory);

    it("are what counting one by one comes to, and each list holds as many, whatever has changed since", async function () {
      this.timeout(180_000);
      await fc.assert(
        fc.asyncProperty(district, async ({ before: hazards, changes, later }) => {
          const here = await openDistrict(
            door,
            hazards.map(({ standing: stands, registeredAt, keptAt }) => ({
              ...stands,
              registeredAt,
              keptAt,
            })),
          );
          const kept = here.all.map((hazard, at) => ({ hazard, keptAt: hazards[at]!.keptAt }));
          const figures = await here.freeze(ON);
          const expected = recount(here.all);
          const { open, red } = expected;
          expect(figures).to.include({
            open: open!.length,
            red: red!.length,
            registeredInAll: here.all.length,
            closedInAll: here.all.filter(({ state }) => state === "closed").length,
          });
          expect(figures.units.reduce((sum, unit) => sum + unit.open, 0)).to.equal(open!.length);
          expect(figures.byFocus.reduce((sum, focus) => sum + focus.count, 0)).to.equal(open!.length);
          expect(figures.units.map(({ light }) => light)).to.deep.equal(
            shipped.units.map(({ key }) => lightOfUnit(kept, key)),
          );

          const now = [...here.all];
          for (const { which, to } of changes) {
            const hazard = now[which];
            if (hazard)
              now[which] = await here.turn((turn) => saveHazard(turn, hazard, { ...hazard, ...to }, DEED));
          }
          for (const stands of later) now.push(await here.add({ ...stands, registeredAt: AT }));
          const { decide = [], ...lists } = await here.lists(figures);
          expect(decide.toSorted()).to.deep.equal(wantedOf(here.all).toSorted());
          expect(lists).to.deep.equal(expected);
          for (const { key, count } of figures.lists.filter((list) => list.key !== "decide"))
            expect(lists[key], key).to.have.lengthOf(count);
        }),
        { numRuns: store.name === "SQLite" ? 60 : 15 },
      );
    });

    it("are the same as in the digest before when no hazard moved, also when one moved and came back, but not when it was struck off meanwhile", async () => {
      const here = await openDistrict(door, [{ state: "assigned" }, { state: "rectifying" }]);
      const [first] = here.all;
      const one = await here.freeze(ON);
      const moved = await here.turn((turn) =>
        saveHazard(turn, first!, { ...first!, state: "rectifying" }, DEED),
      );
      const back = await here.turn((turn) => saveHazard(turn, moved, { ...moved, state: "assigned" }, DEED));
      const two = await here.freeze(NEXT);
      await here.turn((turn) => saveHazard(turn, back, { ...back, state: "rectifying" }, DEED));
      const three = await here.freeze("2021-06-22");
      await here.add({ state: "registered" });
      const four = await here.freeze("2021-06-23");
      const [, second] = here.all;
      const closed = await here.turn((turn) =>
        saveHazard(turn, second!, { ...second!, state: "closed" }, DEED),
      );
      await here.turn((turn) => saveHazard(turn, closed, { ...closed, state: "rectifying" }, DEED));
      const states = [one, two, three, four, await here.freeze("2021-06-24")].map(({ state }) => state);
      expect(states[1]).to.equal(states[0]);
      expect(new Set(states)).to.have.lengthOf(4);
    });

    it("leave out what began before the cut-off and was kept after it, and so does the list", async function () {
      if (store.name === "SQLite") this.skip();
      const here = await openDistrict(door, [{ state: "registered" }, { state: "registered" }]);
      const [first] = here.all;
      let frozen: Figures | undefined;
      await here.turn(
        async (turn) => {
          await saveHazard(turn, first!, { ...first!, state: "voided" }, DEED);
          frozen = await here.freeze(ON);
        },
        new Date(AT.getTime() - 1_000),
      );
      expect(frozen?.open).to.equal(2);
      expect((await here.lists(frozen!))["open"]).to.have.lengthOf(2);
    });
  });
}
