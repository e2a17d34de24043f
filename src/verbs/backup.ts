import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { writeArchive } from "../archive/write.ts";
import { verifyArchive } from "../archive/read.ts";
import { runningClock } from "../clock.ts";
import { openDatabase } from "../db/database.ts";
import { missingMigrations } from "../db/migrate.ts";
import { asAtOneInstant } from "../db/snapshot.ts";
import { isRestoring } from "../jobs/quarantine.ts";
import { readSettings } from "../env.ts";
import { Refusal } from "../errors.ts";
import { filesNamedBy } from "../named-files.ts";
import { TABLES } from "../tables.ts";
import { optionsIn } from "./options.ts";

const USAGE = "用法：npm run -s duban -- backup --out 文件，例：backup --out duban-0625.bak";

/** Every table and file as at one instant, in one file that is read back before it counts. */
export async function backupVerb(args: string[], env: Record<string, string | undefined>): Promise<number> {
  const { values, said, alone } = optionsIn(args, ["--out"], ["--allow-missing"]);
  const out = values.get("--out") ?? "";
  if (alone.length > 0 || !out) throw new Refusal(USAGE);
  if (existsSync(out)) throw new Refusal(`${out} 已经有了，请换个名字，或先移走`);
  const settings = readSettings(env);
  const { FILES_DIR: filesDir } = settings;
  const lacking = (count: number) => {
    const words = `数据里记着的文件有${count}个在 FILES_DIR（${filesDir}）里找不到或读不了`;
    if (!said.has("--allow-missing"))
      throw new Refusal(
        `${words}，这样的备份恢复后会缺材料。请把 FILES_DIR 设成机器人用的目录再备份；确实丢失的，加 --allow-missing`,
      );
    console.log(`${words}，备份里没有这些文件。`);
  };
  const at = runningClock(settings.DUBAN_CLOCK).now().toISOString();
  const db = await openDatabase(settings.DATABASE_URL, TABLES);
  const draft = `${out}.part-${process.pid}`;
  try {
    const missing = await missingMigrations(db);
    if (missing.length > 0) throw new Refusal("数据库不是这个版本的，请先运行 migrate，或用原来的版本备份");
    if (await db.transaction(isRestoring))
      throw new Refusal("这个数据库的恢复没有做完，不能备份。请新建一个空数据库重新恢复");
    const migrations = db.migrations.map(({ name }) => name ?? "");
    const head = {
      kind: "head" as const,
      format: 1 as const,
      at,
      version: env["npm_package_version"] ?? "",
      migrations,
    };
    await asAtOneInstant(db, (tx) =>
      writeArchive(draft, { tx, tables: TABLES, filesDir, head, filesNamedBy, lacking }),
    );
    const { end } = await verifyArchive(draft);
    await rename(draft, out);
    const rows = Object.values(end.tables).reduce((all, table) => all + table.rows, 0);
    console.log(`${out}：${Object.keys(end.tables).length}张表${rows}行，${end.files}个文件，已读回核对。`);
    return 0;
  } finally {
    await rm(draft, { force: true });
    await db.destroy();
  }
}
