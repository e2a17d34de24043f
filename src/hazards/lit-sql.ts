import type { Named } from "../db/ask.ts";
import { addDays, instantOf, type Day } from "../dates.ts";
import type { Turn } from "../turn.ts";
import { marksOn } from "./clocks.ts";
import { isOpenSql, isRedSql, isYellowSql, lightValues, type Criterion } from "./sql.ts";

/** What waits for the office or a verifier since before these marks. */
const waitsSince =
  (colour: "Red" | "Yellow"): Criterion =>
  (row) =>
    `((${row}.state = 'registered' AND ${row}.registered_at < :assign${colour})
    OR (${row}.state = 'verify_requested' AND ${row}.requested_at < :verify${colour})
    OR (${row}.state = 'verifying' AND ${row}.verified_on < :confirm${colour}))`;

/** `awaitsRuling` in SQL. */
const awaitsRulingSql: Criterion = (row) => `(${row}.state = 'registered' AND ${row}.times_refused >= 2)`;

const isRed: Criterion = (row) =>
  `COALESCE(${isRedSql(row)} OR ${awaitsRulingSql(row)} OR ${waitsSince("Red")(row)}, 0)`;

const isYellow: Criterion = (row) => `COALESCE(${isYellowSql(row)} OR ${waitsSince("Yellow")(row)}, 0)`;

/** `ballOf` in SQL: the light of whoever holds a hazard, as its card and each list show it. */
export const LIT: Record<"green" | "yellow" | "red", Criterion> = {
  red: (row) => `${isRed(row)} = 1`,
  yellow: (row) => `${isYellow(row)} = 1 AND ${isRed(row)} = 0`,
  green: (row) => `${isOpenSql(row)} AND ${isYellow(row)} = 0 AND ${isRed(row)} = 0`,
};

/** What may be red or yellow: with its unit, and what waits; each asks nothing but what stands in one index. */
export const LIT_PARTS: Record<"red" | "yellow", Record<"held" | "waiting", Criterion>> = {
  red: { held: isRedSql, waiting: (row) => `(${awaitsRulingSql(row)} OR ${waitsSince("Red")(row)})` },
  yellow: { held: isYellowSql, waiting: waitsSince("Yellow") },
};

/** The first day that has not waited so many working days yet. */
function sinceFor({ calendar, today }: Turn, workdays: number): Day {
  let first = addDays(today, 1);
  while (calendar.workdaysBetween(addDays(first, -1), today) < workdays) first = addDays(first, -1);
  return first;
}

/** The values those ask for: late is red, the last day yellow. */
export function litValues(turn: Turn): Named {
  const { campaign, today, calendar } = turn;
  const { assign_within, verify_within, confirm_within } = campaign.hazards;
  const at = (workdays: number) => instantOf(sinceFor(turn, workdays), "00:00", campaign.district.timezone);
  return {
    ...lightValues(marksOn(today, calendar, campaign)),
    assignRed: at(assign_within + 1),
    assignYellow: at(assign_within),
    verifyRed: at(verify_within + 1),
    verifyYellow: at(verify_within),
    confirmRed: sinceFor(turn, confirm_within + 1),
    confirmYellow: sinceFor(turn, confirm_within),
  };
}
