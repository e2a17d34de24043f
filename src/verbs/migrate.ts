import { openDatabase } from "../db/database.ts";
import { migrate } from "../db/migrate.ts";
import { readSettings } from "../env.ts";
import { TABLES } from "../tables.ts";

/** Brings the database's schema up to date. */
export async function migrateVerb(_args: string[], env: Record<string, string | undefined>): Promise<number> {
  const db = await openDatabase(readSettings(env).DATABASE_URL, TABLES);
  try {
    const ran = await migrate(db);
    console.log(ran.length === 0 ? "数据库已是最新。" : `已升级 ${ran.length} 步：${ran.join("、")}`);
    return 0;
  } finally {
    await db.destroy();
  }
}
