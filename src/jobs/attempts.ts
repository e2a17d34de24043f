import { In, LessThan, type EntityManager } from "typeorm";
import { defineTable, id, key, maybe, millis, whole } from "../db/define.ts";
import { newRowId } from "../db/ids.ts";
import { changeRows, findBy, insertRows } from "../db/statements.ts";
import type { OutboxRow } from "./outbox-table.ts";

/** A lane is one method of Feishu's: its limits are counted apart. */
export type LaneName = "send" | "patch";

export type AttemptRow = {
  id: string;
  districtId: string;
  lane: LaneName;
  cardId: string;
  /** What the limit per target is counted for. */
  target: string;
  generation: number;
  /** When the request was about to leave, in milliseconds. */
  at: number;
  /** When its answer was in hand; `null` when nobody lived to see it. */
  endedAt: number | null;
  /** `sent`, or the class and code of the refusal. */
  outcome: string | null;
  messageId: string | null;
};

/** One row for each request, written before it leaves: a new holder of the lane counts them. */
export const AttemptTable = defineTable<AttemptRow>(
  "attempt",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    lane: key(8),
    cardId: { ...key(36), name: "card_id" },
    target: key(128),
    generation: whole(),
    at: { ...millis(), name: "at_ms" },
    endedAt: { ...maybe(millis()), name: "ended_ms" },
    outcome: maybe(key(40)),
    messageId: { ...maybe(key(128)), name: "message_id" },
  },
  [
    { name: "attempt_lane", columns: ["districtId", "lane", "at"] },
    { name: "attempt_card", columns: ["districtId", "cardId", "at"] },
  ],
);

/** A request is about to leave. Answers the row to close when its answer is in hand. */
export async function openAttempt(
  tx: EntityManager,
  { districtId, id: cardId, generation }: OutboxRow,
  lane: LaneName,
  target: string,
  now: Date,
): Promise<Pick<AttemptRow, "id" | "districtId">> {
  const row = { id: newRowId(now), districtId, lane, cardId, target, generation, at: now.getTime() };
  await insertRows(tx, AttemptTable, [{ ...row, endedAt: null, outcome: null, messageId: null }]);
  return row;
}

/** Appends what came of a request, also by a holder that has lost the card since. */
export async function closeAttempt(
  tx: EntityManager,
  { id: attemptId, districtId }: Pick<AttemptRow, "id" | "districtId">,
  outcome: string,
  messageId: string | null,
  now: Date,
): Promise<void> {
  const ended = { outcome, messageId, endedAt: now.getTime() };
  await changeRows(tx, AttemptTable, { districtId, id: attemptId }, ended);
}

/** Requests of a lane that left after an instant, oldest first. */
export const attemptsSince = (
  tx: EntityManager,
  districts: readonly string[],
  lane: LaneName,
  since: number,
): Promise<AttemptRow[]> =>
  findBy(
    tx,
    AttemptTable,
    `district_id IN (${districts.map(() => "?").join(", ")}) AND lane = ? AND at_ms > ? ORDER BY at_ms`,
    [...districts, lane, since],
  );

/** The message that some attempt at this card got, though nobody wrote it to the card. */
export async function messageOfAttempts(tx: EntityManager, row: OutboxRow): Promise<string | null> {
  const { districtId, id: cardId, generation } = row;
  const tried = await tx.getRepository(AttemptTable).findBy({ districtId, cardId, generation, lane: "send" });
  return tried.find(({ messageId }) => messageId !== null)?.messageId ?? null;
}

const KEPT_MS = 7 * 24 * 60 * 60_000;
const AT_MOST = 1_000;

/** Forgets attempts older than a week, a batch at a time. */
export async function forgetAttempts(tx: EntityManager, districtId: string, now: Date): Promise<number> {
  const old = await tx.getRepository(AttemptTable).find({
    select: { id: true },
    where: { districtId, at: LessThan(now.getTime() - KEPT_MS) },
    take: AT_MOST,
  });
  if (old.length > 0)
    await tx.getRepository(AttemptTable).delete({ districtId, id: In(old.map((row) => row.id)) });
  return old.length;
}
