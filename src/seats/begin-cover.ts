import { dayOf, instantOf } from "../dates.ts";
import { post } from "../jobs/outbox.ts";
import type { Job } from "../jobs/schedule.ts";
import { agreedFrom } from "./absence-store.ts";

/** On the first morning whoever covers gets the seat's open items. */
export const beginCovers: Job = async (turn, from, to) => {
  const { timezone } = turn.campaign.district;
  const begun = await agreedFrom(turn, dayOf(from, timezone), dayOf(to, timezone));
  return begun.flatMap(({ id, coverId, fromOn }) => {
    const at = instantOf(fromOn, turn.campaign.reminders.at, timezone);
    if (at <= from || at > to) return [];
    const fire = async (opened: typeof turn) => {
      await post(opened, { person: coverId }, `cover:${id}`, { key: "begins" });
    };
    return [{ kind: "cover", on: fromOn, key: id, at, fire }];
  });
};
