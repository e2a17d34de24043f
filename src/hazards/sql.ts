import type { Named } from "../db/ask.ts";
import { instantOf, type Day } from "../dates.ts";
import { OPEN, WITH_UNIT } from "./act.ts";
import { NEVER, type Marks } from "./clocks.ts";

/** Asked of a row by its alias. */
export type Criterion = (row: string) => string;

const inSql = (states: readonly string[]): string => `(${states.map((state) => `'${state}'`).join(", ")})`;

export const isOpenSql: Criterion = (row) => `${row}.state IN ${inSql(OPEN)}`;

const isHeld: Criterion = (row) => `${row}.state IN ${inSql(WITH_UNIT)}`;

/** Red while it is held. */
export const isPastSql: Criterion = (row) =>
  `(${row}.times_returned >= 2 OR ${row}.times_refused >= 2 OR ${row}.due_on < :today
    OR COALESCE(${row}.plan_owed_since <= :planBy, 0))`;

/** Yellow while it is held and not past. */
export const isNearSql: Criterion = (row) =>
  `(${row}.times_returned = 1 OR COALESCE(${row}.is_extending, 0) = 1
    OR (${row}.due_on <= :generalBy AND ${row}.grade = 'general')
    OR (${row}.due_on <= :majorBy AND ${row}.grade <> 'general')
    OR (${row}.assigned_on <= :assignedBy AND ${row}.state = 'assigned' AND ${row}.due_on IS NOT NULL))`;

/** `lightOf` in SQL: what is red on a day. */
export const isRedSql: Criterion = (row) => `(${isHeld(row)} AND ${isPastSql(row)})`;

/** What is yellow on a day. */
export const isYellowSql: Criterion = (row) =>
  `(${isHeld(row)} AND COALESCE(${isPastSql(row)}, 0) = 0 AND ${isNearSql(row)})`;

/** `awaitsRuling` in SQL. */
const awaitsRulingSql: Criterion = (row) => `(${row}.state = 'registered' AND ${row}.times_refused >= 2)`;

/** With the office or a verifier. */
export const isWaitingSql: Criterion = (row) =>
  `${row}.state IN ('registered', 'verify_requested', 'verifying')`;

/** What waits for the office or a verifier since before these marks; when it was registered never changes, and only `h` says it. */
const waitsSince =
  (colour: "Red" | "Yellow"): Criterion =>
  (row) =>
    `((${row}.state = 'registered' AND h.registered_at < :assign${colour})
    OR (${row}.state = 'verify_requested' AND ${row}.requested_at < :verify${colour})
    OR (${row}.state = 'verifying' AND ${row}.verified_on < :confirm${colour}))`;

/** Red while it waits for the office or a verifier. */
export const isWaitRedSql: Criterion = (row) =>
  `COALESCE(${awaitsRulingSql(row)} OR ${waitsSince("Red")(row)}, 0)`;

export const isWaitYellowSql: Criterion = (row) =>
  `(COALESCE(${waitsSince("Yellow")(row)}, 0) AND ${isWaitRedSql(row)} = 0)`;

/** So long with its unit past its day that the conveners are told. */
export const isRisenSql: Criterion = (row) =>
  `(${isHeld(row)} AND ${row}.assigned_on IS NOT NULL
    AND ((${row}.due_on <= :risenBy AND ${row}.grade = 'general')
      OR (${row}.due_on <= :risenMajorBy AND ${row}.grade <> 'general')))`;

/** Its day has passed: with its unit, or struck off. While it waits for a verifier the unit's clock stands still. */
export const isDueSql: Criterion = (row) =>
  `(${row}.due_on < :today AND ${row}.state IN ${inSql([...WITH_UNIT, "closed"])})`;

/** Both engines show an instant as text of the same shape, in UTC: a local day ends there at the same time each day. */
export const isKeptSql: Criterion = (row) =>
  `(${row}.state = 'closed' AND (SUBSTR(${row}.closed_at, 1, 10) < ${row}.due_on
    OR (SUBSTR(${row}.closed_at, 1, 10) = ${row}.due_on AND SUBSTR(${row}.closed_at, 12) < :endOfDay)))`;

export const isOnTimeSql: Criterion = (row) => `(${isKeptSql(row)} AND ${row}.due_on < :today)`;

/** What was sent back too often is red for too long since a light of long ago; its day and its plan, the tally knows. */
export const isLongBackSql: Criterion = (row) =>
  `(${row}.is_twice = 1 AND COALESCE(${row}.due_on < :oldBefore, 0) = 0
    AND COALESCE(${row}.plan_owed_since <= :planOldBy, 0) = 0
    AND EXISTS (SELECT 1 FROM light l WHERE l.district_id = :district AND l.subject = CONCAT('hazard:', ${row}.id)
      AND l.until_at IS NULL AND l.light = 'red' AND l.since_at < :oldAt))`;

/** The values those ask for, but those of what waits. */
export const lightValues = ({
  today,
  generalBy,
  majorBy,
  assignedBy,
  planBy = NEVER,
  endOfDay = NEVER,
}: Marks): Named => ({
  today,
  generalBy,
  majorBy,
  assignedBy,
  planBy,
  endOfDay,
});

const NO_WAIT = { red: NEVER, yellow: NEVER };

/** The values that what waits, and what has risen, ask for: late is red, the last day yellow. */
export function waitValues({ waits, risenBy }: Marks, timezone: string): Named {
  const { assign, verify, confirm } = waits ?? { assign: NO_WAIT, verify: NO_WAIT, confirm: NO_WAIT };
  const at = (day: Day) => (day === NEVER ? new Date(0) : instantOf(day, "00:00", timezone));
  return {
    assignRed: at(assign.red),
    assignYellow: at(assign.yellow),
    verifyRed: at(verify.red),
    verifyYellow: at(verify.yellow),
    confirmRed: confirm.red,
    confirmYellow: confirm.yellow,
    risenBy: risenBy?.general ?? NEVER,
    risenMajorBy: risenBy?.major ?? NEVER,
  };
}
