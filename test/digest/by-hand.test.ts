import { expect } from "chai";
import { openTurn } from "../../src/bot/routes.ts";
import { sealHistory } from "../../src/campaign/chain.ts";
import { LEDGER_FIGURES, type LedgerFigure } from "../../src/campaign/definition.ts";
import { newRowId } from "../../src/db/ids.ts";
import { countBulletin } from "../../src/digest/bulletin-count.ts";
import { listOf, listsOfUnit, subjectsOfBulletin } from "../../src/digest/bulletin-lists.ts";
import { freezeDigest } from "../../src/digest/publish.ts";
import { subjectsBehind } from "../../src/digest/rows.ts";
import { digestOf } from "../../src/digest/store.ts";
import type { Hazard } from "../../src/hazards/hazard.ts";
import { hazardsOfUnit, unitLedger } from "../../src/hazards/unit-ledger.ts";
import { addHazard, getHazard, saveHazard } from "../../src/hazards/store.ts";
import { readHouse } from "../../src/house.ts";
import type { Turn } from "../../src/turn.ts";
import { doorOn } from "../door.ts";
import { aHazard, approvedPlan } from "../hazards/a-hazard.ts";
import { listed } from "../hazards/tracks.ts";
import { STORES } from "../stores.ts";

const ON = "2021-12-24";
const MOST = 1_000;

/** What happened to a hazard: when and where it was found, its day, and what became of it when. */
type Life = {
  found: string;
  unit: string;
  dueOn: string | null;
  later?: [at: string, what: Partial<Hazard>];
};

const closed = (at: string): NonNullable<Life["later"]> => [at, { state: "closed" }];

/** A small district's year. Whoever doubts a figure below counts it here. */
const YEAR: Record<number, Life & Partial<Pick<Hazard, "state" | "grade" | "plan" | "listing">>> = {
  1: { unit: "jyj", found: "01-11T10:00", dueOn: "2021-01-29", later: closed("01-28T15:00") },
  2: { unit: "jyj", found: "03-08T10:00", dueOn: "2021-03-31", later: closed("04-02T09:00") },
  3: { unit: "jyj", found: "12-06T10:00", dueOn: "2021-12-20", later: closed("12-20T23:00") },
  4: { unit: "jyj", found: "12-13T10:00", dueOn: "2021-12-22" },
  5: { unit: "jyj", found: "12-24T09:00", dueOn: "2021-12-31" },
  6: { unit: "kjj", found: "05-10T10:00", dueOn: "2021-06-10", later: closed("06-10T17:30") },
  7: { unit: "kjj", found: "12-01T10:00", dueOn: "2022-01-28" },
  8: { unit: "kjj", found: "11-15T10:00", dueOn: "2022-01-07", grade: "major", plan: approvedPlan },
  9: {
    unit: "kjj",
    found: "12-08T10:00",
    dueOn: "2021-12-15",
    later: ["12-14T10:00", { state: "verify_requested", requestedAt: new Date("2021-12-14T10:00:00+08:00") }],
  },
  10: { unit: "wjj", found: "02-22T10:00", dueOn: "2021-03-10", later: ["02-23T10:00", { state: "voided" }] },
  11: { unit: "wjj", found: "12-24T10:30", dueOn: null, state: "registered" },
  12: { unit: "wjj", found: "07-05T10:00", dueOn: "2021-07-20", later: closed("12-24T11:00") },
  13: {
    unit: "wjj",
    found: "06-15T10:00",
    dueOn: "2021-12-31",
    grade: "major",
    plan: approvedPlan,
    listing: listed,
  },
  14: {
    unit: "jyj",
    found: "11-01T10:00",
    dueOn: "2022-02-28",
    later: ["12-20T10:00", { timesReturned: 2 }],
  },
};

const numbers = (...these: number[]) => these;

/** What the digest of 24 December says, and behind each figure the hazards by their numbers. */
const DIGEST: Record<string, number[]> = {
  new: numbers(5, 11),
  closed: numbers(12),
  open: numbers(4, 5, 7, 8, 9, 11, 13, 14),
  red: numbers(4, 9, 14),
  yellow: numbers(5, 8, 13),
  verify: numbers(9),
  waiting: numbers(9, 11),
  major: numbers(8, 13),
  listed: numbers(13),
  all: numbers(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14),
  closedAll: numbers(1, 2, 3, 6, 12),
  "focus:F3": numbers(4, 5, 7, 8, 9, 11, 13, 14),
  "unit:jyj": numbers(4, 5, 14),
  "unit:kjj": numbers(7, 8, 9),
  "unit:wjj": numbers(11, 13),
};

