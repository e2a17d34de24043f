import type { DataSource, EntityManager } from "typeorm";
import { isPassing } from "./errors.ts";

/** Runs one unit of work in one transaction. */
export type Door = <Result>(work: (tx: EntityManager) => Promise<Result>) => Promise<Result>;

const TRIES = 4;

/**
 * The only way to the database. `atEnd` is what every transaction does before it commits. SQLite has a single
 * connection, so there transactions wait in line.
 */
export function openDoor(
  db: DataSource,
  atEnd: (tx: EntityManager) => Promise<void> = async () => undefined,
): Door {
  const whole =
    <Result>(work: (tx: EntityManager) => Promise<Result>) =>
    async (tx: EntityManager): Promise<Result> => {
      const result = await work(tx);
      await atEnd(tx);
      return result;
    };
  if (db.options.type !== "better-sqlite3") {
    return (work) => again(() => db.transaction("READ COMMITTED", whole(work)));
  }

  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(() => db.transaction(whole(work)));
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** A deadlock or lock wait undid the whole transaction: the whole transaction is run again. */
async function again<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !isPassing(error)) throw error;
    }
  }
}
