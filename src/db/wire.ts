import type { EntityManager, QueryRunner } from "typeorm";

export type Reply = { records: Record<string, unknown>[]; affected: number };

type Asked = {
  text: string;
  values: readonly unknown[];
  answer: (reply: Reply) => void;
  fail: (error: unknown) => void;
};

type Result = Record<string, unknown>[] | { affectedRows: number };
type Tell<Results> = (error: unknown, results: Results) => void;

/** The driver's own connection: one result for one statement, a list of them for several. */
type Connection = {
  query(text: string, values: unknown[], tell: Tell<Result>): void;
  query(text: string, values: unknown[], tell: Tell<Result[]>): void;
};

const connections = new WeakMap<QueryRunner, Connection>();
const waiting = new WeakMap<QueryRunner, Asked[]>();
const over = new WeakSet<EntityManager>();
const underWay = new WeakMap<EntityManager, Set<Promise<unknown>>>();

const replyOf = (result: Result | undefined): Reply =>
  Array.isArray(result)
    ? { records: result, affected: 0 }
    : { records: [], affected: result?.affectedRows ?? 0 };

/**
 * From here on the statements of this runner go out as this file sends them. What TypeORM asks by itself goes after what
 * was asked before: a write of its own would else be kept before the transaction begins.
 */
export async function connect(runner: QueryRunner): Promise<void> {
  const connection: Connection = await runner.connect();
  connections.set(runner, connection);
  const query: QueryRunner["query"] = runner.query.bind(runner);
  runner.query = (...asked: Parameters<typeof query>) => {
    sendWaiting(runner, connection);
    return query(...asked);
  };
}

/** What one turn of the loop asked for goes out as one packet: on the way there, each packet costs more than its statements. */
function sendWaiting(runner: QueryRunner, connection: Connection): void {
  const asked = waiting.get(runner) ?? [];
  if (asked.length === 0) return;
  waiting.delete(runner);
  const failed = (error: unknown) => {
    for (const each of asked) each.fail(error);
  };
  const values = asked.flatMap((each) => [...each.values]);
  const [only] = asked;
  if (only && asked.length === 1) {
    const tell: Tell<Result> = (error, result) => (error ? failed(error) : only.answer(replyOf(result)));
    connection.query(only.text, values, tell);
    return;
  }
  const tell: Tell<Result[]> = (error, results) => {
    if (error) failed(error);
    else for (const [at, each] of asked.entries()) each.answer(replyOf(results[at]));
  };
  connection.query(asked.map(({ text }) => text).join(";\n"), values, tell);
}

/**
 * Asks one statement. Those asked for at the same moment (`Promise.all`) go out together and in order; what follows
 * one that fails is not done.
 */
export function ask(tx: EntityManager, text: string, values: readonly unknown[]): Promise<Reply> {
  const runner = tx.queryRunner;
  if (!runner) throw new Error("outside a transaction");
  if (over.has(tx)) return Promise.reject(new Error("the turn is over"));
  const connection = connections.get(runner);
  return connection ? askTogether(runner, connection, text, values) : askAlone(tx, runner, text, values);
}

function askTogether(
  runner: QueryRunner,
  connection: Connection,
  text: string,
  values: readonly unknown[],
): Promise<Reply> {
  return new Promise((answer, fail) => {
    const mine = { text, values, answer, fail };
    const others = waiting.get(runner);
    if (others) others.push(mine);
    else {
      waiting.set(runner, [mine]);
      process.nextTick(sendWaiting, runner, connection);
    }
  });
}

const tails = new WeakMap<EntityManager, Promise<unknown>>();

/** The embedded driver takes what is asked at one moment in no certain order: each waits for the one before. */
function inOrder<Result>(tx: EntityManager, send: () => Promise<Result>): Promise<Result> {
  const before = tails.get(tx) ?? Promise.resolve();
  const mine = before.then(() => {
    if (over.has(tx)) throw new Error("the turn is over");
    return send();
  });
  tails.set(
    tx,
    mine.catch(() => undefined),
  );
  return mine;
}

async function askAlone(
  tx: EntityManager,
  runner: QueryRunner,
  text: string,
  values: readonly unknown[],
): Promise<Reply> {
  const asked = inOrder(tx, () => runner.query(text, [...values], true));
  const others = underWay.get(tx) ?? new Set<Promise<unknown>>();
  underWay.set(tx, others.add(asked));
  const { records, affected } = await asked.finally(() => others.delete(asked));
  return { records: records ?? [], affected: affected ?? 0 };
}

/**
 * The turn is over: what its other branches still ask is refused, and what is under way has ended. Else it would be
 * done after the turn was undone, and stay.
 */
export async function endTurn(tx: EntityManager): Promise<void> {
  over.add(tx);
  await Promise.allSettled(underWay.get(tx) ?? new Set<Promise<unknown>>());
}

/** Undoes a turn that is over, on the server. */
export const undo = (runner: QueryRunner): Promise<unknown> => {
  const connection = connections.get(runner);
  return connection ? askTogether(runner, connection, "ROLLBACK", []) : Promise.resolve();
};

/** The runner goes back to the pool. */
export async function disconnect(runner: QueryRunner): Promise<void> {
  connections.delete(runner);
  await runner.release();
}
