import { createHash } from "node:crypto";
import { addDays, dayInWords, dayOf, instantOf, type Day } from "../dates.ts";
import { bulletinDays, causesInWords } from "./bulletins.ts";
import type { Calendar } from "./calendar.ts";
import type { Campaign } from "./definition.ts";
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

/** One digest each working day while the campaign runs. */
export function digests(campaign: Campaign, calendar: Calendar, from: Date, to: Date): Push[] {
  const { timezone } = campaign.district;
  const [first, last] = [campaign.phases[0]!.opens, campaign.phases.at(-1)!.due];
  const start = dayOf(from, timezone);
  const end = dayOf(to, timezone);
  const pushes: Push[] = [];
  for (let on = start < first ? first : start; on <= end && on <= last; on = addDays(on, 1)) {
    if (!calendar.isWorkday(on)) continue;
    pushes.push({
      at: digestAt(campaign, on),
      on,
      kind: "digest",
      unit: null,
      duty: null,
      subject: `digest:${on}`,
      step: "day",
      seats: ["meeting_group"],
      by: "push",
      text: `${dayInWords(on, on)}日报${calendar.isAnnounced(on) ? "" : "（预计）"}`,
    });
  }
  return pushes;
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
    text: `通报草稿（${causesInWords(causes)}）${calendar.isAnnounced(on) ? "" : "（预计）"}`,
  }));
