import type { QueueItem } from "../../cards/queue.ts";
import { unitName } from "../campaign/definition.ts";
import { dayOf } from "../dates.ts";
import type { Turn } from "../turn.ts";
import { openObjections } from "./store.ts";

/** The objections that wait for the office's answer, each with its age. */
export async function objectionItems(turn: Turn): Promise<QueueItem[]> {
  const { calendar, campaign, today } = turn;
  return (await openObjections(turn)).flatMap(({ id, unit, year, objection }) => {
    if (!objection) return [];
    const since = calendar.targetOf(dayOf(new Date(objection.at), campaign.district.timezone));
    return [
      {
        kind: "objection" as const,
        title: `申诉：${year}年考核`,
        unit: unitName(campaign, unit),
        act: "open.sunit" as const,
        id,
        waited: Math.max(0, calendar.workdaysBetween(since, today)),
        limit: calendar.workdaysBetween(since, objection.decideBy),
      },
    ];
  });
}
