import { addDays, instantOf, type Day } from "../dates.ts";
import type { Calendar } from "./calendar.ts";
import { dueFor, owingUnits } from "./changes.ts";
import type { Campaign, Duty } from "./definition.ts";

/** A duty's reports are merged on the morning of the first working day after the last of its units owed one. */
export type PackDay = { on: Day; at: Date; duty: Duty };

/** The packs that fall due after `from` and not later than `to`; none where the district wants nothing after its duties. */
export function packDays(campaign: Campaign, calendar: Calendar, from: Date, to: Date): PackDay[] {
  const { bulletins, duties, reminders, district } = campaign;
  if (!bulletins.after_duties) return [];
  return duties
    .filter(({ report }) => report !== null)
    .flatMap((duty): PackDay[] => {
      const due = owingUnits(campaign, duty).map(({ key }) => dueFor(campaign, duty, key) ?? duty.due);
      const last = due.toSorted().at(-1);
      if (last === undefined) return [];
      const on = calendar.nextWorkday(addDays(last, 1));
      return [{ on, at: instantOf(on, reminders.at, district.timezone), duty }];
    })
    .filter(({ at }) => at > from && at <= to);
}
