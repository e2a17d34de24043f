import { columnOf, dayOfSerial, rowOf, type ReadCell, type SheetRow } from "./cells.ts";
import { attribute, decoded, piecesOf } from "./xml-read.ts";

export type Legend = { shared: readonly string[]; dated: readonly boolean[]; from1904: boolean };

/** Columns further right belong to no ledger. */
const WIDEST = 120;
/** A sheet may name more merged places than it has lines; then it is made to burst. */
const MOST_MERGES = 50_000;
const MOST_SPREAD = 2_000_000;

type Cell = { at: number; type: string; style: number; value: string; inline: string; isFormula: boolean };

/** What has been read so far, and within what. */
type Reading = {
  rows: SheetRow[];
  merges: string[];
  row: SheetRow;
  cell: Cell | null;
  next: number;
  inside: string;
};

/** The lines of a sheet that hold something. A merged place is filled with what stands in its first cell. */
export function readSheet(xml: string, legend: Legend): SheetRow[] {
  const reading: Reading = {
    rows: [],
    merges: [],
    row: { row: 0, cells: new Map() },
    cell: null,
    next: 0,
    inside: "",
  };
  for (const piece of piecesOf(xml)) {
    if (piece.kind === "open") opened(reading, piece.name, piece.attributes);
    else if (piece.kind === "close") closed(reading, piece.name, legend);
    else if (reading.cell && reading.inside === "v") reading.cell.value += piece.words;
    else if (reading.cell && reading.inside === "t") reading.cell.inline += decoded(piece.words);
  }
  spreadAll(reading);
  return reading.rows;
}

function opened(reading: Reading, name: string, attributes: string): void {
  if (name === "row") {
    const row = Number(attribute(attributes, "r") ?? reading.row.row + 1);
    Object.assign(reading, { row: { row, cells: new Map() }, next: 0 });
  } else if (name === "c") {
    const ref = attribute(attributes, "r");
    const at = ref ? columnOf(ref) : reading.next;
    const [type, style] = [attribute(attributes, "t") ?? "n", Number(attribute(attributes, "s") ?? 0)];
    Object.assign(reading, {
      next: at + 1,
      cell: { at, type, style, value: "", inline: "", isFormula: false },
    });
  } else if (name === "f") {
    if (reading.cell) reading.cell.isFormula = true;
    reading.inside = name;
  } else if (name === "v" || name === "rPh" || (name === "t" && reading.inside !== "rPh"))
    reading.inside = name;
  else if (name === "mergeCell" && reading.merges.length < MOST_MERGES)
    reading.merges.push(attribute(attributes, "ref") ?? "");
}

function closed(reading: Reading, name: string, legend: Legend): void {
  const { cell, row } = reading;
  if (name === reading.inside) reading.inside = "";
  if (name === "c" && cell) {
    const read = cellOf(cell, legend);
    if (read && cell.at < WIDEST) row.cells.set(cell.at, read);
    reading.cell = null;
  }
  if (name === "row" && row.cells.size > 0) reading.rows.push(row);
}

function cellOf(
  { type, style, value, inline, isFormula }: Cell,
  { shared, dated, from1904 }: Legend,
): ReadCell | null {
  if (isFormula) return { words: value, kind: "formula" };
  if (type === "e") return { words: value, kind: "error" };
  if (type === "s") return worded(shared[Number(value)] ?? "");
  if (type === "inlineStr") return worded(inline);
  if (type === "str") return worded(decoded(value));
  if (type === "b") return worded(value === "1" ? "是" : "否");
  if (type === "d") return { words: value.slice(0, 10), kind: "day" };
  if (value.trim() === "") return null;
  const number = Number(value);
  if (!Number.isFinite(number)) return worded(value);
  if (dated[style] && number >= 1 && number < 2_958_466)
    return { words: dayOfSerial(number, from1904), kind: "day" };
  return { words: plainNumber(number), kind: "number" };
}

const worded = (words: string): ReadCell | null => (words.trim() === "" ? null : { words, kind: "words" });

/** `5000`, `0.3`: as one would write it, not as computers do. */
const plainNumber = (number: number): string =>
  Number.isInteger(number) ? BigInt(number).toString() : String(Number(number.toPrecision(15)));

/** What stands in the first cell of a merged place stands in all of it. */
function spreadAll({ rows, merges }: Reading): void {
  const byNumber = new Map(rows.map((each) => [each.row, each.cells]));
  const last = rows.at(-1)?.row ?? 0;
  let left = MOST_SPREAD;
  for (const ref of merges) {
    const [from = "", to = ""] = ref.split(":");
    const first = byNumber.get(rowOf(from))?.get(columnOf(from));
    if (!first) continue;
    for (let row = rowOf(from); row <= Math.min(rowOf(to), last) && left > 0; row += 1)
      for (let column = columnOf(from); column <= Math.min(columnOf(to), WIDEST); column += 1) {
        left -= 1;
        const cells = byNumber.get(row);
        if (cells && !cells.has(column)) cells.set(column, first);
      }
  }
}
