import {
  MoreThan,
  type EntityManager,
  type EntityMetadata,
  type EntitySchema,
  type FindOptionsWhere,
} from "typeorm";
import { insertRows } from "./statements.ts";

const A_PAGE = 200;

/** A row as plain JSON, by the names the code gives its columns. */
export type Copied = Record<string, unknown>;

const orderOf = ({ primaryColumns }: EntityMetadata) =>
  Object.fromEntries(primaryColumns.map(({ propertyName }) => [propertyName, "ASC" as const]));

/** Every row of a table, page by page, in the order of its key. Within one snapshot the pages fit together. */
export async function* copyOut(tx: EntityManager, table: EntitySchema): AsyncGenerator<Copied> {
  const rows = tx.getRepository<Copied>(table);
  const order = orderOf(rows.metadata);
  const [key, ...others] = Object.keys(order);
  const isAlone = key !== undefined && others.length === 0;
  let after: FindOptionsWhere<Copied> = {};
  for (let skip = 0; ; skip += A_PAGE) {
    // By one key each page begins after the last one; by several, small tables, it is counted off.
    const page = await rows.find({ where: after, order, take: A_PAGE, ...(isAlone ? {} : { skip }) });
    for (const row of page) yield { ...row };
    if (page.length < A_PAGE) return;
    if (isAlone) after = { [key]: MoreThan(page.at(-1)?.[key]) };
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

/** Whether a table holds anything. */
export const isEmpty = async (tx: EntityManager, table: EntitySchema): Promise<boolean> =>
  !(await tx.getRepository<Copied>(table).exists());
