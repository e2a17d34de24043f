import type { Named } from "../db/ask.ts";
import type { Marks } from "./clocks.ts";
import { ENDED, type HazardState } from "./hazard.ts";
import { OPEN } from "./rows.ts";

/** Asked of a row by its alias. */
export type Criterion = (row: string) => string;

const inSql = (states: readonly HazardState[]): string =>
  `(${states.map((state) => `'${state}'`).join(", ")})`;

export const isOpenSql: Criterion = (row) => `${row}.state IN ${inSql(OPEN)}`;

export const hasEndedSql: Criterion = (row) => `${row}.state IN ${inSql(ENDED)}`;

/** With the unit, or still with the office: its clock runs. */
const isHeld: Criterion = (row) => `${row}.state IN ${inSql(["registered", "assigned", "rectifying"])}`;

const isPast: Criterion = (row) =>
  `(COALESCE(${row}.due_on < :today, 0) = 1 OR ${row}.times_returned >= 2 OR ${row}.times_refused >= 2)`;

const isNear: Criterion = (row) =>
  `(${row}.times_returned = 1 OR ${row}.due_on <= CASE ${row}.grade WHEN 'general' THEN :generalBy ELSE :majorBy END
    OR (${row}.state = 'assigned' AND ${row}.due_on IS NOT NULL AND ${row}.assigned_on <= :assignedBy))`;

/** `lightOf` in SQL, for counting: what is red on a day. */
export const isRedSql: Criterion = (row) => `(${isHeld(row)} AND ${isPast(row)})`;

/** What is yellow on a day: not red, but near. */
export const isYellowSql: Criterion = (row) => `(${isHeld(row)} AND NOT ${isPast(row)} AND ${isNear(row)})`;

/** The values those ask for. */
export const lightValues = ({ today, generalBy, majorBy, assignedBy }: Marks): Named => ({
  today,
  generalBy,
  majorBy,
  assignedBy,
});
