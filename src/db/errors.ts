import { z } from "zod";

const DriverError = z.object({ errno: z.number().optional(), code: z.string().optional() });

const DUPLICATE = new Set(["ER_DUP_ENTRY", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"]);
const PASSING = new Set([1205, 1213, 1020]);

function driverError(error: unknown) {
  const inner = error instanceof Error && "driverError" in error ? error.driverError : error;
  const read = DriverError.safeParse(inner);
  return read.success ? read.data : {};
}

const FORBIDDEN = new Set([1044, 1142]);

/** The account may not do this. */
export const isForbidden = (error: unknown): boolean => FORBIDDEN.has(driverError(error).errno ?? 0);

/** A unique key said that this row is there already. */
export const isDuplicate = (error: unknown): boolean => DUPLICATE.has(driverError(error).code ?? "");

/** Deadlock, lock wait, or a row that changed under us: the whole transaction may be tried again. */
export const isPassing = (error: unknown): boolean => PASSING.has(driverError(error).errno ?? 0);
