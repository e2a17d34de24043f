import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection, type RowDataPacket } from "mysql2/promise";
import { openDatabase } from "../src/db/database.ts";
import { migrate } from "../src/db/migrate.ts";
import { TABLES } from "../src/tables.ts";

const SERVER = process.env["TEST_MYSQL_URL"] ?? "mysql://root@127.0.0.1:3306/";

export type Store = {
  name: string;
  /** A database without a table; on SQLite a file of the caller's choice, which need not be there. */
  open(): Promise<{ url: string | undefined; drop(): Promise<void> }>;
  /** A database without a row, its schema up to date. */
  lend(): Promise<{ url: string; giveBack(): Promise<void> }>;
};

const sqlite: Store = {
  name: "SQLite",
  open: () => Promise.resolve({ url: undefined, drop: () => Promise.resolve() }),
  lend: async () => {
    const dir = mkdtempSync(join(tmpdir(), "duban-lent-"));
    const file = join(dir, "duban.sqlite");
    copyFileSync(await template(), file);
    return {
      url: `sqlite:${file}`,
      giveBack: async () => rmSync(dir, { recursive: true, force: true }),
    };
  },
};

/** Made once a run: the steps of the schema cost more than most suites that want it. */
let made: Promise<string> | null = null;
const template = () => (made ??= makeTemplate());

async function makeTemplate(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), "duban-template-"));
  process.once("exit", () => rmSync(dir, { recursive: true, force: true }));
  const file = join(dir, "template.sqlite");
  const db = await openDatabase(`sqlite:${file}`, TABLES);
  await migrate(db);
  await db.query("PRAGMA wal_checkpoint(TRUNCATE)");
  await db.destroy();
  return file;
}

async function onServer<Result>(
  work: (query: (sql: string) => Promise<RowDataPacket[]>) => Promise<Result>,
): Promise<Result> {
  const connection = await createConnection({ uri: SERVER, multipleStatements: true });
  try {
    return await work(async (sql) => (await connection.query<RowDataPacket[]>(sql))[0]);
  } finally {
    await connection.end();
  }
}

const urlOf = (name: string): string => {
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  return url.href;
};

const dropNamed = (name: string) => onServer((query) => query(`DROP DATABASE ${name}`)).then(() => undefined);

/** A database of its own, named so that nobody takes it for theirs. */
async function create(): Promise<string> {
  const name = `duban_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await onServer((query) => query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`));
  return name;
}

/** Given back and emptied, waiting for the next suite. */
const lent: string[] = [];

async function createMigrated(): Promise<string> {
  const name = await create();
  const db = await openDatabase(urlOf(name), TABLES);
  await migrate(db);
  await db.destroy();
  return name;
}

async function empty(name: string): Promise<void> {
  await onServer(async (query) => {
    const tables = await query(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = '${name}' AND table_name <> 'migrations'`,
    );
    const deletes = tables.map((table) => `DELETE FROM ${name}.\`${table["name"]}\``);
    await query(["SET FOREIGN_KEY_CHECKS = 0", "START TRANSACTION", ...deletes, "COMMIT"].join(";"));
  });
}

const mysql: Store = {
  name: "MySQL/MariaDB",
  open: async () => {
    const name = await create();
    return { url: urlOf(name), drop: () => dropNamed(name) };
  },
  lend: async () => {
    const name = lent.pop() ?? (await createMigrated());
    return {
      url: urlOf(name),
      giveBack: async () => {
        await empty(name);
        lent.push(name);
      },
    };
  },
};

/** Both engines; the server only when the run found one that answers (test/run.mjs names what it skipped). */
export const STORES: Store[] = SERVER === "" ? [sqlite] : [sqlite, mysql];

/** A migrated SQLite file of the caller's own. */
export const lendSqlite = (): ReturnType<Store["lend"]> => sqlite.lend();

/** Mocha runs it after the last suite: the databases that were lent are nobody's then. */
export const mochaHooks = {
  afterAll: async (): Promise<void> => {
    for (const name of lent.splice(0)) await dropNamed(name);
  },
};
