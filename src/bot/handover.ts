import { handoverCard } from "../../cards/handover.ts";
import { record } from "../campaign/history.ts";
import { namesOf } from "../campaign/people.ts";
import { instantInWords } from "../dates.ts";
import { show } from "../jobs/outbox.ts";
import { mayTake, take } from "../seats/handover.ts";
import { getHandover, saveHandover } from "../seats/handover-store.ts";
import { seatsInWords } from "../seats/people.ts";
import { bodyName } from "../seats/view.ts";
import type { Answer, CardReply, Draw } from "../turn.ts";
import { openRowsOf } from "./open-items.ts";
import type { Turn } from "../turn.ts";

/** What somebody left open, for whoever may take it. */
export const drawHandover: Draw = async (turn, id, { person }) => {
  const handover = await getHandover(turn, id);
  if (!person || !mayTake(person, handover)) return null;
  const { unit, fromId, seats, state, takenBy, takenAt } = handover;
  const names = await namesOf(turn, [fromId, takenBy]);
  const at = takenAt ? instantInWords(takenAt, turn.campaign.district.timezone) : "";
  const card = handoverCard({
    id,
    from: names.get(fromId) ?? "",
    unit: bodyName(turn, unit),
    seats: seatsInWords(seats),
    state,
    taken: takenBy ? `${names.get(takenBy) ?? ""} ${at}` : "",
    rows: await openRowsOf(turn, unit),
  });
  return { card };
};

/** One tap takes all of it; each item's history says so. */
export async function takeHandover(turn: Turn, { by, id }: CardReply): Promise<Answer> {
  const before = await getHandover(turn, id);
  await saveHandover(turn, before, take(before, by, turn.now));
  const { unit, fromId, seats } = before;
  const names = await namesOf(turn, [fromId]);
  const words = `交接：${names.get(fromId) ?? ""}的${seatsInWords(seats)}工作由${by.name}接手`;
  record(turn, { subject: `seat:${unit}`, by: by.id, act: "handover.take", words });
  const rows = await openRowsOf(turn, unit);
  for (const { subject } of rows) {
    record(turn, { subject, by: by.id, act: "handover.take", words });
    show(turn, subject);
  }
  show(turn, `handover:${id}`);
  show(turn, "queue:office");
  return { toast: rows.length > 0 ? `已接手${rows.length}件` : "已接手，现在没有在办的" };
}
