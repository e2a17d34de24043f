import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { DataSource, type DataSourceOptions, type EntitySchema } from "typeorm";
import { createConnection } from "mysql2/promise";
import { z } from "zod";
import { migrations } from "../../migrations/index.ts";
import { SetupError } from "../errors.ts";

const require = createRequire(import.meta.url);

type Prepare = { prepare(sql: string): unknown };

/** libsql, except that transactions take the write lock at their start: later they would collide and fail. */
function immediateLibsql() {
  const Libsql: new (...args: unknown[]) => Prepare = require("libsql");
  return class extends Libsql {
    override prepare(sql: string): unknown {
      return super.prepare(sql === "BEGIN TRANSACTION" ? "BEGIN IMMEDIATE" : sql);
    }
  };
}

/** Statements kept ready: all that the bot says, in every length of its lists. */
const STATEMENTS = 1_000;

type Pragma = { pragma(statement: string): unknown };

function sqlite(path: string): DataSourceOptions {
  const database = resolve(path);
  mkdirSync(dirname(database), { recursive: true });
  return {
    type: "better-sqlite3",
    statementCacheSize: STATEMENTS,
    driver: immediateLibsql(),
    database,
    prepareDatabase: (db: Pragma) => {
      db.pragma("journal_mode = WAL");
      db.pragma("synchronous = FULL");
      db.pragma("busy_timeout = 5000");
    },
  };
}

const Version = z.tuple([z.array(z.object({ version: z.string(), charset: z.string() })), z.unknown()]);

/** MariaDB and MySQL need different drivers; a database that is not utf8mb4 would refuse Chinese text. */
async function mysql(url: string): Promise<DataSourceOptions> {
  const connection = await createConnection(url);
  const asked = await connection.query("SELECT VERSION() AS version, @@character_set_database AS charset");
  await connection.end();
  const [[first]] = Version.parse(asked);
  if (first?.charset !== "utf8mb4") {
    const name = new URL(url).pathname.slice(1);
    throw new SetupError([
      `数据库 ${name} 的字符集是 ${first?.charset}，存不下中文。请运行：ALTER DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;`,
    ]);
  }
  return {
    type: first.version.includes("MariaDB") ? "mariadb" : "mysql",
    url,
    charset: "utf8mb4_bin",
    timezone: "Z",
    supportBigNumbers: true,
    bigNumberStrings: false,
    // Statements of one moment travel together (src/db/wire.ts); each is written with its values escaped.
    multipleStatements: true,
    poolSize: 10,
    connectTimeout: 5000,
  };
}

/**
 * Opens MySQL, MariaDB or SQLite from one address; a database that cannot be reached is named with what to check. With
 * fewer steps `migrate` brings it to an older version's schema.
 */
export async function openDatabase(
  url: string,
  entities: EntitySchema[],
  steps: typeof migrations = migrations,
): Promise<DataSource> {
  const isSqlite = url.startsWith("sqlite:");
  const shape = isSqlite ? sqlite(url.slice("sqlite:".length)) : await reach(url);
  const options = { ...shape, entities, migrations: steps, migrationsTransactionMode: "each" as const };
  const db = await new DataSource(options).initialize();
  if (!isSqlite) await settleSessions(db);
  return db;
}

const LOCK_WAIT_S = 2;
const SETTLED = [
  "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
  `SET SESSION innodb_lock_wait_timeout = ${LOCK_WAIT_S}`,
];
/** MySQL has no such setting. */
const STANDS_STILL_S = 10;
const SETTLED_ON_MARIADB = [...SETTLED, `SET SESSION idle_write_transaction_timeout = ${STANDS_STILL_S}`];
type Pool = { on(event: "connection", tell: (connection: { query(sql: string): void }) => void): void };

const isPool = (value: unknown): value is Pool =>
  typeof value === "object" && value !== null && "on" in value && typeof value.on === "function";

/**
 * What every session has from its start, and no transaction asks for again. A press has 2.5 s: no statement waits
 * longer for another's lock. A process that stands still in the midst of a transaction keeps its locks only so long:
 * the other replicas must go on.
 */
async function settleSessions(db: DataSource): Promise<void> {
  const { driver } = db;
  const pool: unknown = "pool" in driver ? driver.pool : null;
  if (!isPool(pool)) throw new Error("the driver has no pool");
  const settled = db.options.type === "mariadb" ? SETTLED_ON_MARIADB : SETTLED;
  pool.on("connection", (connection) => {
    for (const statement of settled) connection.query(statement);
  });
  // The first connection was there before anybody listened.
  for (const statement of settled) await db.query(statement);
}

async function reach(url: string): Promise<DataSourceOptions> {
  try {
    return await mysql(url);
  } catch (error) {
    if (error instanceof SetupError) throw error;
    const { host, pathname } = new URL(url);
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError([
      `设置 DATABASE_URL：连不上 ${host} 的数据库“${pathname.slice(1)}”（${reason}）。请检查主机、端口、用户、密码和库名。`,
    ]);
  }
}
