import type { DataSource } from "typeorm";
import { verifyArchive } from "../archive/read.ts";
import { mustBeEmpty, readInto } from "../archive/restore.ts";
import { runningClock } from "../clock.ts";
import { openDatabase } from "../db/database.ts";
import { migrate, migrationsIn, migrationsNamed } from "../db/migrate.ts";
import { readSettings } from "../env.ts";
import { Refusal } from "../errors.ts";
import { beginRestore, endRestore } from "../jobs/quarantine.ts";
import { TABLES } from "../tables.ts";
import { optionsIn } from "./options.ts";

const USAGE = "用法：npm run -s duban -- restore 文件";

/** A backup into an empty database of either engine. Nothing is sent from it until `release`. */
export async function restoreVerb(args: string[], env: Record<string, string | undefined>): Promise<number> {
  const { alone } = optionsIn(args, [], []);
  const [path = ""] = alone;
  if (alone.length !== 1) throw new Refusal(USAGE);
  const { DATABASE_URL: url, FILES_DIR: filesDir, DUBAN_CLOCK } = readSettings(env);
  const { head, end } = await verifyArchive(path);
  const steps = migrationsNamed(head.migrations);
  if (!steps) throw new Refusal("这份备份是更新的版本做的，请用同一版本或更新的版本恢复");
  const until = runningClock(DUBAN_CLOCK).now();
  // The rows go into the schema that they came from: what later steps fill in is filled in for them as well.
  await within(await openDatabase(url, TABLES, steps), async (db) => {
    await mayTake(db, head.migrations);
    await migrate(db);
    // Before any row: whatever breaks off from here on leaves a database that sends nothing.
    await db.transaction((tx) => beginRestore(tx, until));
    await readInto(path, { db, tables: TABLES, filesDir, until });
  });
  await within(await openDatabase(url, TABLES), async (db) => {
    await migrate(db);
    await db.transaction(endRestore);
  });
  const rows = Object.values(end.tables).reduce((all, table) => all + table.rows, 0);
  console.log(
    `已恢复${rows}行、${end.files}个文件（备份于${head.at}）。现在什么都不会发出：先运行 audit verify 核对，再运行 release 放行。`,
  );
  return 0;
}

async function within<Result>(db: DataSource, work: (db: DataSource) => Promise<Result>): Promise<Result> {
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** Empty, and not laid out by a later version than the backup's; a database that is refused is left as it is. */
async function mayTake(db: DataSource, steps: readonly string[]): Promise<void> {
  await db.transaction((tx) => mustBeEmpty(tx, TABLES));
  if ((await migrationsIn(db)).some((name) => !steps.includes(name)))
    throw new Refusal(
      "这个数据库的表比备份的版本新。请新建一个空数据库，不要先运行 migrate，把 DATABASE_URL 指向它再恢复",
    );
}
