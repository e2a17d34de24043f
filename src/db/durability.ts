import type { DataSource } from "typeorm";
import { z } from "zod";

const OLDEST = { mariadb: [10, 6, 0], mysql: [8, 0, 16] } as const;

const Server = z.array(
  z.object({
    version: z.string(),
    charset: z.string(),
    isolation: z.string(),
    flush: z.coerce.number(),
    binlog: z.coerce.number(),
    format: z.string(),
    sync: z.coerce.number(),
    read_only: z.coerce.number(),
  }),
);
const Pragma = z.array(z.record(z.string(), z.unknown()));

/**
 * What keeps the database from keeping what it acknowledged (RELIABILITY §3.12), each with what to do; empty when
 * nothing does.
 */
export const durabilityOf = (db: DataSource): Promise<string[]> =>
  db.options.type === "better-sqlite3" ? sqliteTroubles(db) : serverTroubles(db);

async function sqliteTroubles(db: DataSource): Promise<string[]> {
  const value = async (name: string) => {
    const [row = {}] = Pragma.parse(await db.query(`PRAGMA ${name}`));
    return String(Object.values(row)[0]);
  };
  const troubles: string[] = [];
  if ((await value("journal_mode")) !== "wal") troubles.push("SQLite 没有用 WAL，请换一个本机磁盘上的目录");
  if ((await value("synchronous")) !== "2") troubles.push("SQLite 的 synchronous 应是 FULL");
  return troubles;
}

async function serverTroubles(db: DataSource): Promise<string[]> {
  const isMariaDb = db.options.type === "mariadb";
  const isolation = isMariaDb ? "@@tx_isolation" : "@@transaction_isolation";
  const [server] = Server.parse(
    await db.transaction("READ COMMITTED", (tx) =>
      tx.query(
        `SELECT VERSION() AS version, @@character_set_database AS charset, ${isolation} AS isolation,
         @@innodb_flush_log_at_trx_commit AS flush, @@log_bin AS binlog, @@binlog_format AS format,
         @@sync_binlog AS sync, @@read_only AS read_only`,
      ),
    ),
  );
  if (!server) return ["数据库没有说出它的设置，请检查账号的权限"];
  const { version, charset, flush, binlog, format, sync, read_only: readOnly } = server;
  const oldest = OLDEST[isMariaDb ? "mariadb" : "mysql"];
  return [
    isOlder(version, oldest) && `数据库版本 ${version} 太旧，至少要 ${oldest.join(".")}`,
    charset !== "utf8mb4" && `数据库字符集是 ${charset}，应是 utf8mb4`,
    flush !== 1 && `innodb_flush_log_at_trx_commit 是 ${flush}，应是 1：断电会丢已确认的内容`,
    binlog === 1 && sync !== 1 && `sync_binlog 是 ${sync}，应是 1：断电会丢已确认的内容`,
    binlog === 1 && format !== "ROW" && `binlog_format 是 ${format}，应是 ROW`,
    readOnly === 1 && "数据库现在只读，请连到主库",
  ].filter((each): each is string => typeof each === "string");
}

function isOlder(version: string, [major, minor, patch]: readonly [number, number, number]): boolean {
  const [a = 0, b = 0, c = 0] = version.split(/[.-]/).map(Number);
  if (a !== major) return a < major;
  return b === minor ? c < patch : b < minor;
}

const Clock = z.array(z.object({ now: z.coerce.number() }));

/** How far our clock is ahead of the database's, in milliseconds; SQLite has none of its own. */
export async function clockGap(db: DataSource, now: () => Date): Promise<number> {
  if (db.options.type === "better-sqlite3") return 0;
  const before = now().getTime();
  const [row] = Clock.parse(await db.query("SELECT ROUND(UNIX_TIMESTAMP(NOW(3)) * 1000) AS now"));
  const after = now().getTime();
  return row ? Math.round((before + after) / 2 - row.now) : 0;
}
