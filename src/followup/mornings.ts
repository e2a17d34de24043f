import { addDays, dayOf, instantOf, type Day } from "../dates.ts";
import type { Turn } from "../turn.ts";

/** A time of a day in the district. */
export const instantOn = ({ campaign }: Turn, on: Day, time: string): Date =>
  instantOf(on, time, campaign.district.timezone);

/** The last working day whose time fell after `from` and not later than `to`; those missed before it are one with it. */
export function lastWorkday(turn: Turn, time: string, from: Date, to: Date): Day | null {
  const { calendar, campaign } = turn;
  let on = dayOf(to, campaign.district.timezone);
  while (instantOn(turn, on, time) > to || !calendar.isWorkday(on)) on = addDays(on, -1);
  return instantOn(turn, on, time) > from ? on : null;
}
