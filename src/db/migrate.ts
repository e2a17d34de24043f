import type { DataSource } from "typeorm";

const LOCK = "duban.migrate";

/** Brings the schema up to date; several starting at once take turns. Answers the names of what was run. */
export async function migrate(db: DataSource): Promise<string[]> {
  const run = async () => (await db.runMigrations()).map(({ name }) => name);
  if (db.options.type === "better-sqlite3") return run();

  const runner = db.createQueryRunner();
  try {
    await runner.query("SELECT GET_LOCK(CONCAT(DATABASE(), ?), 60)", [LOCK]);
    return await run();
  } finally {
    await runner.query("SELECT RELEASE_LOCK(CONCAT(DATABASE(), ?))", [LOCK]);
    await runner.release();
  }
}

/** Names of migrations that this version has and the database has not. */
export async function missingMigrations(db: DataSource): Promise<string[]> {
  const known = db.migrations.map(({ name }) => name ?? "");
  const table = db.options.migrationsTableName ?? "migrations";
  const there = await db.createQueryRunner().hasTable(table);
  if (!there) return known;
  const rows: { name: string }[] = await db.query(`SELECT name FROM ${table}`);
  const ran = new Set(rows.map(({ name }) => name));
  return known.filter((name) => !ran.has(name));
}
