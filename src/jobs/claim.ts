import type { OutboxRow } from "./outbox-table.ts";
import { OutboxTable } from "./outbox-table.ts";
import type { EntityManager } from "typeorm";
import { LEASE_MS } from "./leases.ts";

const BATCH = 64;

/** Waiting cards whose time has come, most urgent first. */
export const dueCards = (tx: EntityManager, districtId: string, now: Date): Promise<OutboxRow[]> =>
  tx
    .getRepository(OutboxTable)
    .createQueryBuilder("card")
    .where("card.districtId = :districtId AND card.state = 'waiting'", { districtId })
    .andWhere("card.visibleAt <= :now", { now: now.getTime() })
    .orderBy("card.priority")
    .addOrderBy("card.visibleAt")
    .addOrderBy("card.id")
    .limit(BATCH)
    .getMany();

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
): Promise<boolean> {
  const claimed = await tx
    .getRepository(OutboxTable)
    .createQueryBuilder()
    .update()
    .set({ visibleAt: now.getTime() + LEASE_MS, token })
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

/** The version drawn is shown; a version wanted meanwhile keeps the row waiting. */
export async function settleShown(
  tx: EntityManager,
  row: OutboxRow,
  token: string,
  change: CardChange,
  now: Date,
): Promise<void> {
  await changeHeld(tx, row, token, { ...change, shown: row.want, attempts: 0 });
  // The order matters: MySQL assigns from left to right.
  await tx
    .getRepository(OutboxTable)
    .createQueryBuilder()
    .update()
    .set({
      state: () => "CASE WHEN want > shown THEN 'waiting' ELSE 'sent' END",
      visibleAt: now.getTime(),
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
