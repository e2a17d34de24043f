import type { QueueItem } from "../../cards/queue.ts";
import { dayOf } from "../dates.ts";
import type { Turn } from "../turn.ts";
import { openBulletins } from "./bulletin-store.ts";

/** A draft is sent in, and answered, by the end of the next working day. */
const WITHIN = 1;

/** The bulletins that wait for the office's words or the director's signature. */
export async function bulletinItems(turn: Turn): Promise<QueueItem[]> {
  const { calendar, campaign, today } = turn;
  return (await openBulletins(turn)).map(({ id, state, corrects, madeAt, submittedAt, returnReason }) => {
    const name = corrects === null ? "通报" : "更正通报";
    const isSubmitted = state === "submitted";
    const since = dayOf((isSubmitted ? submittedAt : null) ?? madeAt, campaign.district.timezone);
    return {
      kind: "bulletin" as const,
      title: isSubmitted ? `签发：${name}` : `${returnReason ? "修改" : "送审"}：${name}`,
      unit: isSubmitted ? "办公室主任" : "办公室经办",
      act: "open.bulletin" as const,
      id,
      waited: Math.max(0, calendar.workdaysBetween(calendar.targetOf(since), today)),
      limit: WITHIN,
    };
  });
}
