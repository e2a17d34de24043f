import { createHash } from "node:crypto";
import { addDays, dayInWords, dayOf, instantOf, type Day } from "../dates.ts";
import { bulletinDays, causesInWords } from "./bulletins.ts";
import type { Calendar } from "./calendar.ts";
import type { Campaign } from "./definition.ts";
import { packDays } from "./packs.ts";
import type { Push } from "./plan.ts";

/** Minutes after the digest's time, the same for a district every day; clear of full and half hours (CONTRACT §2.8). */
export function spreadMinutes({ district, digest }: Pick<Campaign, "district" | "digest">): number {
  const minute = Number(digest.at.slice(3));
  const clear = Array.from({ length: digest.spread_minutes }, (_, at) => at + 1).filter(
    (after) => (minute + after) % 30 !== 0,
  );
  const hash = createHash("sha256").update(district.key).digest().readUInt32BE();
  return clear[hash % clear.length] ?? 1;
}

/** When a day's digest goes out. */
export const digestAt = (campaign: Campaign, on: Day): Date =>
  new Date(
    instantOf(on, campaign.digest.at, campaign.district.timezone).getTime() +
      spreadMinutes(campaign) * 60_000,
  );

/** The working days of a stretch on which the campaign runs. */
function workdaysIn(campaign: Campaign, calendar: Calendar, from: Date, to: Date): Day[] {
  const { timezone } = campaign.district;
  const [first, last] = [campaign.phases[0]!.opens, campaign.phases.at(-1)!.due];
  const start = dayOf(from, timezone);
  const end = dayOf(to, timezone);
  const days: Day[] = [];
  for (let on = start < first ? first : start; on <= end && on <= last; on = addDays(on, 1))
    if (calendar.isWorkday(on)) days.push(on);
  return days;
}

/** The day of the last digest, which says that the campaign ends. */
export const lastDigestDay = (campaign: Campaign, calendar: Calendar): Day =>
  calendar.targetOf(campaign.phases.at(-1)!.due);

const aboutOn = (calendar: Calendar, on: Day): string => (calendar.isAnnounced(on) ? "" : "（预计）");

/** One digest each working day while the campaign runs. */
export const digests = (campaign: Campaign, calendar: Calendar, from: Date, to: Date): Push[] =>
  workdaysIn(campaign, calendar, from, to).map((on) => ({
    at: digestAt(campaign, on),
    on,
    kind: "digest",
    unit: null,
    duty: null,
    subject: `digest:${on}`,
    step: "day",
    seats: ["meeting_group"],
    by: "push",
    text: `${dayInWords(on, on)}日报${aboutOn(calendar, on)}`,
  }));

/** What a morning's slice is called among the steps of the plan. */
export const SLICE = "slice";

/** A slice of the digest for each convener, the office director and each lead, where the district wants one. */
export function slices(campaign: Campaign, calendar: Calendar, from: Date, to: Date): Push[] {
  const { morning_at: time } = campaign.digest;
  if (time === false) return [];
  return workdaysIn(campaign, calendar, from, to).flatMap((on): Push[] => {
    const push = {
      at: instantOf(on, time, campaign.district.timezone),
      on,
      kind: "digest" as const,
      duty: null,
      subject: `slice:${on}`,
      step: SLICE,
      by: "push" as const,
      text: `${dayInWords(on, on)}晨报，有事才发${aboutOn(calendar, on)}`,
    };
    return [
      { ...push, unit: null, seats: ["chief_convener", "convener", "office_director"] },
      ...campaign.units.map(({ key }): Push => ({ ...push, unit: key, seats: ["lead"] })),
    ];
  });
}

/** Drafts of bulletins, for the office to add its words to. */
export const bulletins = (campaign: Campaign, calendar: Calendar, from: Date, to: Date): Push[] =>
  bulletinDays(campaign, calendar, from, to).map(({ on, at, causes }) => ({
    at,
    on,
    kind: "bulletin",
    unit: null,
    duty: null,
    subject: `bulletin:${on}`,
    step: "draft",
    seats: ["office_clerk"],
    by: "push",
    text: `通报草稿（${causesInWords(causes)}）${aboutOn(calendar, on)}`,
  }));

/** The units' reports merged, for the office. */
export const packs = (campaign: Campaign, calendar: Calendar, from: Date, to: Date): Push[] =>
  packDays(campaign, calendar, from, to).map(({ on, at, duty }) => ({
    at,
    on,
    kind: "pack",
    unit: null,
    duty: null,
    subject: `pack:${duty.key}`,
    step: "pack",
    seats: ["office_clerk"],
    by: "push",
    text: `汇总：${duty.name}${aboutOn(calendar, on)}`,
  }));
