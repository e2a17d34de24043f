import { defineTable, id, instant, json, key, maybe, millis, whole } from "../db/define.ts";
import { writeLater } from "../db/door.ts";
import { newRowId } from "../db/ids.ts";
import { changeRows, findRow, findRows, insertRows } from "../db/statements.ts";
import { In, LessThan, type EntityManager } from "typeorm";

export type InboxRow = {
  id: string;
  districtId: string;
  /** What makes a second delivery the same: the message's id, else the event's. */
  dedupeKey: string;
  kind: "click" | "event";
  /** One sender's events are handled in order. */
  sender: string;
  body: object;
  state: "waiting" | "done" | "parked";
  /** What a click was answered; a repeat is answered the same. */
  answer: object | null;
  visibleAt: number;
  token: string | null;
  attempts: number;
  receivedAt: Date;
  doneAt: Date | null;
};

/** Everything Feishu told us, and what was answered. */
export const InboxTable = defineTable<InboxRow>(
  "inbox",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    dedupeKey: { ...key(160), name: "dedupe_key" },
    kind: key(8),
    sender: key(),
    body: json(),
    state: key(16),
    answer: maybe(json()),
    visibleAt: { ...millis(), name: "visible_at" },
    token: maybe(key(36)),
    attempts: whole(),
    receivedAt: { ...instant(), name: "received_at" },
    doneAt: { ...maybe(instant()), name: "done_at" },
  },
  [
    { name: "inbox_dedupe_key", columns: ["districtId", "dedupeKey"], unique: true },
    { name: "inbox_due", columns: ["districtId", "state", "visibleAt"] },
    { name: "inbox_sender", columns: ["districtId", "sender", "state", "id"] },
  ],
);

export type Arrival = Pick<InboxRow, "districtId" | "dedupeKey" | "kind" | "sender" | "body">;

const rowOf = (arrival: Arrival, now: Date): InboxRow => ({
  ...arrival,
  id: newRowId(now),
  state: "waiting",
  answer: null,
  visibleAt: now.getTime(),
  token: null,
  attempts: 0,
  receivedAt: now,
  doneAt: null,
});

/**
 * Remembers an arrival together with what it was answered, with the turn's last writes; one that was remembered before
 * fails there, and undoes its turn.
 */
export function rememberAnswered(tx: EntityManager, arrival: Arrival, answer: object, now: Date): void {
  const row: InboxRow = { ...rowOf(arrival, now), state: "done", answer, doneAt: now };
  writeLater(tx, () => insertRows(tx, InboxTable, [row]));
}

/** Remembers those of several arrivals that are new, each to be handled after its sender's delay. */
export async function rememberAll(
  tx: EntityManager,
  arrivals: readonly Arrival[],
  now: Date,
  delayOf: (sender: string) => number,
): Promise<void> {
  for (const districtId of new Set(arrivals.map((each) => each.districtId))) {
    const mine = new Map(
      arrivals.flatMap((each) => (each.districtId === districtId ? [[each.dedupeKey, each] as const] : [])),
    );
    const known = await findRows(tx, InboxTable, { districtId, dedupeKey: [...mine.keys()] });
    for (const { dedupeKey } of known) mine.delete(dedupeKey);
    const fresh = [...mine.values()].map((each) => {
      const delay = each.sender ? delayOf(each.sender) : 0;
      return { ...rowOf(each, now), visibleAt: now.getTime() + delay };
    });
    if (fresh.length > 0) await insertRows(tx, InboxTable, fresh);
  }
}

/** What an arrival was answered; `undefined` when it is not known. */
export async function answerTo(tx: EntityManager, districtId: string, dedupeKey: string) {
  const row = await findRow(tx, InboxTable, { districtId, dedupeKey });
  return row ? (row.answer ?? {}) : undefined;
}

/** Marks an arrival as handled, in the transaction that handled it. */
export async function settle(
  tx: EntityManager,
  { id: rowId, districtId }: Pick<InboxRow, "id" | "districtId">,
  now: Date,
): Promise<void> {
  await changeRows(tx, InboxTable, { id: rowId, districtId }, { state: "done", doneAt: now, token: null });
}

/** Longer than any re-send may come, so that a replay is always known (RELIABILITY §3.1). */
const KEPT_MS = 30 * 24 * 60 * 60_000;
const AT_MOST = 1_000;

/** Forgets what was worked off more than thirty days ago, a batch at a time. */
export async function forgetArrivals(tx: EntityManager, districtId: string, now: Date): Promise<number> {
  const rows = tx.getRepository(InboxTable);
  const receivedAt = LessThan(new Date(now.getTime() - KEPT_MS));
  const old = await rows.find({
    select: { id: true },
    where: { districtId, state: "done", receivedAt },
    take: AT_MOST,
  });
  if (old.length > 0) await rows.delete({ districtId, id: In(old.map((row) => row.id)) });
  return old.length;
}
