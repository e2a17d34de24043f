/** One line of a table, with its place in the file. */
export type CsvLine = { line: number; cells: string[] };

/** Reads comma-separated values (RFC 4180; a byte order mark and `#` lines are passed over). */
export function readCsv(text: string): CsvLine[] {
  const rows: CsvLine[] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  let line = 1;
  let startsAt = 1;
  const endRow = () => {
    cells.push(cell);
    if (cells.some((each) => each.trim() !== "") && !cells[0]?.startsWith("#"))
      rows.push({ line: startsAt, cells });
    cells = [];
    cell = "";
  };
  const source = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at]!;
    if (sign === "\n") line += 1;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (source[at + 1] === '"') {
        cell += sign;
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === ",") {
      cells.push(cell);
      cell = "";
    } else if (sign === "\n") {
      endRow();
      startsAt = line;
    } else cell += sign;
  }
  endRow();
  return rows;
}
