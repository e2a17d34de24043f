import type { EntityManager } from "typeorm";
import { z } from "zod";

/** Values for the `:names` of a statement; `:...names` takes a list. */
export type Named = Record<string, string | number | Date | readonly (string | number)[]>;

/** Asks in SQL what no repository can: one statement for every engine, its rows parsed. */
export async function ask<Row>(
  tx: EntityManager,
  sql: string,
  named: Named,
  row: z.ZodType<Row>,
): Promise<Row[]> {
  const [text, values] = tx.connection.driver.escapeQueryWithParameters(sql, named);
  const rows: unknown = await tx.query(text, values);
  return z.array(row).parse(rows);
}
