import { z } from "zod";
import { ask } from "../db/ask.ts";
import { addDays, instantOf, type Day } from "../dates.ts";
import type { Turn } from "../turn.ts";
import { marksOn, WITH_UNIT, type Marks } from "./clocks.ts";
import type { Count, Group, Pace } from "./counted.ts";
import { OPEN } from "./act.ts";
import { isDueSql, isNearSql, isOldSql, isOnTimeSql, isPastSql, lightValues } from "./sql.ts";

const number = z.coerce.number();
const Row = z.object({
  what: z.enum(["group", "registered", "closed", "position"]),
  state: z.string(),
  unit: z.string(),
  focus: z.string(),
  count: number,
  lit: number,
  major: number,
  due: number,
  on_time: number,
  old: number,
});

/** One sum holds both lights: two were twice as slow over a million rows. */
const RED = 100_000_000;

const OURS = "FROM hazard h WHERE h.district_id = :district AND h.campaign = :campaign";
const alone = (what: string, count: string): string =>
  `SELECT '${what}', '', '', '', ${count}, 0, 0, 0, 0, 0`;
const sumOf = (criterion: string): string => `SUM(CASE WHEN ${criterion} THEN 1 ELSE 0 END)`;

/** One statement, so that everything in it is of one instant: others go on writing meanwhile. One pass, however much it sums. */
const COUNT = [
  `SELECT 'group' AS what, h.state AS state, h.lead_unit AS unit, h.focus_point AS focus, COUNT(*) AS count,
     SUM(CASE WHEN ${isPastSql("h")} THEN ${RED} WHEN ${isNearSql("h")} THEN 1 ELSE 0 END) AS lit,
     ${sumOf("h.grade <> 'general'")} AS major, ${sumOf(isDueSql("h"))} AS due,
     ${sumOf(isOnTimeSql("h"))} AS on_time, ${sumOf(isOldSql("h"))} AS old
   ${OURS} GROUP BY h.state, h.lead_unit, h.focus_point`,
  `${alone("registered", "COUNT(*)")} ${OURS} AND h.registered_at >= :from AND h.registered_at < :until`,
  `${alone("closed", "COUNT(*)")} ${OURS} AND h.closed_at >= :from AND h.closed_at < :until`,
  `${alone("position", "c.length")} FROM chain c WHERE c.district_id = :district`,
].join("\nUNION ALL\n");

type Counted = z.infer<typeof Row>;

function groupOf({ state, unit, focus, count, lit, major }: Counted): Group {
  const isHeld = WITH_UNIT.includes(state);
  const [red, yellow] = isHeld ? [Math.floor(lit / RED), lit % RED] : [0, 0];
  return { state, unit, focus, count, red, yellow, major };
}

const sum = (these: readonly { count: number }[]): number => these.reduce((all, { count }) => all + count, 0);

/** How each unit keeps its days, over all its groups. */
function pacesOf(rows: readonly Counted[]): Pace[] {
  const paces = new Map<string, Pace>();
  for (const { unit, due, on_time: onTime, old } of rows) {
    const known = paces.get(unit) ?? { unit, due: 0, onTime: 0, old: 0 };
    paces.set(unit, {
      unit,
      due: known.due + due,
      onTime: known.onTime + onTime,
      old: known.old + old,
    });
  }
  return [...paces.values()];
}

/** The instants between which a day lies. */
export const spanOf = ({ campaign }: Turn, on: Day): { from: Date; until: Date } => {
  const at = (day: Day) => instantOf(day, "00:00", campaign.district.timezone);
  return { from: at(on), until: at(addDays(on, 1)) };
};

/** The instant from which on a light is too fresh to be red for too long. */
const oldAtOf = ({ campaign }: Turn, { oldBefore, today }: Marks): Date =>
  instantOf(addDays(oldBefore ?? today, 1), "00:00", campaign.district.timezone);

/** Counts the campaign's hazards over the covering index; none is loaded. */
export async function countHazards(turn: Turn, on: Day): Promise<Count> {
  const { tx, district, campaign, calendar } = turn;
  const marks = marksOn(on, calendar, campaign);
  const { oldBefore = "", planOldBy = "" } = marks;
  const old = { oldBefore, planOldBy, oldAt: oldAtOf(turn, marks) };
  const named = { district, campaign: campaign.key, ...lightValues(marks), ...old, ...spanOf(turn, on) };
  const rows = await ask(tx, COUNT, named, Row);
  const of = (what: Counted["what"]) => rows.filter((row) => row.what === what);
  const groups = of("group").map(groupOf);
  return {
    cutOff: { position: sum(of("position")), marks },
    open: groups.filter(({ state }) => OPEN.some((each) => each === state)),
    paces: pacesOf(of("group")),
    registered: sum(of("registered")),
    closed: sum(of("closed")),
    inAll: sum(groups),
    closedInAll: sum(groups.filter(({ state }) => state === "closed")),
  };
}
