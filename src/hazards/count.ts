import { z } from "zod";
import { ask } from "../db/ask.ts";
import { addDays, instantOf, type Day } from "../dates.ts";
import type { Turn } from "../turn.ts";
import { marksOn, type Marks } from "./clocks.ts";
import type { Count, Group, Pace, Waits } from "./counted.ts";
import { OPEN } from "./act.ts";
import { isLongBackSql, lightValues } from "./sql.ts";
import type { Tallied } from "./tally.ts";

const number = z.coerce.number();
const Row = z.object({
  what: z.string(),
  state: z.string(),
  unit: z.string(),
  focus: z.string(),
  since: z.string(),
  count: number,
});
type Counted = z.infer<typeof Row>;

/** One statement, so that everything in it is of one instant: others go on writing meanwhile. */
const COUNT = [
  `SELECT t.what AS what, t.state AS state, t.unit AS unit, t.focus AS focus, '' AS since,
     SUM(CASE WHEN t.what IN ('new', 'closed') AND t.on_day < :today THEN 0 ELSE t.count END) AS count
   FROM hazard_tally t WHERE t.district_id = :district AND t.campaign = :campaign AND t.on_day <= :today
   GROUP BY t.what, t.state, t.unit, t.focus`,
  `SELECT CONCAT(t.what, '_since'), t.state, '', '', t.on_day, SUM(t.count) FROM hazard_tally t
   WHERE t.district_id = :district AND t.campaign = :campaign AND t.what IN ('waits', 'ruling')
   GROUP BY t.what, t.state, t.on_day`,
  `SELECT 'old', '', h.lead_unit, '', '', COUNT(*) FROM hazard h
   WHERE h.district_id = :district AND h.campaign = :campaign AND ${isLongBackSql("h")} GROUP BY h.lead_unit`,
  `SELECT 'position', '', '', '', '', c.length FROM chain c WHERE c.district_id = :district`,
].join("\nUNION ALL\n");

type Summed = Tallied | "position";
type Sums = (what: Summed, of?: Partial<Pick<Counted, "state" | "unit" | "focus">>) => number;

const keyOf = ({ what, state, unit, focus }: Pick<Counted, "what" | "state" | "unit" | "focus">): string =>
  [what, state, unit, focus].join("\u0000");

function sumsOf(rows: readonly Counted[]): Sums {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.count);
  return (what, { state = "", unit = "", focus = "" } = {}) =>
    sums.get(keyOf({ what, state, unit, focus })) ?? 0;
}

/** Each group there is anything in. */
const groupsOf = (rows: readonly Counted[]): Group[] =>
  rows
    .filter(({ what, count }) => what === "all" && count > 0)
    .map(({ state, unit, focus, count }) => ({ state, unit, focus, count }));

/** What waits, by the day since which it does. */
const waitsIn = (rows: readonly Counted[]): Waits[] =>
  rows
    .filter(({ what, count }) => what.endsWith("_since") && count > 0)
    .map(({ what, state, since, count }) => ({ state, since, isRuling: what === "ruling_since", count }));

const OF_UNIT = ["red", "yellow", "due", "old"];

/** How each unit keeps its days; what turned yellow is also counted from when it turns red. */
const pacesOf = (rows: readonly Counted[], sums: Sums): Pace[] =>
  [...new Set(rows.filter(({ what }) => OF_UNIT.includes(what)).map(({ unit }) => unit))].map((unit) => ({
    unit,
    red: sums("red", { unit }),
    yellow: sums("yellow", { unit }) - sums("red", { unit }),
    due: sums("due", { unit }),
    onTime: sums("kept", { unit }),
    old: sums("old", { unit }),
  }));

const sum = (these: readonly { count: number }[]): number => these.reduce((all, { count }) => all + count, 0);

/** The instants between which a day lies. */
export const spanOf = ({ campaign }: Turn, on: Day): { from: Date; until: Date } => {
  const at = (day: Day) => instantOf(day, "00:00", campaign.district.timezone);
  return { from: at(on), until: at(addDays(on, 1)) };
};

/** The instant from which on a light is too fresh to be red for too long. */
const oldAtOf = ({ campaign }: Turn, { oldBefore, today }: Marks): Date =>
  instantOf(addDays(oldBefore ?? today, 1), "00:00", campaign.district.timezone);

/** A campaign's hazards as they are tallied, up to a day; none is loaded. */
export async function countHazards(turn: Turn, on: Day): Promise<Count> {
  const { tx, district, campaign, calendar } = turn;
  const marks = marksOn(on, calendar, campaign);
  const { oldBefore = "", planOldBy = "" } = marks;
  const old = { oldBefore, planOldBy, oldAt: oldAtOf(turn, marks) };
  const named = { district, campaign: campaign.key, ...lightValues(marks), ...old };
  const rows = await ask(tx, COUNT, named, Row);
  const sums = sumsOf(rows);
  const groups = groupsOf(rows);
  const isOpen = ({ state }: { state: string }) => OPEN.some((each) => each === state);
  return {
    cutOff: { position: sums("position"), marks },
    open: groups.filter(isOpen),
    majors: sum(rows.filter((row) => row.what === "major" && isOpen(row))),
    paces: pacesOf(rows, sums),
    waits: waitsIn(rows),
    risen: sum(rows.filter(({ what }) => what === "risen")),
    registered: sums("new"),
    closed: sums("closed"),
    inAll: sum(groups),
    closedInAll: sum(groups.filter(({ state }) => state === "closed")),
  };
}
