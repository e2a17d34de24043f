import { createConnection } from "mysql2/promise";

const SERVER = process.env["TEST_MYSQL_URL"] ?? "mysql://root@127.0.0.1:3306/";

export type Store = { name: string; open(): Promise<{ url: string | undefined; drop(): Promise<void> }> };

const sqlite: Store = {
  name: "SQLite",
  open: () => Promise.resolve({ url: undefined, drop: () => Promise.resolve() }),
};

/** A database of its own, named so that nobody takes it for theirs. */
const mysql: Store = {
  name: "MySQL/MariaDB",
  open: async () => {
    const name = `duban_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
    const connection = await createConnection(SERVER);
    await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
    const url = new URL(SERVER);
    url.pathname = `/${name}`;
    return {
      url: url.href,
      drop: async () => {
        await connection.query(`DROP DATABASE ${name}`);
        await connection.end();
      },
    };
  },
};

/** Both engines; the server only when the run found one that answers (test/run.mjs names what it skipped). */
export const STORES: Store[] = SERVER === "" ? [sqlite] : [sqlite, mysql];
