import { verifyArchive } from "../archive/read.ts";
import { mustBeEmpty, readInto } from "../archive/restore.ts";
import { runningClock } from "../clock.ts";
import { openDatabase } from "../db/database.ts";
import { migrate } from "../db/migrate.ts";
import { readSettings } from "../env.ts";
import { Refusal } from "../errors.ts";
import { quarantine } from "../jobs/quarantine.ts";
import { TABLES } from "../tables.ts";
import { optionsIn } from "./options.ts";

const USAGE = "用法：npm run -s duban -- restore 文件";

/** A backup into an empty database of either engine. Nothing is sent from it until `release`. */
export async function restoreVerb(args: string[], env: Record<string, string | undefined>): Promise<number> {
  const { alone } = optionsIn(args, [], []);
  const [path = ""] = alone;
  if (alone.length !== 1) throw new Refusal(USAGE);
  const settings = readSettings(env);
  const { head, end } = await verifyArchive(path);
  const db = await openDatabase(settings.DATABASE_URL, TABLES);
  try {
    const known = db.migrations.map(({ name }) => name);
    if (head.migrations.some((name) => !known.includes(name)))
      throw new Refusal("这份备份是更新的版本做的，请用同一版本或更新的版本恢复");
    // Before the schema is touched: a database that is refused is left as it is.
    await db.transaction((tx) => mustBeEmpty(tx, TABLES));
    await migrate(db);
    // Before any row: whatever breaks off from here on leaves a database that sends nothing.
    const until = runningClock(settings.DUBAN_CLOCK).now();
    await db.transaction((tx) => quarantine(tx, until));
    await readInto(path, { db, tables: TABLES, filesDir: settings.FILES_DIR, until });
    const rows = Object.values(end.tables).reduce((all, table) => all + table.rows, 0);
    console.log(
      `已恢复${rows}行、${end.files}个文件（备份于${head.at}）。现在什么都不会发出：先运行 audit verify 核对，再运行 release 放行。`,
    );
    return 0;
  } finally {
    await db.destroy();
  }
}
