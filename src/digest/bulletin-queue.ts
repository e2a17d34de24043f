import type { QueueItem } from "../../cards/queue.ts";
import { dayOf } from "../dates.ts";
import type { Turn } from "../turn.ts";
import { openBulletins } from "./bulletin-store.ts";

/** The bulletins that wait for the office's words or the director's signature: no rule says for how long, so they come last. */
export async function bulletinItems(turn: Turn): Promise<QueueItem[]> {
  const { calendar, campaign, today } = turn;
  return (await openBulletins(turn)).map(({ id, state, corrects, figures, submittedAt, returnReason }) => {
    const name = corrects === null ? "通报" : "更正通报";
    const isSubmitted = state === "submitted";
    const since = dayOf(submittedAt ?? new Date(figures.until), campaign.district.timezone);
    return {
      kind: "bulletin" as const,
      title: `${isSubmitted ? "签发" : returnReason ? "修改" : "送审"}：${name}`,
      unit: isSubmitted ? "办公室主任" : "办公室经办",
      act: "open.bulletin" as const,
      id,
      waited: Math.max(0, calendar.workdaysBetween(calendar.targetOf(since), today)),
      limit: null,
      word: isSubmitted ? "待签发" : returnReason ? "待修改" : "待送审",
    };
  });
}
