import type { EntityManager, EntityMetadata, EntitySchema } from "typeorm";
import { ask } from "./wire.ts";

/** Any value at all. */
export const ANY: unique symbol = Symbol("any");

/** Columns that must equal a value, be one of several, be empty, or hold something. */
export type Where<Row> = { [Key in keyof Row]?: Row[Key] | readonly Row[Key][] | typeof ANY };

export type Options<Row> = {
  order?: { [Key in keyof Row]?: "ASC" | "DESC" };
  limit?: number;
};

type Column = EntityMetadata["columns"][number];

/** A table's columns by the names the code gives them, and those whose values differ between code and database. */
type Known = { table: string; columns: Map<string, Column>; translated: Column[]; all: string };

const TRANSLATED = new Set(["json", "datetime", "boolean"]);
const known = new WeakMap<EntityMetadata, Known>();

function knownOf<Row extends object>(tx: EntityManager, table: EntitySchema<Row>): Known {
  const metadata = tx.connection.getMetadata(table);
  const found = known.get(metadata);
  if (found) return found;
  const quote = (name: string) => tx.connection.driver.escape(name);
  const columns = metadata.columns.map(({ databaseName, propertyName }) =>
    databaseName === propertyName ? quote(databaseName) : `${quote(databaseName)} AS ${quote(propertyName)}`,
  );
  const made = {
    table: quote(metadata.tableName),
    columns: new Map(metadata.columns.map((column) => [column.propertyName, column])),
    translated: metadata.columns.filter(
      ({ type, transformer }) => transformer || TRANSLATED.has(String(type)),
    ),
    all: columns.join(", "),
  };
  known.set(metadata, made);
  return made;
}

/** One statement as text, with the values it takes. */
function write(tx: EntityManager, { columns }: Known) {
  const values: unknown[] = [];
  const { driver } = tx.connection;
  const column = (name: string): Column => {
    const found = columns.get(name);
    if (!found) throw new Error(`no column ${name}`);
    return found;
  };
  const nameOf = (name: string) => driver.escape(column(name).databaseName);
  const value = (name: string, given: unknown) => {
    values.push(driver.preparePersistentValue(given, column(name)) ?? null);
    return "?";
  };
  const isOne = (name: string, wanted: unknown) => {
    if (wanted === ANY) return `${nameOf(name)} IS NOT NULL`;
    if (wanted === null) return `${nameOf(name)} IS NULL`;
    if (!Array.isArray(wanted)) return `${nameOf(name)} = ${value(name, wanted)}`;
    return wanted.length === 0
      ? "1 = 0"
      : `${nameOf(name)} IN (${wanted.map((each) => value(name, each)).join(", ")})`;
  };
  const all = (wanted: object) =>
    Object.entries(wanted)
      .map(([name, each]) => isOne(name, each))
      .join(" AND ");
  const where = (wanted: object) =>
    Array.isArray(wanted) ? wanted.map((each: object) => `(${all(each)})`).join(" OR ") : all(wanted);
  return { values, nameOf, value, where };
}

/**
 * Reads rows as TypeORM would, without building and unfolding a query anew each time: that was most of a press's
 * time (docs/performance.md). Of several conditions one must hold.
 */
export async function findRows<Row extends object>(
  tx: EntityManager,
  table: EntitySchema<Row>,
  wanted: Where<Row> | readonly [Where<Row>, ...Where<Row>[]],
  { order = {}, limit }: Options<Row> = {},
): Promise<Row[]> {
  const of = knownOf(tx, table);
  const { values, where, nameOf } = write(tx, of);
  const sorted = Object.entries(order).map(([name, way]) => `${nameOf(name)} ${String(way)}`);
  const words = [
    where(wanted),
    ...(sorted.length > 0 ? [`ORDER BY ${sorted.join(", ")}`] : []),
    ...(limit === undefined ? [] : [`LIMIT ${limit}`]),
  ].join(" ");
  return findBy(tx, table, words, values);
}

