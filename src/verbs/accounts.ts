import { grantStatements, nameOf, type Account } from "../db/accounts.ts";
import { readSettings } from "../env.ts";
import { Refusal } from "../errors.ts";
import { TABLES } from "../tables.ts";

const FOR: [Account, string][] = [
  ["migrate", "升级数据库用"],
  ["app", "机器人用：办理记录（history）只能添加和读取，不能改、不能删"],
  ["report", "导出和备份用：只读"],
  ["audit", "核对留痕用：只读办理记录和公布过的留痕"],
];

const HEAD = `-- 由数据库管理员运行。先建 duban_migrate，用它运行一次 migrate 建好表，再建其余三个。
-- 每次升级以后再运行一遍授权。口令只用字母和数字，各不相同。`;

/** Prints the SQL that gives each account what it needs and no more; passwords are the administrator's. */
export function accountsVerb(_args: string[], env: Record<string, string | undefined>): Promise<number> {
  const { DATABASE_URL } = readSettings(env);
  if (DATABASE_URL.startsWith("sqlite:")) {
    throw new Refusal("SQLite 没有账号。换成 MariaDB 或 MySQL 以后再用这个命令。");
  }
  const database = decodeURIComponent(new URL(DATABASE_URL).pathname.slice(1));
  const tables = TABLES.map(({ options }) => options.name);
  const parts = FOR.map(([account, what]) =>
    [
      `-- duban_${account}：${what}`,
      `CREATE USER IF NOT EXISTS ${nameOf(account)} IDENTIFIED BY '换成口令';`,
      ...grantStatements(account, database, tables),
    ].join("\n"),
  );
  console.log([HEAD, ...parts].join("\n\n"));
  return Promise.resolve(0);
}
