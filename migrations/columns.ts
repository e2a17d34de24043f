import { Table, TableColumn, TableIndex, type QueryRunner, type TableColumnOptions } from "typeorm";

type Column = Omit<TableColumnOptions, "name">;

/** A column by what it holds; the same words as `src/db/define.ts`. */
export const key = (length = 64): Column => ({ type: "varchar", length: String(length) });
export const id = (): Column => ({ ...key(36), isPrimary: true });
export const primary = (column: Column): Column => ({ ...column, isPrimary: true });
export const text = (): Column => ({ type: "text" });
export const whole = (): Column => ({ type: "integer" });
export const flag = (): Column => ({ type: "boolean" });
export const json = (): Column => ({ type: "json" });
export const day = (): Column => key(10);
export const instant = (): Column => ({ type: "datetime", precision: 3 });
export const millis = (): Column => ({ type: "bigint" });
export const maybe = (column: Column): Column => ({ ...column, isNullable: true });

export type IndexShape = { name: string; columns: string[]; unique?: boolean };

const MYSQL_TYPES: Record<string, Column> = {
  integer: { type: "int" },
  boolean: { type: "tinyint" },
};

const isSqlite = (runner: QueryRunner): boolean => runner.connection.options.type === "better-sqlite3";

const forEngine = (runner: QueryRunner, column: Column): Column =>
  isSqlite(runner) ? column : { ...column, ...MYSQL_TYPES[column.type] };

/** Makes one table on either engine. */
export async function createTable(
  runner: QueryRunner,
  name: string,
  columns: Record<string, Column>,
  indices: IndexShape[] = [],
): Promise<void> {
  await runner.createTable(
    new Table({
      name,
      columns: Object.entries(columns).map(([column, shape]) => ({
        name: column,
        ...forEngine(runner, shape),
      })),
      ...(isSqlite(runner) ? {} : { engine: "InnoDB" }),
    }),
  );
  for (const { name: index, columns: on, unique = false } of indices) {
    await runner.createIndex(name, new TableIndex({ name: index, columnNames: on, isUnique: unique }));
  }
}

/** Adds columns to a table that is in use: each may be empty or has a default, so that the version before goes on. */
export async function addColumns(
  runner: QueryRunner,
  table: string,
  columns: Record<string, Column>,
): Promise<void> {
  for (const [name, column] of Object.entries(columns)) {
    await runner.addColumn(table, new TableColumn({ name, ...forEngine(runner, column) }));
  }
}
