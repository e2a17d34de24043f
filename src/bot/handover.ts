import { handoverCard } from "../../cards/handover.ts";
import { record, type Deed } from "../campaign/history.ts";
import { namesOf } from "../campaign/people.ts";
import { instantInWords } from "../dates.ts";
import { show } from "../jobs/show.ts";
import { mayTake, take } from "../seats/handover.ts";
import { getHandover, saveHandover } from "../seats/handover-store.ts";
import { seatsInWords } from "../seats/people.ts";
import { bodyName } from "../seats/view.ts";
import type { Answer, CardReply, Draw, Turn } from "../turn.ts";
import { openRowsOf } from "./open-items.ts";
import { giveWork, readWork } from "./work.ts";

type Taking = Omit<Deed, "subject"> & { by: string };

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

/** What the leaver worked on becomes the taker's own; everything else stays the unit's. Each says so. */
async function takeOver(turn: Turn, subject: string, fromId: string, deed: Taking): Promise<void> {
  const { executor } = await readWork(turn, subject);
  if (executor === fromId) await giveWork(turn, subject, deed.by, deed);
  else record(turn, { ...deed, subject });
  show(turn, subject);
}

/** One tap takes all of it; each item's history says so. */
export async function takeHandover(turn: Turn, { by, id }: CardReply): Promise<Answer> {
  const before = await getHandover(turn, id);
  await saveHandover(turn, before, take(before, by, turn.now));
  const { unit, fromId, seats } = before;
  const names = await namesOf(turn, [fromId]);
  const words = `交接：${names.get(fromId) ?? ""}的${seatsInWords(seats)}工作由${by.name}接手`;
  record(turn, { subject: `seat:${unit}`, by: by.id, act: "handover.take", words });
  const rows = await openRowsOf(turn, unit);
  for (const { subject } of rows)
    await takeOver(turn, subject, fromId, { by: by.id, act: "handover.take", words });
  show(turn, `handover:${id}`);
  show(turn, "queue:office");
  return { toast: rows.length > 0 ? `已接手${rows.length}件` : "已接手，现在没有在办的" };
}
