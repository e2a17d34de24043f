import { In, IsNull, LessThanOrEqual, type EntityManager } from "typeorm";
import { findRow } from "../db/statements.ts";
import { Refusal } from "../errors.ts";
import { MarkTable, markOf, setMark } from "./marks.ts";
import { OutboxTable } from "./outbox-table.ts";

const APP = "app";
const QUARANTINE = { districtId: APP, name: "quarantine" };
const RESTORING = { districtId: APP, name: "restoring" };
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

/** Holds everything back for a restore, and for good should it break off: `release` waits for its end. */
export async function beginRestore(tx: EntityManager, until: Date): Promise<void> {
  await quarantine(tx, until);
  await setMark(tx, APP, RESTORING.name, until);
}

/** Does a part of a restore; the marks that it brings with it change nothing. */
export async function duringRestore(
  tx: EntityManager,
  until: Date,
  work: () => Promise<void>,
): Promise<void> {
  await tx.getRepository(MarkTable).delete({ districtId: APP, name: In([QUARANTINE.name, RESTORING.name]) });
  await work();
  await beginRestore(tx, until);
}

/** Whether a restore into this database broke off, or is under way. */
export const isRestoring = async (tx: EntityManager): Promise<boolean> =>
  (await findRow(tx, MarkTable, RESTORING)) !== null;

/** All of it is there: from here on `release` lets go. */
export const endRestore = async (tx: EntityManager): Promise<void> =>
  void (await tx.getRepository(MarkTable).delete(RESTORING));

/**
 * Lets go. Cards that fell due before the bot was last seen may have been sent from the lost part: each is looked up
 * in its chat before it is sent. Answers how many those are; `null` when nothing was held back.
 */
export async function release(tx: EntityManager, districts: readonly string[]): Promise<number | null> {
  if (await isRestoring(tx))
    throw new Refusal("这个数据库的恢复没有做完，不能放行。请新建一个空数据库重新恢复");
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
