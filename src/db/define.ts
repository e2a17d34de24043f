import { EntitySchema, type EntitySchemaColumnOptions } from "typeorm";

type Columns<Row> = { [Key in keyof Row]-?: EntitySchemaColumnOptions };

/** A table as a value. A column that is forgotten does not compile. */
export const defineTable = <Row extends object>(
  name: string,
  columns: Columns<Row>,
  indices: { name: string; columns: (keyof Row & string)[]; unique?: boolean }[] = [],
): EntitySchema<Row> =>
  new EntitySchema<Row>({
    name,
    tableName: name,
    columns,
    indices: indices.map(({ name: indexName, columns: on, unique = false }) => ({
      name: indexName,
      columns: on,
      unique,
    })),
  });

/** An id of ours: UUIDv7, made by the application. */
export const id = (): EntitySchemaColumnOptions => ({ type: "varchar", length: 36, primary: true });

/** A short key or name of at most `length` characters. */
export const key = (length = 64): EntitySchemaColumnOptions => ({ type: "varchar", length });

/** Text of any length. */
export const text = (): EntitySchemaColumnOptions => ({ type: "text" });

export const whole = (): EntitySchemaColumnOptions => ({ type: "integer" });

export const flag = (): EntitySchemaColumnOptions => ({ type: "boolean" });

/** A value kept whole, never searched. */
export const json = (): EntitySchemaColumnOptions => ({ type: "json" });

/** A list kept whole, never searched; rows older than the column hold none. */
export const list = (): EntitySchemaColumnOptions => ({
  ...json(),
  nullable: true,
  transformer: { to: (value: unknown) => value, from: (value: unknown) => value ?? [] },
});

/** A calendar day `yyyy-MM-dd`. */
export const day = (): EntitySchemaColumnOptions => ({ type: "varchar", length: 10 });

/** An instant in UTC, to the millisecond. */
export const instant = (): EntitySchemaColumnOptions => ({ type: "datetime", precision: 3 });

/** Milliseconds since 1970, for columns that are compared and moved. */
export const millis = (): EntitySchemaColumnOptions => ({
  type: "bigint",
  transformer: {
    to: (value: number | null) => value,
    from: (value: string | number | null) => (value === null ? null : Number(value)),
  },
});

/** The same column, but it may be empty. */
export const maybe = (column: EntitySchemaColumnOptions): EntitySchemaColumnOptions => ({
  ...column,
  nullable: true,
});
