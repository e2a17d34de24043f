import { raiseWhere, show } from "../jobs/show.ts";
import type { Turn } from "../turn.ts";

/** A person's one living card of everything that waits for them; whose it is, the copy says. */
export const TRAY = "tray:own";

/** Whose trays change: who sits in these units, and these people. */
export type Concerned = {
  units: readonly string[];
  people?: readonly string[];
  /** Only those that were sent since: an older one would be sent anew, which rings. */
  since?: Date;
};

const marks = (values: readonly string[]): string => values.map(() => "?").join(", ");

/** Before every id that was given from this instant on: ids begin with their milliseconds. */
function firstIdOf(instant: Date): string {
  const hex = instant.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}

/** Brings the trays of everybody concerned up to date, silently: one statement, whoever they are. */
export function refreshTrays(turn: Turn, { units, people = [], since }: Concerned): void {
  const sitting = `SELECT person_id FROM seat
    WHERE district_id = ? AND unit IN (${marks(units)}) AND until_at IS NULL`;
  const named = people.map(() => " UNION SELECT ?").join("");
  const newer = since ? " AND id >= ?" : "";
  raiseWhere(turn, `subject = ? AND superseded = ? AND person_id IN (${sitting}${named})${newer}`, [
    TRAY,
    false,
    turn.district,
    ...units,
    ...people,
    ...(since ? [firstIdOf(since)] : []),
  ]);
}

/** Brings every tray up to date, silently: a day has passed, or people have changed seats. */
export const refreshAllTrays = (turn: Turn): void => show(turn, TRAY);
