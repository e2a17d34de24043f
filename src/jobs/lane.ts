import { newRowId } from "../db/ids.ts";
import { inBrief } from "../log.ts";
import { attemptsSince, type LaneName } from "./attempts.ts";
import { dueCards, targetOf } from "./claim.ts";
import { openDelivery } from "./delivery.ts";
import { takeLease } from "./leases.ts";
import type { OutboxRow } from "./outbox-table.ts";
import { LONGEST_WINDOW_MS, openRate, type Rate } from "./rate.ts";
import type { SenderParts } from "./carrier.ts";
import { trace } from "./trace.ts";

export type LanePass = {
  worked: number;
  /** When the first of those that a limit holds back may leave, in milliseconds. */
  heldUntil: number | null;
};

export const LANES: readonly LaneName[] = ["send", "patch"];

export const leaseOfLane = (lane: LaneName, holder: string) => ({
  districtId: "app",
  name: `lane:${lane}`,
  holder,
});

/** One lane: worked by one replica at a time (`null` for the others), which counts every request of the last minute, also its forerunner's. */
export function openLane(lane: LaneName, parts: SenderParts): () => Promise<LanePass | null> {
  const { door, districts, clock, log, leaseMs } = parts;
  const lease = leaseOfLane(lane, parts.instance);
  let rate: Rate = openRate();
  let heldUntil = -Infinity;

  /** Whoever comes to hold the lane first counts what left before, by the attempts that were written down. */
  async function hold(): Promise<boolean> {
    const now = clock.now();
    const isNew = now.getTime() > heldUntil;
    const attempts = await door(async (tx) => {
      if (!(await takeLease(tx, lease, now, leaseMs))) return null;
      if (!isNew) return [];
      return attemptsSince(tx, districts, lane, now.getTime() - LONGEST_WINDOW_MS);
    });
    if (attempts === null) return false;
    heldUntil = now.getTime() + leaseMs;
    if (!isNew) return true;
    rate = openRate();
    for (const { at, target } of attempts) rate.count(target, new Date(at));
    trace("lane taken", { lane, counted: attempts.length });
    return true;
  }

  async function due(now: Date, busy: readonly string[]): Promise<OutboxRow[]> {
    const rows = await door((tx) =>
      Promise.all(districts.map((each) => dueCards(tx, each, lane, busy, now))),
    );
    return rows
      .flat()
      .toSorted((one, other) => one.priority - other.priority || one.visibleAt - other.visibleAt);
  }

  const deliver = openDelivery(lane, lease, parts);

  return async () => {
    if (!(await hold())) return null;
    const busy = rate.busyTargets(clock.now());
    let held: number | null = busy.length > 0 ? Math.min(...busy.map(({ until }) => until)) : null;
    const batch: Promise<void>[] = [];
    const rows = await due(
      clock.now(),
      busy.map(({ target }) => target),
    );
    for (const row of rows) {
      if (batch.length === rate.atOnce()) break;
      const now = clock.now();
      const wait = rate.waitFor(targetOf(row), now, row.priority);
      if (wait > 0) {
        held = Math.min(held ?? Infinity, now.getTime() + wait);
        continue;
      }
      const place = rate.count(targetOf(row), now);
      const token = newRowId(now);
      batch.push(
        deliver(row, token, rate, place).catch((error: unknown) =>
          log.error("card not delivered", { row: row.id, subject: row.subject, ...inBrief(error) }),
        ),
      );
    }
    await Promise.all(batch);
    return { worked: batch.length, heldUntil: held };
  };
}