/** What a bulletin of December says at the same moment, and one of the whole year. */
const DECEMBER: Record<string, number[]> = {
  found: numbers(3, 4, 5, 7, 9, 11),
  closed: numbers(3, 12),
  open: numbers(4, 5, 7, 8, 9, 11, 13, 14),
  overdue: numbers(4),
  major: numbers(8, 13),
  listed: numbers(13),
  foundAll: numbers(1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14),
  closedAll: numbers(1, 2, 3, 6, 12),
  due: numbers(3, 4, 9),
  onTime: numbers(3),
  "found@jyj": numbers(3, 4, 5),
  "closed@jyj": numbers(3),
  "overdue@jyj": numbers(4),
  "found@kjj": numbers(7, 9),
  "open@kjj": numbers(7, 8, 9),
  "found@wjj": numbers(11),
  "closed@wjj": numbers(12),
};
const OF_YEAR: Record<string, number[]> = {
  ...DECEMBER,
  found: DECEMBER["foundAll"]!,
  closed: numbers(1, 2, 3, 6, 12),
  due: numbers(1, 2, 3, 4, 6, 9, 12),
  onTime: numbers(1, 3, 6),
  "found@jyj": numbers(1, 2, 3, 4, 5, 14),
  "closed@jyj": numbers(1, 2, 3),
  "found@kjj": numbers(6, 7, 8, 9),
  "found@wjj": numbers(11, 12, 13),
};

/** What a report of the same moment is filled in with, unit by unit; a major hazard stays in it once it is struck off. */
const REPORTS: Record<string, Record<LedgerFigure, number[]>> = {
  jyj: {
    found: numbers(1, 2, 3, 4, 5, 14),
    closed: numbers(1, 2, 3),
    open: numbers(4, 5, 14),
    overdue: numbers(4),
    major: numbers(),
  },
  kjj: {
    found: numbers(6, 7, 8, 9),
    closed: numbers(6),
    open: numbers(7, 8, 9),
    overdue: numbers(),
    major: numbers(8),
  },
  wjj: {
    found: numbers(11, 12, 13),
    closed: numbers(12),
    open: numbers(11, 13),
    overdue: numbers(),
    major: numbers(13),
  },
};

const UNITS = ["jyj", "kjj", "wjj"];
const { campaigns, calendar } = readHouse("./config");
const [shipped] = campaigns;
const campaign = { ...shipped!, units: shipped!.units.filter(({ key }) => UNITS.includes(key)) };
const house = { campaigns: [campaign], calendar };
const instant = (at: string) => new Date(`2021-${at}:00+08:00`);
const CUT_OFF = instant("12-24T17:10");
const DEED = { by: null, act: "hazard.update", words: "进展" };

