import { nextDueAt } from "./claim.ts";
import type { Progress, SenderParts } from "./carrier.ts";
import { LANES, openLane, type LanePass } from "./lane.ts";
import { isQuarantined } from "./quarantine.ts";
import { openReconcile } from "./reconcile.ts";

/** One pass of the outbox: each lane brings out what is due, and what is uncertain is looked up. */
export function openSender(parts: SenderParts): () => Promise<Progress> {
  const { door, districts, clock } = parts;
  const lanes = LANES.map((lane) => openLane(lane, parts));
  const reconcile = openReconcile(parts);

  return async () => {
    if (await door(isQuarantined)) return { worked: 0, nextAt: null };
    const passes: LanePass[] = [];
    for (const lane of lanes) passes.push(...[(await lane()) ?? []].flat());
    const worked = passes.reduce((sum, pass) => sum + pass.worked, 0) + (await reconcile());
    if (passes.length === 0) return { worked, nextAt: null };
    const held = passes.flatMap(({ heldUntil }) => (heldUntil === null ? [] : [heldUntil]));
    const waiting = await door((tx) => Promise.all(districts.map((each) => nextDueAt(tx, each))));
    const due = waiting.filter((at): at is number => at !== null);
    if (due.length === 0) return { worked, nextAt: null };
    const nextAt = Math.min(...due);
    const isHeld = worked === 0 && held.length > 0 && nextAt <= clock.now().getTime();
    return { worked, nextAt: isHeld ? Math.min(...held) : nextAt };
  };
}
