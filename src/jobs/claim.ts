import type { EntityManager } from "typeorm";
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
  send: { rows: "card.messageId IS NULL", target: "COALESCE(card.personId, card.chatId)" },
  patch: { rows: "card.messageId > ''", target: "card.messageId" },
};
const PRIORITIES: readonly Priority[] = [0, 1, 2, 3];

/** What a lane's limit per target is counted for. */
export const targetOf = (row: OutboxRow): string => row.messageId ?? row.personId ?? row.chatId ?? row.id;

/** A lane's waiting cards whose time has come, most urgent first; none for a target that must wait. */
export function dueCards(
  tx: EntityManager,
  districtId: string,
  lane: LaneName,
  busy: readonly string[],
  now: Date,
): Promise<OutboxRow[]> {
  const { rows, target } = LANES[lane];
  const due = tx
    .getRepository(OutboxTable)
    .createQueryBuilder("card")
    .where("card.districtId = :districtId AND card.state = 'waiting'", { districtId })
    .andWhere(rows)
    .andWhere("card.priority IN (:...priorities)", { priorities: PRIORITIES })
    .andWhere("card.visibleAt <= :now", { now: now.getTime() });
  if (busy.length > 0) due.andWhere(`${target} NOT IN (:...busy)`, { busy });
  return due
    .orderBy("card.priority")
    .addOrderBy("card.visibleAt")
    .addOrderBy("card.id")
    .limit(BATCH)
    .getMany();
}

/** When the next waiting card may be taken; `null` when none waits. */
export async function nextDueAt(tx: EntityManager, districtId: string): Promise<number | null> {
  const first = await tx
    .getRepository(OutboxTable)
    .findOne({ where: { districtId, state: "waiting" }, order: { visibleAt: "ASC" } });
  return first ? first.visibleAt : null;
}

/** Takes one row for the length of a lease; `null` when somebody else has it. */
export async function claimCard(
  tx: EntityManager,
  row: OutboxRow,
  token: string,
  now: Date,
  leaseMs = LEASE_MS,
): Promise<boolean> {
  const claimed = await tx
    .getRepository(OutboxTable)
    .createQueryBuilder()
    .update()
    .set({ visibleAt: now.getTime() + leaseMs, token })
    .where("district_id = :districtId AND id = :id AND state = 'waiting'", row)
    .andWhere("visible_at <= :now", { now: now.getTime() })
    .execute();
  return Boolean(claimed.affected);
}

export type CardChange = Partial<Omit<OutboxRow, "id" | "districtId" | "want">>;

/** Changes a row that we still hold; `false` when the lease went to somebody else. */
export async function changeHeld(tx: EntityManager, row: OutboxRow, token: string, change: CardChange) {
  const { districtId, id } = row;
  const done = await tx.getRepository(OutboxTable).update({ districtId, id, token }, change);
  return Boolean(done.affected);
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
  await changeHeld(tx, row, token, { ...change, shown, attempts: 0 });
  // The order matters: MySQL assigns from left to right.
  await tx
    .getRepository(OutboxTable)
    .createQueryBuilder()
    .update()
    .set({
      state: () => "CASE WHEN want > shown THEN 'waiting' ELSE 'sent' END",
      visibleAt: again ?? now.getTime(),
      token: null,
    })
    .where({ districtId: row.districtId, id: row.id, token })
    .execute();
}

/** Leaves a card alone until an instant; what was wanted since it was drawn may not wait, and is looked at again at once. */
export async function letRest(tx: EntityManager, row: OutboxRow, token: string, until: number, now: Date) {
  const { districtId, id, want } = row;
  const resting = await tx
    .getRepository(OutboxTable)
    .update({ districtId, id, token, want }, { visibleAt: until, token: null });
  if (!resting.affected) await changeHeld(tx, row, token, { visibleAt: now.getTime(), token: null });
}