for (const store of STORES) {
  describe(`a small district's year, counted by hand, on ${store.name}`, () => {
    const { door } = doorOn(store, sealHistory);
    const turn = <Result>(at: Date, work: (opened: Turn) => Promise<Result>) =>
      door((tx) => work(openTurn(house, tx, campaign, at)));
    const ids = new Map<string, number>();
    const save = (id: string, at: Date, what: Partial<Hazard>) =>
      turn(at, async (opened) => {
        const hazard = await getHazard(opened, { id });
        const closedAt = what.state === "closed" ? at : null;
        await saveHazard(opened, hazard, { ...hazard, ...what, closedAt }, DEED);
      });
    const numbered = (subjects: readonly string[]) =>
      subjects
        .map((subject) => ids.get(subject.replace("hazard:", "")))
        .toSorted((one, other) => one! - other!);

    before(async () => {
      for (const [number, { unit: leadUnit, found, later, ...more }] of Object.entries(YEAR)) {
        const registeredAt = instant(found);
        const assignedOn = more.state === "registered" ? null : `2021-${found.slice(0, 5)}`;
        const of = {
          leadUnit,
          registeredAt,
          assignedOn,
          campaign: campaign.key,
          number: Number(number),
          version: 1,
        };
        const hazard = aHazard({ state: "rectifying", ...more, ...of, id: newRowId(registeredAt) });
        ids.set(hazard.id, Number(number));
        await turn(registeredAt, (opened) => addHazard(opened, hazard, DEED));
        if (later) await save(hazard.id, instant(later[0]), later[1]);
      }
    });

    /** In January all that is open is struck off. */
    const moveOn = async () => {
      const at = new Date("2022-01-05T10:00:00+08:00");
      const open = DIGEST["open"]!;
      for (const [id, number] of ids)
        if (open.includes(number)) await save(id, at, { state: "closed", listing: null });
    };

    it("is what the digest, the bulletins of a month and of the year and each unit's report say, and every figure opens exactly its hazards, also when all have moved on", async () => {
      const digest = await turn(CUT_OFF, async (opened) => {
        await freezeDigest(opened, ON, { raised: { risen: [], held: [], queues: [] } });
        return (await digestOf(opened, ON))!.figures;
      });
      expect(digest).to.include({ registered: 2, closed: 1, open: 8, red: 3, yellow: 3 });
      expect(digest.queues).to.deep.equal([
        { verb: "交办", count: 1, longest: 0, late: 0 },
        { verb: "复查", count: 1, longest: 8, late: 1 },
      ]);
      expect(digest).to.include({ registeredInAll: 14, closedInAll: 5 });
      expect(digest.majors?.map(({ title }) => title.slice(0, 6))).to.deep.equal(["隐患0013", "隐患0008"]);
      expect(digest.units.map(({ key, light, open }) => [key, light, open])).to.have.deep.members([
        ["jyj", "red", 3],
        ["kjj", "green", 3],
        ["wjj", "green", 2],
      ]);
      const bulletinSince = (from: string) =>
        turn(CUT_OFF, (opened) => countBulletin(opened, { from: instant(from), position: 0 }));
      const december = await bulletinSince("12-01T00:00");
      const ofYear = await bulletinSince("01-01T00:00");
      expect(december.closing).to.deep.equal({ part: 5, whole: 13 });
      expect(december.onTime).to.deep.equal({ part: 1, whole: 3 });
      expect(ofYear.onTime).to.deep.equal({ part: 3, whole: 7 });
      expect(december.backlog.map(({ number }) => number)).to.deep.equal([4]);
      expect(december.majors.map(({ number }) => number)).to.deep.equal([13, 8]);

      const reports = await turn(CUT_OFF, (opened) =>
        Promise.all(UNITS.map(async (unit) => ({ unit, ledger: await unitLedger(opened, unit) }))),
      );
      expect(
        reports[0]!.ledger.phases.map(({ found, closed: struckOff }) => [found, struckOff]),
      ).to.deep.equal([
        [0, 0],
        [2, 2],
        [4, 1],
      ]);

      for (const look of [() => Promise.resolve(), moveOn]) {
        await look();
        const at = new Date("2022-01-06T10:00:00+08:00");
        await turn(at, async (opened) => {
          for (const { unit, ledger } of reports)
            for (const figure of LEDGER_FIGURES) {
              const expected = REPORTS[unit]![figure];
              const asked = { unit, figure, at: ledger.at, position: ledger.position };
              const behind = (await hazardsOfUnit(opened, asked, MOST)).map((id) => `hazard:${id}`);
              expect(numbered(behind), `${unit} ${figure}`).to.deep.equal(expected);
              expect(ledger.figures[figure], `${unit} ${figure}`).to.equal(expected.length);
            }
          for (const list of digest.lists) {
            const behind = numbered(await subjectsBehind(opened, digest, list, MOST));
            expect(behind, list.name)
              .to.deep.equal(DIGEST[list.key] ?? [])
              .and.to.have.lengthOf(list.count);
          }
          for (const [figures, expected] of [
            [december, DECEMBER],
            [ofYear, OF_YEAR],
          ] as const) {
            const asked = [...figures.lists, ...figures.units.flatMap(listsOfUnit)].map(({ key }) => key);
            for (const key of Object.keys(expected)) expect(asked).to.include(key);
            for (const key of asked) {
              const list = listOf(figures, key)!;
              const behind = numbered(await subjectsOfBulletin(opened, figures, list, MOST));
              expect(behind, list.name).to.have.lengthOf(list.count);
              if (expected[key]) expect(behind, list.name).to.deep.equal(expected[key]);
            }
          }
        });
      }
    });
  });
}
