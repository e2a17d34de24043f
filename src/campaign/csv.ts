/** One line of a table, with its place in the file. */
export type CsvLine = { line: number; cells: string[] };

/** A cell, quoted or bare, and the sign that ends it. */
const CELL = /(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n|$)/gy;

/** Reads comma-separated values (RFC 4180); empty lines and `#` lines are passed over. */
export function readCsv(text: string): CsvLine[] {
  const rows: CsvLine[] = [];
  let row: CsvLine = { line: 1, cells: [] };
  let line = 1;
  for (const [whole, quoted, bare, end] of text.replaceAll(/\r\n?/g, "\n").matchAll(CELL)) {
    row.cells.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
    line += whole.split("\n").length - 1;
    if (end === ",") continue;
    rows.push(row);
    row = { line, cells: [] };
    if (end === "") break;
  }
  return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== "") && !cells[0]?.startsWith("#"));
}
