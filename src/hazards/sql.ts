import type { Named } from "../db/ask.ts";
import { WITH_UNIT, type Marks } from "./clocks.ts";
import { OPEN } from "./rows.ts";

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

/** Before any day. */
const NEVER = "0000-00-00";

/** The values those ask for. */
export const lightValues = ({ today, generalBy, majorBy, assignedBy, planBy = NEVER }: Marks): Named => ({
  today,
  generalBy,
  majorBy,
  assignedBy,
  planBy,
});
