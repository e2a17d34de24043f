import { addDays, dayOf, instantOf, weekdayOf, type Day } from "../dates.ts";
import type { Calendar } from "./calendar.ts";
import { dueFor, owingUnits } from "./changes.ts";
import type { Campaign } from "./definition.ts";

export type BulletinCause = "duty" | "month" | "week";

/** One draft that falls due, and why: what falls on the same day is one bulletin. */
export type BulletinDay = { on: Day; at: Date; causes: BulletinCause[] };

const CAUSES: Record<BulletinCause, string> = { duty: "报送期后", month: "每月", week: "每周" };

/** `每月、每周` */
export const causesInWords = (causes: readonly BulletinCause[]): string =>
  causes.map((cause) => CAUSES[cause]).join("、");

const MOST_DAYS_OF_MONTH = 31;

/** The week's day, or the last working day before it in the same week; a week at rest has none. */
const isWeekly = ({ bulletins }: Campaign, calendar: Calendar, on: Day): boolean => {
  if (!bulletins.weekly || !calendar.isWorkday(on)) return false;
  const ahead = bulletins.weekly.weekday - weekdayOf(on);
  return ahead >= 0 && calendar.targetOf(addDays(on, ahead)) === on;
};

const lastOfMonth = (on: Day): Day => {
  const next = addDays(`${on.slice(0, 7)}-01`, MOST_DAYS_OF_MONTH);
  return addDays(`${next.slice(0, 7)}-01`, -1);
};

const isMonthly = ({ bulletins }: Campaign, calendar: Calendar, on: Day): boolean => {
  if (!bulletins.monthly) return false;
  const { day } = bulletins.monthly;
  if (day === "last_workday") return calendar.targetOf(lastOfMonth(on)) === on;
  // A day at the month's end may be kept in the next one: February's 28th on 1 March.
  const months = [on, addDays(`${on.slice(0, 7)}-01`, -1)].map((each) => each.slice(0, 7));
  return months.some((month) => calendar.nextWorkday(`${month}-${String(day).padStart(2, "0")}`) === on);
};

/** The first working days after those by which units report. */
function afterDuties(campaign: Campaign, calendar: Calendar): Set<Day> {
  if (!campaign.bulletins.after_duties) return new Set();
  const due = campaign.duties.flatMap((duty) =>
    owingUnits(campaign, duty).map(({ key }) => dueFor(campaign, duty, key) ?? duty.due),
  );
  return new Set([...new Set(due)].map((day) => calendar.nextWorkday(addDays(day, 1))));
}

const AT = "16:00";

const timeFor = ({ bulletins: { weekly, monthly } }: Campaign, causes: readonly BulletinCause[]): string => {
  const wanted = causes.includes("week") && weekly ? weekly : monthly || weekly;
  return wanted ? wanted.at : AT;
};

/** The drafts that fall due after `from` and not later than `to`, while the campaign runs. */
export function bulletinDays(campaign: Campaign, calendar: Calendar, from: Date, to: Date): BulletinDay[] {
  const { timezone } = campaign.district;
  const [first, last] = [campaign.phases[0]!.opens, campaign.phases.at(-1)!.due];
  const [start, end] = [dayOf(from, timezone), dayOf(to, timezone)];
  const duties = afterDuties(campaign, calendar);
  const days: BulletinDay[] = [];
  for (let on = start < first ? first : start; on <= end && on <= last; on = addDays(on, 1)) {
    if (!calendar.isWorkday(on)) continue;
    const causes: BulletinCause[] = [
      ...(duties.has(on) ? (["duty"] as const) : []),
      ...(isMonthly(campaign, calendar, on) ? (["month"] as const) : []),
      ...(isWeekly(campaign, calendar, on) ? (["week"] as const) : []),
    ];
    if (causes.length === 0) continue;
    const at = instantOf(on, timeFor(campaign, causes), timezone);
    if (at > from && at <= to) days.push({ on, at, causes });
  }
  return days;
}
