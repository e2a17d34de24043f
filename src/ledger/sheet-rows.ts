import type { Campaign } from "../campaign/definition.ts";
import type { ReadBook, ReadCell, SheetRow } from "../files/cells.ts";
import { CUT_OFF } from "./book-words.ts";
import { dayIn, tidied, valueOf } from "./cell-words.ts";
import { COLUMNS, type ColumnKey } from "./columns.ts";

export type Values = { [Key in ColumnKey]?: string };

/** What is wrong with one cell, by its row and column. */
export type CellError = { row: number; head: string; words: string; why: string };

/** One row of a sheet: what it says, and what of it cannot be read. */
export type Entry = { row: number; given: Values; wrong: CellError[] };

export type LedgerSheet = { entries: Entry[]; cutOff: string | null };

/** Heads that offices use for the same columns. */
const OTHER_HEADS: Record<string, ColumnKey> = {
  隐患编号: "hazard_no",
  企业名称: "enterprise_name",
  信用代码: "usci",
  所属镇街: "town",
  隐患部位: "site",
  隐患来源: "source",
  排查时间: "found_at",
  发现日期: "found_at",
  隐患内容: "description",
  隐患类别: "category",
  隐患级别: "grade",
  隐患等级: "grade",
  责任单位: "lead_unit",
  牵头单位: "lead_unit",
  责任人: "owner_unit_person",
  整改期限: "deadline",
  完成日期: "finished_at",
  复查日期: "verified_at",
  销号日期: "closed_at",
};

const HEADS = new Map<string, ColumnKey>([
  ...Object.entries(OTHER_HEADS),
  ...COLUMNS.map(({ head, key }): [string, ColumnKey] => [head, key]),
]);
const KINDS = new Map(COLUMNS.map(({ key, kind }) => [key, kind]));
const NAMES = new Map(COLUMNS.map(({ key, head }) => [key, head]));
const DERIVED: readonly ColumnKey[] = ["light", "evidence_links"];

const LOOKED_THROUGH = 15;
const LEAST_HEADS = 5;
const FOOT = /^(合计|小计|总计|填表人|制表人|审核人|备注[:：]|注[:：])/;

const headOf = ({ words }: ReadCell): ColumnKey | null =>
  HEADS.get(tidied(words).replaceAll(/[\s*]|（.*）|\(.*\)/g, "")) ?? null;

const headsIn = ({ cells }: SheetRow): Map<number, ColumnKey> => {
  const heads = new Map<number, ColumnKey>();
  for (const [column, cell] of cells) {
    const key = headOf(cell);
    if (key && ![...heads.values()].includes(key)) heads.set(column, key);
  }
  return heads;
};

/** The ledger in a workbook, whichever sheet it is on and whatever title stands above it; `null` when there is none. */
export function ledgerIn({ sheets, from1904 }: ReadBook, campaign: Campaign): LedgerSheet | null {
  for (const { rows } of sheets) {
    const at = rows.slice(0, LOOKED_THROUGH).findIndex((row) => headsIn(row).size >= LEAST_HEADS);
    const head = rows[at];
    if (!head) continue;
    const heads = headsIn(head);
    if (![...heads.values()].includes("description")) continue;
    const lines = rows.slice(at + 1).filter((row) => isEntry(row, heads));
    const entries = lines.map((row) => entryOf(row, heads, { campaign, from1904 }));
    return { entries, cutOff: cutOffIn(sheets.map((sheet) => sheet.rows)) };
  }
  return null;
}

/** Feet, sums and heads that are printed again are no hazards. */
function isEntry(row: SheetRow, heads: ReadonlyMap<number, ColumnKey>): boolean {
  const said = [...heads.keys()].flatMap((column) => row.cells.get(column) ?? []);
  const [first] = [...row.cells.values()];
  return said.length > 0 && !FOOT.test(tidied(first?.words ?? "")) && headsIn(row).size < LEAST_HEADS;
}

function entryOf(
  { row, cells }: SheetRow,
  heads: ReadonlyMap<number, ColumnKey>,
  { campaign, from1904 }: { campaign: Campaign; from1904: boolean },
): Entry {
  const entry: Entry = { row, given: {}, wrong: [] };
  for (const [column, key] of heads) {
    const cell = cells.get(column);
    if (!cell || DERIVED.includes(key)) continue;
    const read = readCell(key, cell, campaign, from1904);
    if ("value" in read) entry.given[key] = read.value;
    else entry.wrong.push({ row, head: NAMES.get(key) ?? key, words: cell.words, why: read.why });
  }
  return entry;
}

function readCell(
  key: ColumnKey,
  cell: ReadCell,
  campaign: Campaign,
  from1904: boolean,
): { value: string } | { why: string } {
  if (cell.kind === "formula") return { why: "是公式，请粘贴为数值" };
  if (cell.kind === "error") return { why: "是出错的公式，请改成文字" };
  if (KINDS.get(key) === "day") {
    const day = dayIn(cell, from1904);
    return day ? { value: day } : { why: "不是日期，请写成2021-06-05" };
  }
  return valueOf(key, cell.words, campaign);
}

/** When the ledger was made that was changed and sent back: it says so on its cover. */
function cutOffIn(sheets: readonly SheetRow[][]): string | null {
  for (const rows of sheets)
    for (const { cells } of rows.slice(0, LOOKED_THROUGH))
      if (cells.get(0)?.words === CUT_OFF)
        return /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?/.exec(cells.get(1)?.words ?? "")?.[0] ?? null;
  return null;
}
