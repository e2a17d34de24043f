import type { EntityManager, EntitySchema } from "typeorm";
import { insertRows } from "./statements.ts";

/** Adds rows in one statement; where a row's key is there already, one of its numbers is added to. */
export function addUp<Row extends object>(
  tx: EntityManager,
  table: EntitySchema<Row>,
  rows: readonly Row[],
  number: keyof Row & string,
): Promise<void> {
  const { columns, primaryColumns } = tx.connection.getMetadata(table);
  const { driver, options } = tx.connection;
  const sum = driver.escape(columns.find(({ propertyName }) => propertyName === number)!.databaseName);
  const keys = primaryColumns.map(({ databaseName }) => driver.escape(databaseName)).join(", ");
  const ending =
    options.type === "better-sqlite3"
      ? `ON CONFLICT (${keys}) DO UPDATE SET ${sum} = ${sum} + excluded.${sum}`
      : `ON DUPLICATE KEY UPDATE ${sum} = ${sum} + VALUES(${sum})`;
  return insertRows(tx, table, rows, ending);
}
