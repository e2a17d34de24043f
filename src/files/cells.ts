import type { Day } from "../dates.ts";

/** How a column's cells are written. `text` stays text whatever it begins with. */
export type CellKind = "text" | "day" | "whole" | "light";

/** A cell: words, or a number; `null` is an empty one. */
export type Value = string | number | null;

/** A cell as it stands in a sheet: its words, and whether a formula made them, they are an error, or stand for a day. */
export type ReadCell = { words: string; kind: "words" | "number" | "day" | "formula" | "error" };

/** One line that is not empty, with its number in the sheet. */
export type SheetRow = { row: number; cells: Map<number, ReadCell> };

/** A workbook's sheets that can be seen; whether it counts days from 1904. */
export type ReadBook = { sheets: { name: string; rows: SheetRow[] }[]; from1904: boolean };

const DAY_MS = 24 * 60 * 60_000;
/** Spreadsheets count days from here; the one they invent, 29 February 1900, is long past. */
const EPOCH = Date.UTC(1899, 11, 30);
const MAC_DAYS = 1_462;

/** A day as a spreadsheet counts it. */
export const serialOf = (on: Day): number => (Date.parse(on) - EPOCH) / DAY_MS;

/** The day of a spreadsheet's number; a workbook may count from 1904. */
export const dayOfSerial = (serial: number, from1904: boolean): Day =>
  new Date(EPOCH + (Math.floor(serial) + (from1904 ? MAC_DAYS : 0)) * DAY_MS).toISOString().slice(0, 10);

const A = 65;
const LETTERS = 26;

/** `0` is A, `26` is AA. */
export const letterOf = (column: number): string =>
  (column >= LETTERS ? letterOf(Math.floor(column / LETTERS) - 1) : "") +
  String.fromCharCode(A + (column % LETTERS));

/** The column of `AB12`, counted from 0. */
export function columnOf(ref: string): number {
  let column = 0;
  for (const letter of /^[A-Z]*/.exec(ref)?.[0] ?? "")
    column = column * LETTERS + letter.charCodeAt(0) - A + 1;
  return column - 1;
}

/** The row of `AB12`. */
export const rowOf = (ref: string): number => Number(/\d+$/.exec(ref)?.[0] ?? 0);
