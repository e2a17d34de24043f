import fc from "fast-check";
import { openCalendar, type Calendar } from "../../src/campaign/calendar.ts";
import { Campaign } from "../../src/campaign/definition.ts";
import { readCampaigns } from "../../src/campaign/read.ts";
import type { RosterRow } from "../../src/campaign/roster.ts";
import { addDays, type Day } from "../../src/dates.ts";

const [shipped] = readCampaigns("config/campaigns");
const FIRST = "2023-01-02";
/** Days that are played after the first; the last duty is due well before. */
export const DAYS = 34;
export const AT = "08:40";

export type ActName = "sign" | "hand in" | "pass" | "return";
/** One act of a person: on which day, at which minute of it, before or after the clock's own work of that minute. */
export type Act = { day: number; minute: number; after: boolean; act: ActName; unit: number; duty: number };
export type HazardCase = { unit: number; isMajor: boolean; due: number; fixedOn: number | null };

export type Case = {
  campaign: Campaign;
  calendar: Calendar;
  /** The same days, told to the judge without the calendar's arithmetic. */
  rests: ReadonlySet<Day>;
  first: Day;
  roster: RosterRow[];
  acts: Act[];
  hazards: HazardCase[];
  /** Days on which nothing runs. */
  down: ReadonlySet<Day>;
};

const MINUTE = 8 * 60 + 40;
const minute = fc.oneof(fc.constant(MINUTE), fc.integer({ min: 7 * 60, max: 22 * 60 }));
const act: fc.Arbitrary<Act> = fc.record({
  day: fc.integer({ min: 0, max: DAYS - 1 }),
  minute,
  after: fc.boolean(),
  act: fc.constantFrom<ActName>("sign", "hand in", "hand in", "pass", "return"),
  unit: fc.integer({ min: 0, max: 1 }),
  duty: fc.integer({ min: 0, max: 1 }),
});
const hazard: fc.Arbitrary<HazardCase> = fc.record({
  unit: fc.integer({ min: 0, max: 1 }),
  isMajor: fc.boolean(),
  due: fc.integer({ min: 3, max: 20 }),
  fixedOn: fc.option(fc.integer({ min: 1, max: DAYS - 1 })),
});

/** Who sits in a unit: two people, one in both seats, one alone, or nobody. */
const seating = fc.constantFrom<readonly ("liaison" | "lead")[][]>(
  [["liaison"], ["lead"]],
  [["liaison", "lead"]],
  [["liaison"]],
  [["lead"]],
  [],
);

let district = 0;

/** A small district of its own, with holidays, make-up days, people, duties and what they do, all at random. */
export const cases: fc.Arbitrary<Case> = fc
  .record({
    shift: fc.integer({ min: 0, max: 400 }),
    restful: fc.uniqueArray(fc.integer({ min: 0, max: 80 }), { maxLength: 12 }),
    worked: fc.uniqueArray(fc.integer({ min: 0, max: 80 }), { maxLength: 8 }),
    dues: fc.array(fc.integer({ min: 4, max: 20 }), { minLength: 1, maxLength: 2 }),
    seats: fc.tuple(seating, seating),
    acts: fc.array(act, { maxLength: 8 }),
    hazards: fc.array(hazard, { maxLength: 2 }),
    down: fc.uniqueArray(fc.integer({ min: 1, max: DAYS - 1 }), { maxLength: 4 }),
  })
  .map(({ shift, restful, worked, dues, seats, acts, hazards, down }): Case => {
    const first = addDays(FIRST, shift);
    const dayAt = (offset: number) => addDays(first, offset);
    const isWeekend = (day: Day) => [0, 6].includes(new Date(day).getUTCDay());
    const off = restful.map(dayAt).filter((day) => !isWeekend(day));
    const work = worked.map(dayAt).filter(isWeekend);
    const years = [2023, 2024, 2025].map((year) => ({
      year,
      announced: true,
      off: off.filter((day) => day.startsWith(`${year}`)),
      work: work.filter((day) => day.startsWith(`${year}`)),
    }));
    const span = Array.from({ length: 200 }, (_, at) => addDays(first, at - 60));
    const rests = span.filter((day) => off.includes(day) || (isWeekend(day) && !work.includes(day)));
    return {
      campaign: campaignOf(first, dues),
      calendar: openCalendar(years),
      rests: new Set(rests),
      first,
      roster: rosterOf(seats),
      acts,
      hazards,
      down: new Set(down.map(dayAt)),
    };
  });

function campaignOf(first: Day, dues: readonly number[]): Campaign {
  district += 1;
  const [duty] = shipped!.duties;
  return Campaign.parse({
    ...shipped!,
    key: `laws-${district}`,
    district: { ...shipped!.district, key: `d${district}` },
    phases: [{ ...shipped!.phases[0]!, opens: addDays(first, 1), due: addDays(first, DAYS) }],
    units: shipped!.units.slice(0, 2),
    duties: dues.map((due, at) => ({
      ...duty!,
      key: `D${at}`,
      name: `报送第${at + 1}份材料`,
      units: "all",
      phase: shipped!.phases[0]!.key,
      due: addDays(first, due),
      document: "none",
      metrics: [],
    })),
  });
}

const row = (unit: string, seat: RosterRow["seat"], open_id: string): RosterRow => ({
  unit,
  seat,
  name: open_id,
  title: "",
  mobile: "",
  email: "",
  open_id,
  line: 1,
});

const rosterOf = (seats: readonly (readonly (readonly ("liaison" | "lead")[])[])[]): RosterRow[] => [
  row("office", "office_director", "ou_director"),
  row("office", "office_clerk", "ou_clerk"),
  ...seats.flatMap((people, at) =>
    people.flatMap((held, nth) =>
      held.map((seat) => row(shipped!.units[at]!.key, seat, `ou_unit${at}_${nth}`)),
    ),
  ),
];
