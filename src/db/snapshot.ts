import type { DataSource, EntityManager } from "typeorm";

/** Reads as at one instant, whatever others write meanwhile; nothing is written and nobody waits for it. */
export async function asAtOneInstant<Result>(
  db: DataSource,
  work: (tx: EntityManager) => Promise<Result>,
): Promise<Result> {
  const runner = db.createQueryRunner();
  const isSqlite = db.options.type === "better-sqlite3";
  try {
    // A snapshot is one only under this isolation; sessions of the bot read what is committed.
    if (!isSqlite) await runner.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    await runner.query(isSqlite ? "BEGIN" : "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
    return await work(runner.manager);
  } finally {
    await runner.query("ROLLBACK").catch(() => undefined);
    await runner.release();
  }
}