/** Reads rows as `findRows` does, by a condition of our own words. */
export async function findBy<Row extends object>(
  tx: EntityManager,
  table: EntitySchema<Row>,
  words: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const of = knownOf(tx, table);
  const { records } = await ask(tx, `SELECT ${of.all} FROM ${of.table} WHERE ${words}`, values);
  return records.map((record) => {
    for (const column of of.translated) {
      const { propertyName } = column;
      record[propertyName] = tx.connection.driver.prepareHydratedValue(record[propertyName], column);
    }
    return Object.assign(tx.create(table), record);
  });
}

/** The one row that fits, or none. */
export async function findRow<Row extends object>(
  tx: EntityManager,
  table: EntitySchema<Row>,
  wanted: Where<Row>,
): Promise<Row | null> {
  return (await findRows(tx, table, wanted, { limit: 1 }))[0] ?? null;
}

/** Adds rows in one statement, with the columns that they name; its ending says what becomes of those that are there. */
export async function insertRows<Row extends object>(
  tx: EntityManager,
  table: EntitySchema<Row>,
  rows: readonly Row[],
  ending = "",
): Promise<void> {
  const of = knownOf(tx, table);
  const { values, nameOf, value } = write(tx, of);
  const names = [...of.columns.keys()].filter((name) => rows.some((row) => name in row));
  const lines = rows.map((row) => {
    const given = new Map<string, unknown>(Object.entries(row));
    return `(${names.map((name) => value(name, given.get(name) ?? null)).join(", ")})`;
  });
  const text = `INSERT INTO ${of.table} (${names.map(nameOf).join(", ")}) VALUES ${lines.join(", ")}`;
  await ask(tx, `${text} ${ending}`.trimEnd(), values);
}

/** Adds one row, some of whose values the database makes itself: each as its words, and what they take. */
export async function insertRow<Row extends object>(
  tx: EntityManager,
  table: EntitySchema<Row>,
  row: Row,
  made: { [Key in keyof Row]?: readonly [words: string, ...values: unknown[]] },
): Promise<void> {
  const of = knownOf(tx, table);
  const { values, nameOf, value } = write(tx, of);
  const own = new Map<string, readonly [string, ...unknown[]]>(Object.entries(made));
  const terms = Object.entries(row).map(([name, given]) => {
    const [words, ...taken] = own.get(name) ?? [];
    values.push(...taken);
    return words ?? value(name, given);
  });
  const names = Object.keys(row).map(nameOf).join(", ");
  await ask(tx, `INSERT INTO ${of.table} (${names}) VALUES (${terms.join(", ")})`, values);
}

/** What of a row is another value than before. */
export const changed = <Row extends object>(before: Row, after: Row): Partial<Row> => {
  const old = new Map<string, unknown>(Object.entries(before));
  const entries = Object.entries(after).filter(([name, value]) => !Object.is(old.get(name), value));
  return Object.assign<Partial<Row>, object>({}, Object.fromEntries(entries));
};

/** Changes the rows that fit; answers how many. */
export async function changeRows<Row extends object>(
  tx: EntityManager,
  table: EntitySchema<Row>,
  wanted: Where<Row>,
  change: Partial<Row>,
): Promise<number> {
  const of = knownOf(tx, table);
  const { values, nameOf, value, where } = write(tx, of);
  const set = Object.entries(change).map(([name, each]) => `${nameOf(name)} = ${value(name, each)}`);
  const text = `UPDATE ${of.table} SET ${set.join(", ")} WHERE ${where(wanted)}`;
  const { affected } = await ask(tx, text, values);
  return affected;
}

/** What a statement of our own words answers; `read` says what is in each of its rows. */
export async function rowsBy<Row>(
  tx: EntityManager,
  text: string,
  values: readonly unknown[],
  read: (record: Record<string, unknown>) => Row,
): Promise<Row[]> {
  return (await ask(tx, text, values)).records.map(read);
}

/** Changes by a statement of our own words; answers how many rows. */
export const changeBy = async (
  tx: EntityManager,
  text: string,
  values: readonly unknown[],
): Promise<number> => (await ask(tx, text, values)).affected;

/** An instant as either engine answers it to a statement of our own words. */
export const instantIn = (value: unknown): Date =>
  value instanceof Date ? value : new Date(`${String(value).replace(" ", "T")}Z`);
