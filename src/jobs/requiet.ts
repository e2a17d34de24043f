import { IsNull, MoreThan } from "typeorm";
import type { Turn } from "../turn.ts";
import { OutboxTable } from "./outbox-table.ts";
import { mayRingAt } from "./quiet.ts";

/** After the calendar changed: what waits to ring, and would now ring on a rest day, waits on. */
export async function keepQuiet(turn: Turn): Promise<number> {
  const { tx, district, campaign, calendar, now } = turn;
  const rows = tx.getRepository(OutboxTable);
  const waiting = await rows.findBy({
    districtId: district,
    campaign: campaign.key,
    state: "waiting",
    token: IsNull(),
    messageId: IsNull(),
    visibleAt: MoreThan(now.getTime()),
  });
  let kept = 0;
  for (const { id, visibleAt } of waiting) {
    const rings = mayRingAt(new Date(visibleAt), campaign, calendar).getTime();
    if (rings === visibleAt) continue;
    await rows.update({ districtId: district, id, token: IsNull() }, { visibleAt: rings });
    kept += 1;
  }
  return kept;
}
