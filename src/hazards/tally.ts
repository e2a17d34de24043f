import { createHash } from "node:crypto";
import type { EntityManager } from "typeorm";
import { day, defineTable, key, whole } from "../db/define.ts";
import { writeLast } from "../db/door.ts";
import { risesAfter } from "../campaign/rungs.ts";
import { dayOf } from "../dates.ts";
import { addUp } from "../db/add-up.ts";
import type { Turn } from "../turn.ts";
import {
  ALWAYS,
  dueFrom,
  keptFrom,
  oldFrom,
  redFrom,
  risenFrom,
  waitsSince,
  yellowFrom,
  type Measure,
  type Shape,
  type Standstill,
} from "./from-when.ts";
import { UNBORN } from "./past.ts";

/** `yellow` holds red as well: what is yellow and not red is the difference. `new` and `closed` are of one day alone. */
export type Tallied =
  | "all"
  | "major"
  | "red"
  | "yellow"
  | "due"
  | "kept"
  | "old"
  | "new"
  | "closed"
  | "risen"
  | "waits"
  | "ruling";

export type TallyRow = {
  districtId: string;
  campaign: string;
  /** From which day on it counts. */
  on: string;
  what: string;
  unit: string;
  focus: string;
  state: string;
  count: number;
};

/**
 * How many hazards there are of each kind, and from which day on how many are red, yellow, due: kept by each save, so
 * that a digest costs the same over a thousand hazards and over a million.
 */
export const TallyTable = defineTable<TallyRow>("hazard_tally", {
  districtId: { ...key(), primary: true, name: "district_id" },
  campaign: { ...key(), primary: true },
  on: { ...day(), primary: true, name: "on_day" },
  what: { ...key(8), primary: true },
  unit: { ...key(32), primary: true },
  focus: { ...key(32), primary: true },
  state: { ...key(24), primary: true },
  count: whole(),
});

type Place = Omit<TallyRow, "districtId" | "campaign" | "count">;

const from = (what: Tallied, on: string | null, where: Omit<Place, "on" | "what">): Place[] =>
  on === null ? [] : [{ what, on, ...where }];

/** Where one hazard is counted, as it stands. */
export function standingOf(shape: Shape, measure: Measure): Place[] {
  if (shape.state === UNBORN) return [];
  const { state, leadUnit: unit, focusPoint: focus, grade } = shape;
  const whole = { unit, focus, state };
  const ofUnit = { unit, focus: "", state: "" };
  const ofState = { unit: "", focus: "", state };
  return [
    ...from("all", ALWAYS, whole),
    ...from("major", grade === "general" ? null : ALWAYS, ofState),
    ...from("red", redFrom(shape, measure), ofUnit),
    ...from("yellow", yellowFrom(shape, measure), ofUnit),
    ...from("due", dueFrom(shape), ofUnit),
    ...from("kept", keptFrom(shape, measure), ofUnit),
    ...from("old", oldFrom(shape, measure), ofUnit),
    ...from("risen", risenFrom(shape, measure), ofState),
  ];
}

/** Where it is counted while it waits for the office or a verifier: by the day since which it does. */
export function waitingOf(held: Standstill, measure: Measure): Place[] {
  const { state } = held;
  const isRuling = state === "registered" && held.timesRefused >= 2;
  return from(isRuling ? "ruling" : "waits", waitsSince(held, measure), { unit: "", focus: "", state });
}

/** On which days it is counted as registered and as struck off. */
export function daysOf({ state, registeredAt, closedAt }: Moments, { campaign }: Measure): Place[] {
  if (state === UNBORN) return [];
  const inAll = { unit: "", focus: "", state: "" };
  const dayIn = (at: Date | null) => at && dayOf(at, campaign.district.timezone);
  return [...from("new", dayIn(registeredAt), inAll), ...from("closed", dayIn(closedAt), inAll)];
}

type Moments = { state: string; registeredAt: Date | null; closedAt: Date | null };
type Whole = Shape & Moments & Standstill;

/** Every place of one hazard. */
const placesOf = (hazard: Whole, turn: Turn): Place[] => [
  ...standingOf(hazard, turn),
  ...waitingOf(hazard, turn),
  ...daysOf(hazard, turn),
];

const keyOf = ({ on, what, unit, focus, state }: Place): string =>
  [on, what, unit, focus, state].join("\u0000");

/** How counts change, one place at a time. */
export type Changes = Map<string, { place: Place; by: number }>;

export function addPlaces(changes: Changes, places: readonly Place[], by: number): void {
  for (const place of places) {
    const name = keyOf(place);
    changes.set(name, { place, by: (changes.get(name)?.by ?? 0) + by });
  }
}

/** Rows in one statement. */
const A_STATEMENT = 500;

/** Adds to what is kept: always in one order, so that two turns wait for each other and never for ever. */
export async function writeChanges(turn: Turn, changes: Changes): Promise<void> {
  const rows = [...changes]
    .filter(([, { by }]) => by !== 0)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { place, by: count }]): TallyRow => ({
      districtId: turn.district,
      campaign: turn.campaign.key,
      ...place,
      count,
    }));
  const firsts = rows.flatMap((_, at) => (at % A_STATEMENT === 0 ? [at] : []));
  // All are asked for at once: what follows on the same connection is the commit.
  await Promise.all(
    firsts.map((at) => addUp(turn.tx, TallyTable, rows.slice(at, at + A_STATEMENT), "count")),
  );
}

const gathered = new WeakMap<EntityManager, Map<string, Changes>>();

/** A hazard is counted where it stands now, and no longer where it stood; written with the turn's last words. */
export function keepTally(turn: Turn, before: Whole, after: Whole): void {
  const { tx, campaign } = turn;
  const known = gathered.get(tx) ?? new Map<string, Changes>();
  gathered.set(tx, known);
  const mine = known.get(campaign.key);
  const changes: Changes = mine ?? new Map();
  addPlaces(changes, placesOf(before, turn), -1);
  addPlaces(changes, placesOf(after, turn), 1);
  if (mine) return;
  known.set(campaign.key, changes);
  writeLast(tx, () => writeChanges(turn, changes));
}

/** By what the kept days were reckoned: another calendar or other limits, and all is counted anew. */
export function basisOf({ calendar, campaign }: Measure): string {
  const { yellow_within, sign_within, plan_within } = campaign.hazards;
  const rises = [campaign.ladders.hazard, campaign.ladders.major_hazard].map(risesAfter);
  const said = [yellow_within, sign_within, plan_within, rises, campaign.district.timezone, calendar.years];
  return createHash("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 32);
}
