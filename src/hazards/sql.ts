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
  `(${row}.times_returned >= 2 OR ${row}.times_refused >= 2 OR ${row}.due_on < :today)`;

/** Yellow while it is held and not past. */
export const isNearSql: Criterion = (row) =>
  `(${row}.times_returned = 1
    OR (${row}.due_on <= :generalBy AND ${row}.grade = 'general')
    OR (${row}.due_on <= :majorBy AND ${row}.grade <> 'general')
    OR (${row}.assigned_on <= :assignedBy AND ${row}.state = 'assigned' AND ${row}.due_on IS NOT NULL))`;

/** `lightOf` in SQL: what is red on a day. */
export const isRedSql: Criterion = (row) => `(${isHeld(row)} AND ${isPastSql(row)})`;

/** What is yellow on a day. */
export const isYellowSql: Criterion = (row) =>
  `(${isHeld(row)} AND COALESCE(${isPastSql(row)}, 0) = 0 AND ${isNearSql(row)})`;

/** The values those ask for. */
export const lightValues = ({ today, generalBy, majorBy, assignedBy }: Marks): Named => ({
  today,
  generalBy,
  majorBy,
  assignedBy,
});
