import type { EntityManager } from "typeorm";
import { changeBy, changeRows, findBy, rowsBy } from "../db/statements.ts";
import type { LaneName } from "./attempts.ts";
import { LEASE_MS } from "./leases.ts";
import type { Priority } from "./outbox.ts";
import { OutboxTable, type OutboxRow } from "./outbox-table.ts";

const BATCH = 64;
/**
 * A new card is counted for its receiver, a change for the card. With every priority named, and written as a range, the
 * index outbox_lane yields a lane's first cards in order, however many wait.
 */
const LANES: Record<LaneName, { rows: string; target: string }> = {
  send: { rows: "message_id IS NULL", target: "COALESCE(person_id, chat_id)" },
  patch: { rows: "message_id > ''", target: "message_id" },
};
const PRIORITIES: readonly Priority[] = [0, 1, 2, 3];

/** What a lane's limit per target is counted for. */
export const targetOf = (row: OutboxRow): string => row.messageId ?? row.personId ?? row.chatId ?? row.id;

const marks = (values: readonly unknown[]): string => values.map(() => "?").join(", ");

/** A lane's waiting cards whose time has come, most urgent first; none for a target that must wait. */
export function dueCards(
  tx: EntityManager,
  districtId: string,
  lane: LaneName,
  busy: readonly string[],
  now: Date,
): Promise<OutboxRow[]> {
  const { rows, target } = LANES[lane];
  const none = { words: "", values: [] };
  const barred = busy.length > 0 ? { words: ` AND ${target} NOT IN (${marks(busy)})`, values: busy } : none;
  return findBy(
    tx,
    OutboxTable,
    `district_id = ? AND state = 'waiting' AND ${rows} AND priority IN (${marks(PRIORITIES)}) AND visible_at <= ?${barred.words}
     ORDER BY priority, visible_at, id LIMIT ${BATCH}`,
    [districtId, ...PRIORITIES, now.getTime(), ...barred.values],
  );
}

/** When the next waiting card may be taken; `null` when none waits. */
export async function nextDueAt(tx: EntityManager, districtId: string): Promise<number | null> {
  const [first] = await rowsBy(
    tx,
    "SELECT MIN(visible_at) AS at FROM outbox WHERE district_id = ? AND state = 'waiting'",
    [districtId],
    ({ at }) => (at === null ? null : Number(at)),
  );
  return first ?? null;
}

/** Takes one row for the length of a lease; `null` when somebody else has it. */
export async function claimCard(
  tx: EntityManager,
  { districtId, id }: Pick<OutboxRow, "districtId" | "id">,
  token: string,
  now: Date,
  leaseMs = LEASE_MS,
): Promise<boolean> {
  const claimed = await changeBy(
    tx,
    `UPDATE outbox SET visible_at = ?, token = ?
     WHERE district_id = ? AND id = ? AND state = 'waiting' AND visible_at <= ?`,
    [now.getTime() + leaseMs, token, districtId, id, now.getTime()],
  );
  return claimed > 0;
}

export type CardChange = Partial<Omit<OutboxRow, "id" | "districtId" | "want">>;

/** Changes a row that we still hold; `false` when the lease went to somebody else. */
export async function changeHeld(tx: EntityManager, row: OutboxRow, token: string, change: CardChange) {
  const { districtId, id } = row;
  return (await changeRows<OutboxRow>(tx, OutboxTable, { districtId, id, token }, change)) > 0;
}

/**
 * The version drawn is shown; a version wanted meanwhile keeps the row waiting. `again` is when it is to be shown
 * once more all the same: an earlier request may have brought an older picture, or may still bring one.
 */
export async function settleShown(
  tx: EntityManager,
  row: OutboxRow,
  token: string,
  change: CardChange,
  now: Date,
  again: number | null = null,
): Promise<void> {
  const shown = again === null ? row.want : row.want - 1;
  // One after the other: the second gives the row back, and the first would no longer find it.
  await changeHeld(tx, row, token, { ...change, shown, attempts: 0 });
  await changeBy(
    tx,
    `UPDATE outbox SET state = CASE WHEN want > shown THEN 'waiting' ELSE 'sent' END, visible_at = ?, token = NULL
     WHERE district_id = ? AND id = ? AND token = ?`,
    [again ?? now.getTime(), row.districtId, row.id, token],
  );
}

/** Leaves a card alone until an instant; what was wanted since it was drawn may not wait, and is looked at again at once. */
export async function letRest(tx: EntityManager, row: OutboxRow, token: string, until: number, now: Date) {
  const { districtId, id, want } = row;
  const rest = { visibleAt: until, token: null };
  const resting = await changeRows(tx, OutboxTable, { districtId, id, token, want }, rest);
  if (resting === 0) await changeHeld(tx, row, token, { visibleAt: now.getTime(), token: null });
}
