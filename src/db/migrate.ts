import type { DataSource } from "typeorm";
import { migrations } from "../../migrations/index.ts";
import { SetupError } from "../errors.ts";
import { isForbidden } from "./errors.ts";

const LOCK = "duban.migrate";

/** Brings the schema up to date; several starting at once take turns. Answers the names of what was run. */
export async function migrate(db: DataSource): Promise<string[]> {
  const run = async () => (await db.runMigrations()).map(({ name }) => name);
  if (db.options.type === "better-sqlite3") return run();
  const missing = await missingMigrations(db);
  if (missing.length === 0) return [];

  const runner = db.createQueryRunner();
  try {
    await runner.query("SELECT GET_LOCK(CONCAT(DATABASE(), ?), 60)", [LOCK]);
    return await run();
  } catch (error) {
    if (!isForbidden(error)) throw error;
    throw new SetupError([
      `数据库要升级${missing.length}步，设置 DATABASE_URL 的账号没有建表的权限。请先用 duban_migrate 运行 migrate（accounts 列出授权）。`,
    ]);
  } finally {
    await runner.query("SELECT RELEASE_LOCK(CONCAT(DATABASE(), ?))", [LOCK]);
    await runner.release();
  }
}

/** Names of migrations that this version has and the database has not. */
export async function missingMigrations(db: DataSource): Promise<string[]> {
  const known = db.migrations.map(({ name }) => name ?? "");
  const ran = new Set(await migrationsIn(db));
  return known.filter((name) => !ran.has(name));
}

/** Names of migrations that the database has, of whatever version. */
export async function migrationsIn(db: DataSource): Promise<string[]> {
  const table = db.options.migrationsTableName ?? "migrations";
  const runner = db.createQueryRunner();
  try {
    if (!(await runner.hasTable(table))) return [];
    const rows: { name: string }[] = await runner.query(`SELECT name FROM ${table}`);
    return rows.map(({ name }) => name);
  } finally {
    await runner.release();
  }
}

/** The migrations with these names, in order; `null` when this version does not know them all. */
export function migrationsNamed(names: readonly string[]): typeof migrations | null {
  const found = migrations.filter((Step) => names.includes(new Step().name));
  return found.length === new Set(names).size ? found : null;
}
