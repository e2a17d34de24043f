import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { TableIndex, type MigrationInterface, type QueryRunner, type Table } from "typeorm";
import { migrations } from "../../migrations/index.ts";
import { openDatabase } from "../../src/db/database.ts";
import { STORES } from "../stores.ts";

type Step = Pick<MigrationInterface, "name" | "up">;
type Row = Record<string, string | number | null>;

/** A value that a column takes; the rows of one table differ where the table asks for it, and nowhere else. */
function valueOf({ type, length }: Table["columns"][number], nth: number, differs: boolean) {
  const number = differs ? nth : 1;
  if (/int|bool/.test(type)) return /tinyint|bool/.test(type) ? 1 : number;
  if (/datetime/.test(type)) return `2021-06-18 01:00:00.${String(number).padStart(3, "0")}`;
  if (/json|longtext/.test(type)) return "{}";
  return `v${number}`.slice(0, Number(length) || undefined);
}

/** Columns of which some key asks that they differ. */
const keysOf = ({ primaryColumns, indices, uniques }: Table): Set<string> =>
  new Set([
    ...primaryColumns.map(({ name }) => name),
    ...indices.flatMap(({ isUnique, columnNames }) => (isUnique ? columnNames : [])),
    ...uniques.flatMap(({ columnNames }) => columnNames),
  ]);

const isOfDistrict = ({ primaryColumns }: Table): boolean =>
  primaryColumns.length === 1 && primaryColumns[0]?.name === "district_id";

/** A row as a version writes it that knows the table as it was; rows are of one district where there may be several. */
function rowOf(table: Table, nth: number): Row {
  const keys = keysOf(table);
  if (!isOfDistrict(table)) keys.delete("district_id");
  return Object.fromEntries(
    table.columns.map((column) => [column.name, valueOf(column, nth, keys.has(column.name))]),
  );
}

const quote = (runner: QueryRunner, name: string) => runner.connection.driver.escape(name);

async function write(runner: QueryRunner, { name }: Table, row: Row): Promise<void> {
  const names = Object.keys(row).map((each) => quote(runner, each));
  const marks = names.map(() => "?").join(", ");
  const text = `INSERT INTO ${quote(runner, name)} (${names.join(", ")}) VALUES (${marks})`;
  await runner.query(text, Object.values(row));
}

/** Every table there is, as it is now: the runner writes later changes into the tables that it gave. */
async function tablesOf(runner: QueryRunner): Promise<Table[]> {
  const { type } = runner.connection.options;
  const listed =
    type === "better-sqlite3"
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
      : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()";
  const names: { name: string }[] = await runner.query(listed);
  const tables = await runner.getTables(names.map(({ name }) => name));
  return tables.map((table) => table.clone());
}

/** Everything an older version does to a table: adds a row, reads it by the columns it knows, changes each of them. */
async function goOn(runner: QueryRunner, table: Table, nth: number): Promise<void> {
  const row = rowOf(table, nth);
  await write(runner, table, row);
  const keys = [...keysOf(table)];
  const where = keys.map((key) => `${quote(runner, key)} = ?`).join(" AND ");
  const which = keys.map((key) => row[key] ?? null);
  const columns = table.columns.map((column) => quote(runner, column.name)).join(", ");
  const read: unknown[] = await runner.query(
    `SELECT ${columns} FROM ${quote(runner, table.name)} WHERE ${where}`,
    which,
  );
  expect(read, `${table.name}: rows read`).to.have.lengthOf(1);
  const set = Object.keys(row)
    .map((name) => `${quote(runner, name)} = ?`)
    .join(", ");
  await runner.query(`UPDATE ${quote(runner, table.name)} SET ${set} WHERE ${where}`, [
    ...Object.values(row),
    ...which,
  ]);
}

/** What stops the version before from going on once a step was made; empty when it does not notice. */
async function troublesAfter(runner: QueryRunner, step: Step): Promise<string[]> {
  const before = await tablesOf(runner);
  for (const table of before) await write(runner, table, rowOf(table, 1));
  const stepMade = await step.up(runner).catch((error: unknown) => `${step.name}: ${String(error)}`);
  if (typeof stepMade === "string") return [stepMade];
  const troubles: string[] = [];
  for (const table of before)
    await goOn(runner, table, 2).catch((error: unknown) =>
      troubles.push(`${step.name}, ${table.name}: ${String(error)}`),
    );
  for (const { name } of await tablesOf(runner)) await runner.query(`DELETE FROM ${quote(runner, name)}`);
  return troubles;
}

const SPOILERS: readonly Step[] = [
  {
    name: "a column that must be filled",
    up: (runner) => runner.query("ALTER TABLE outbox ADD COLUMN colour varchar(8) NOT NULL"),
  },
  {
    name: "a key that the version before does not know",
    up: (runner) =>
      runner.createIndex(
        "outbox",
        new TableIndex({ name: "one_a_state", columnNames: ["district_id", "state"], isUnique: true }),
      ),
  },
  { name: "a column taken away", up: (runner) => runner.query("ALTER TABLE outbox DROP COLUMN reason") },
];

for (const store of STORES) {
  describe(`while one replica is newer than the other, on ${store.name}`, () => {
    const dir = mkdtempSync(join(tmpdir(), "duban-rolling-"));
    let opened: { url: string | undefined; drop(): Promise<void> };
    let runner: QueryRunner;
    const close = async () => {
      const { connection } = runner;
      await runner.release();
      await connection.destroy();
      await opened.drop();
    };
    beforeEach(async () => {
      opened = await store.open();
      const file = join(mkdtempSync(join(dir, "x-")), "x.sqlite");
      runner = (await openDatabase(opened.url ?? `sqlite:${file}`, [])).createQueryRunner();
    });
    afterEach(() => close());
    after(() => rmSync(dir, { recursive: true, force: true }));

    it("the older one goes on adding, reading and changing rows of every table, after each step of the schema", async () => {
      const troubles: string[] = [];
      for (const Migration of migrations) troubles.push(...(await troublesAfter(runner, new Migration())));
      expect(troubles).to.deep.equal([]);
      expect(await tablesOf(runner)).to.have.length.above(20);
    }).timeout(60_000);

    for (const spoiler of SPOILERS)
      it(`it would be noticed that it cannot, after ${spoiler.name}`, async () => {
        for (const Migration of migrations) await new Migration().up(runner);
        expect(await troublesAfter(runner, spoiler)).to.have.lengthOf(1);
      }).timeout(60_000);
  });
}
