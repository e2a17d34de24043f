import type { Calendar } from "../campaign/calendar.ts";
import type { Campaign } from "../campaign/definition.ts";
import { addDays, dayOf, instantOf, timeOf } from "../dates.ts";

/** The first instant, from this one on, at which a message may ring: a working day outside quiet hours (RULES §14). */
export function mayRingAt(instant: Date, campaign: Campaign, calendar: Calendar): Date {
  const { timezone } = campaign.district;
  const { from, to } = campaign.quiet_hours;
  const day = dayOf(instant, timezone);
  const time = timeOf(instant, timezone);
  if (!calendar.isWorkday(day) || time >= from) {
    return instantOf(calendar.nextWorkday(addDays(day, calendar.isWorkday(day) ? 1 : 0)), to, timezone);
  }
  return time < to ? instantOf(day, to, timezone) : instant;
}
