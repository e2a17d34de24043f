import { createConnection } from "mysql2/promise";

const SERVER = process.env["TEST_MYSQL_URL"] ?? "mysql://root@127.0.0.1:3306/";
let made = 0;

/** A database of its own on the server, dropped after. */
export async function withDatabase<Value>(work: (url: string) => Promise<Value>): Promise<Value> {
  made += 1;
  const name = `duban_bench_${process.pid}_${made}`;
  const connection = await createConnection(SERVER);
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  try {
    return await work(url.href);
  } finally {
    await connection.query(`DROP DATABASE ${name}`);
    await connection.end();
  }
}
