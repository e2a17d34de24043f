import { In, IsNull } from "typeorm";
import { addDays, instantOf } from "../dates.ts";
import { post } from "../jobs/outbox.ts";
import { OutboxTable } from "../jobs/outbox-table.ts";
import type { Turn } from "../turn.ts";
import type { Agreed } from "./absence.ts";

const OF_UNITS = /^(task|hazard):/;

/** What was already waiting to ring the absent one in these days rings whoever covers instead. */
export async function readdress(turn: Turn, absence: Agreed): Promise<void> {
  const { personId, coverId, fromOn, toOn } = absence;
  const { timezone } = turn.campaign.district;
  const begins = instantOf(fromOn, "00:00", timezone).getTime();
  const ends = instantOf(addDays(toOn, 1), "00:00", timezone).getTime();
  const outbox = turn.tx.getRepository(OutboxTable);
  const waiting = await outbox.findBy({
    districtId: turn.district,
    personId,
    state: "waiting",
    superseded: false,
    messageId: IsNull(),
    firstTriedAt: IsNull(),
  });
  const rows = waiting.filter(
    ({ subject, visibleAt }) => OF_UNITS.test(subject) && visibleAt >= begins && visibleAt < ends,
  );
  if (rows.length === 0) return;
  await outbox.update({ districtId: turn.district, id: In(rows.map(({ id }) => id)) }, { superseded: true });
  for (const { id, subject, visibleAt } of rows)
    await post(turn, { person: coverId }, subject, { key: `covered:${id}`, at: new Date(visibleAt) });
}
