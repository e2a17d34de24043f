import type { DataSource, EntityManager } from "typeorm";
import { isPassing } from "./errors.ts";
import { ask, connect, disconnect, endTurn, undo } from "./wire.ts";

/** Runs one unit of work in one transaction. */
export type Door = <Result>(work: (tx: EntityManager) => Promise<Result>) => Promise<Result>;

type Writes = (() => Promise<unknown>)[];
const late = new WeakMap<EntityManager, Writes>();
const last = new WeakMap<EntityManager, Writes>();

function wait(waiting: WeakMap<EntityManager, Writes>, tx: EntityManager, write: Writes[number]): void {
  const writes = waiting.get(tx);
  if (writes) writes.push(write);
  else waiting.set(tx, [write]);
}

/** A write that nobody reads in this transaction: it waits, and goes out at its end. */
export const writeLater = (tx: EntityManager, write: Writes[number]): void => wait(late, tx, write);

/**
 * A write to rows that others write to as well: after the late ones and the history, whose chain lets in one at a time.
 * Before it two would wait for each other, each for what the other holds.
 */
export const writeLast = (tx: EntityManager, write: Writes[number]): void => wait(last, tx, write);

const begin = (waiting: WeakMap<EntityManager, Writes>, tx: EntityManager): Promise<unknown>[] => {
  const writes = waiting.get(tx) ?? [];
  waiting.delete(tx);
  return writes.map((write) => write());
};

/** The writes that waited, in their order; `between` are asked for after the late ones and before the last. */
export const waitingWrites = (tx: EntityManager, between: Writes = []): Promise<unknown>[] => [
  ...begin(late, tx),
  ...between.map((write) => write()),
  ...begin(last, tx),
];

/** What every transaction does last; it calls `commit` when, and only when, all the rest has been asked for. */
export type Ending = (tx: EntityManager, commit: () => Promise<unknown>) => Promise<void>;

const TRIES = 4;
const justCommit: Ending = async (tx, commit) => void (await Promise.all([...waitingWrites(tx), commit()]));

/** The only way to the database. SQLite has a single connection, so there transactions wait in line. */
export function openDoor(db: DataSource, ending: Ending = justCommit): Door {
  if (db.options.type !== "better-sqlite3") return (work) => again(() => transact(db, work, ending));

  const committed = () => Promise.resolve();
  let before: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = before.then(() =>
      db.transaction(async (tx) => {
        try {
          const result = await work(tx);
          await ending(tx, committed);
          return result;
        } finally {
          await endTurn(tx);
        }
      }),
    );
    before = mine.catch(() => undefined);
    return mine;
  };
}

/** One transaction whose first words travel with what is asked first, and whose last with what is written last. */
async function transact<Result>(
  db: DataSource,
  work: (tx: EntityManager) => Promise<Result>,
  ending: Ending,
): Promise<Result> {
  const runner = db.createQueryRunner();
  const tx = runner.manager;
  try {
    await connect(runner);
    const begun = ask(tx, "START TRANSACTION", []);
    begun.catch(() => undefined);
    const result = await work(tx);
    await begun;
    await ending(tx, () => ask(tx, "COMMIT", []));
    return result;
  } catch (error) {
    await endTurn(tx);
    await undo(runner).catch(() => undefined);
    throw error;
  } finally {
    await endTurn(tx);
    await disconnect(runner);
  }
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
