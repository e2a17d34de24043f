import { defineTable, id, instant, json, key, maybe, millis, whole } from "../db/define.ts";
import { newRowId } from "../db/ids.ts";
import type { EntityManager } from "typeorm";

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

/** Remembers an arrival; `null` when it was remembered before. */
export async function remember(tx: EntityManager, arrival: Arrival, now: Date): Promise<InboxRow | null> {
  const { districtId, dedupeKey } = arrival;
  const known = await tx.getRepository(InboxTable).findOneBy({ districtId, dedupeKey });
  if (known) return null;
  const row: InboxRow = {
    ...arrival,
    id: newRowId(now),
    state: "waiting",
    answer: null,
    visibleAt: now.getTime(),
    token: null,
    attempts: 0,
    receivedAt: now,
    doneAt: null,
  };
  await tx.getRepository(InboxTable).insert(row);
  return row;
}

/** What an arrival was answered; `undefined` when it is not known. */
export async function answerTo(tx: EntityManager, districtId: string, dedupeKey: string) {
  const row = await tx.getRepository(InboxTable).findOneBy({ districtId, dedupeKey });
  return row ? (row.answer ?? {}) : undefined;
}

/** Marks an arrival as handled, with its answer, in the transaction that handled it. */
export async function settle(
  tx: EntityManager,
  row: Pick<InboxRow, "id" | "districtId">,
  answer: object | null,
  now: Date,
): Promise<void> {
  await tx
    .getRepository(InboxTable)
    .update({ id: row.id, districtId: row.districtId }, { state: "done", answer, doneAt: now, token: null });
}
