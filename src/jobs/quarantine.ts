import { IsNull, LessThanOrEqual, type EntityManager } from "typeorm";
import { findRow } from "../db/statements.ts";
import { MarkTable, markOf, setMark } from "./marks.ts";
import { OutboxTable } from "./outbox-table.ts";

const APP = "app";
const QUARANTINE = { districtId: APP, name: "quarantine" };
const ALIVE = "alive";

/** Nothing leaves while the database is older than what was sent from it, until an operator releases it. */
export const isQuarantined = async (tx: EntityManager): Promise<boolean> =>
  (await findRow(tx, MarkTable, QUARANTINE)) !== null;

/** When the database last saw the bot alive. */
export const aliveIn = (tx: EntityManager): Promise<Date | null> => markOf(tx, APP, ALIVE);

export const setAlive = (tx: EntityManager, now: Date): Promise<void> => setMark(tx, APP, ALIVE, now);

/** Holds everything back: the bot was alive until then, and this database does not know it. */
export const quarantine = (tx: EntityManager, until: Date): Promise<void> =>
  setMark(tx, APP, QUARANTINE.name, until);

/** Does work that may bring marks with it, and holds everything back at its end all the same. */
export async function underQuarantine(
  tx: EntityManager,
  until: Date,
  work: () => Promise<void>,
): Promise<void> {
  await tx.getRepository(MarkTable).delete(QUARANTINE);
  await work();
  await quarantine(tx, until);
}

/**
 * Lets go. Cards that fell due before the bot was last seen may have been sent from the lost part: each is looked up
 * in its chat before it is sent. Answers how many those are; `null` when nothing was held back.
 */
export async function release(tx: EntityManager, districts: readonly string[]): Promise<number | null> {
  const until = await markOf(tx, APP, QUARANTINE.name);
  if (!until) return null;
  let looked = 0;
  for (const districtId of districts) {
    const rows = await tx.getRepository(OutboxTable).findBy({
      districtId,
      state: "waiting",
      messageId: IsNull(),
      visibleAt: LessThanOrEqual(until.getTime()),
    });
    for (const { id, visibleAt } of rows) {
      const change = { state: "uncertain" as const, firstTriedAt: new Date(visibleAt), token: null };
      await tx.getRepository(OutboxTable).update({ districtId, id }, change);
    }
    looked += rows.length;
  }
  await tx.getRepository(MarkTable).delete(QUARANTINE);
  return looked;
}
