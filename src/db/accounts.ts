import type { DataSource } from "typeorm";
import { z } from "zod";

/** Who comes to the database, and for what (RELIABILITY §4, least privilege). */
export type Account = "app" | "migrate" | "report" | "audit";

type Grant = { account: Account; rights: readonly string[]; on: string };

const MIGRATIONS = "migrations";
/** Nobody rewrites what was done: a line of history is added, and read. */
const ADDED_TO = ["history", MIGRATIONS];
/** What `audit verify` reads: the lines, the chain's end, and the roots that digests carried. */
const AUDITED = ["history", "chain", "outbox"];

const READS = ["SELECT"];
const WRITES = ["SELECT", "INSERT", "UPDATE", "DELETE"];
const LAYS_OUT = [...WRITES, "CREATE", "ALTER", "DROP", "INDEX", "REFERENCES"];

const rightsOfApp = (table: string): readonly string[] => {
  if (table === MIGRATIONS) return READS;
  return ADDED_TO.includes(table) ? ["SELECT", "INSERT"] : WRITES;
};

/** What each account may do: `app` on each table by itself, for a right on the whole database would cover the history. */
const grantsOf = (tables: readonly string[]): Grant[] => [
  { account: "migrate", rights: LAYS_OUT, on: "*" },
  ...[...tables, MIGRATIONS].map((on) => ({ account: "app" as const, rights: rightsOfApp(on), on })),
  { account: "report", rights: READS, on: "*" },
  ...AUDITED.map((on) => ({ account: "audit" as const, rights: READS, on })),
];

const quoted = (name: string): string => `\`${name.replaceAll("`", "``")}\``;

export const nameOf = (account: Account, prefix = "duban"): string => `'${prefix}_${account}'@'%'`;

/** As SQL, a statement each. */
export const grantStatements = (
  account: Account,
  database: string,
  tables: readonly string[],
  prefix?: string,
): string[] =>
  grantsOf(tables)
    .filter((each) => each.account === account)
    .map(({ rights, on }) => {
      const where = `${quoted(database)}.${on === "*" ? on : quoted(on)}`;
      return `GRANT ${rights.join(", ")} ON ${where} TO ${nameOf(account, prefix)};`;
    });

const Rights = z.array(z.object({ name: z.string() }));

const REWRITES = `SELECT DISTINCT privilege_type AS name FROM (
    SELECT privilege_type FROM information_schema.table_privileges
      WHERE table_schema = DATABASE() AND table_name = 'history'
    UNION ALL SELECT privilege_type FROM information_schema.schema_privileges WHERE table_schema = DATABASE()
    UNION ALL SELECT privilege_type FROM information_schema.user_privileges
  ) AS mine WHERE privilege_type IN ('UPDATE', 'DELETE', 'DROP')`;

/** Whether whoever is connected could rewrite the history: on a server it need not. */
export async function canRewriteHistory(db: DataSource): Promise<boolean> {
  if (db.options.type === "better-sqlite3") return false;
  return Rights.parse(await db.query(REWRITES)).length > 0;
}
