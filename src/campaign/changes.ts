import type { Day } from "../dates.ts";
import { unitsOf, type Campaign, type Change, type Duty, type Unit } from "./definition.ts";

/** What the file later said of a duty for one unit, oldest first. */
export const changesOf = ({ changes }: Campaign, duty: string, unit: string): Change[] =>
  changes.filter((each) => each.duty === duty && (each.units === "all" || each.units.includes(unit)));

/** The day by which a unit owes a duty now: as printed, or as the last change says; `null` once it is withdrawn. */
export function dueFor(campaign: Campaign, duty: Duty, unit: string): Day | null {
  const last = changesOf(campaign, duty.key, unit).at(-1);
  if (!last) return duty.due;
  return last.to === "withdrawn" ? null : last.to;
}

/** The units that owe a duty now, in the plan's order. */
export const owingUnits = (campaign: Campaign, duty: Duty): Unit[] =>
  unitsOf(campaign, duty).filter(({ key }) => dueFor(campaign, duty, key) !== null);
