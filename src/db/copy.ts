import {
  MoreThan,
  type EntityManager,
  type EntityMetadata,
  type EntitySchema,
  type FindOptionsWhere,
} from "typeorm";
import { insertRows, rowsBy } from "./statements.ts";

const A_PAGE = 200;

/** A row as plain JSON, by the names the code gives its columns. */
export type Copied = Record<string, unknown>;

const orderOf = ({ primaryColumns }: EntityMetadata) =>
  Object.fromEntries(primaryColumns.map(({ propertyName }) => [propertyName, "ASC" as const]));

/**
 * What comes after a row, stretch by stretch: what shares all of its key but the last part, then all but the last two,
 * and so on. In one condition of ORs SQLite would sort the whole rest of the table for each page.
 */
const stretchesAfter = (keys: readonly string[], row: Copied): FindOptionsWhere<Copied>[] =>
  keys
    .map((key, at) => {
      const same = keys.slice(0, at).map((each) => [each, row[each]]);
      return { ...Object.fromEntries(same), [key]: MoreThan(row[key]) };
    })
    .toReversed();

/** Every row of a table, page by page, in the order of its key. Within one snapshot the pages fit together. */
export async function* copyOut(tx: EntityManager, table: EntitySchema): AsyncGenerator<Copied> {
  const rows = tx.getRepository<Copied>(table);
  const order = orderOf(rows.metadata);
  let stretches: FindOptionsWhere<Copied>[] = [{}];
  for (;;) {
    const [where, ...others] = stretches;
    if (!where) return;
    const page = await rows.find({ where, order, take: A_PAGE });
    for (const row of page) yield { ...row };
    const last = page.at(-1);
    stretches = last && page.length === A_PAGE ? stretchesAfter(Object.keys(order), last) : others;
  }
}

/** Instants come back from JSON as text. */
function revived(row: Copied, { columns }: EntityMetadata): Copied {
  const instants = columns.filter(({ type }) => type === "datetime").map(({ propertyName }) => propertyName);
  const back = { ...row };
  for (const name of instants) {
    const value = back[name];
    if (typeof value === "string") back[name] = new Date(value);
  }
  return back;
}

/** Writes rows that were copied out, by the hundred. */
export async function copyIn(tx: EntityManager, table: EntitySchema, rows: readonly Copied[]): Promise<void> {
  const { metadata } = tx.getRepository<Copied>(table);
  await insertRows<Copied>(
    tx,
    table,
    rows.map((row) => revived(row, metadata)),
  );
}

/** Whether a table holds nothing; so does one that is not there, in a database without a table or of an older version. */
export async function isEmpty(tx: EntityManager, table: EntitySchema): Promise<boolean> {
  const { tableName } = tx.getRepository(table).metadata;
  if (!(await tx.queryRunner?.hasTable(tableName))) return true;
  const found = await rowsBy(
    tx,
    `SELECT 1 FROM ${tx.connection.driver.escape(tableName)} LIMIT 1`,
    [],
    Boolean,
  );
  return found.length === 0;
}
