import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { letterOf } from "../../src/files/cells.ts";
import { openZip } from "../../src/files/zip.ts";
import { COLUMNS, type ColumnKey } from "../../src/ledger/columns.ts";

/** A cell as spreadsheets write it: words, a number, a day's number, a formula with its last result. */
export type Raw =
  | string
  | number
  | { day: number }
  | { formula: string; value: string }
  | { shared: number }
  | null;

export type RawBook = {
  rows: readonly (readonly Raw[])[];
  merges?: readonly string[];
  from1904?: boolean;
  shared?: readonly string[];
  /** More files within the zip. */
  parts?: Record<string, string>;
  /** Put before the sheet's rows: a document type, say. */
  before?: string;
};

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const xml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function cell(raw: Raw, ref: string): string {
  if (raw === null) return "";
  if (typeof raw === "string") return `<c r="${ref}" t="inlineStr"><is><t>${xml(raw)}</t></is></c>`;
  if (typeof raw === "number") return `<c r="${ref}"><v>${raw}</v></c>`;
  if ("day" in raw) return `<c r="${ref}" s="1"><v>${raw.day}</v></c>`;
  if ("shared" in raw) return `<c r="${ref}" t="s"><v>${raw.shared}</v></c>`;
  return `<c r="${ref}" t="str"><f>${xml(raw.formula)}</f><v>${xml(raw.value)}</v></c>`;
}

/** A workbook written by hand, as other programs write them; blank rows are left out as they leave them out. */
export async function workbook({
  rows,
  merges = [],
  from1904 = false,
  shared = [],
  parts = {},
  before = "",
}: RawBook): Promise<Buffer> {
  const dir = mkdtempSync(join(tmpdir(), "duban-sheet-"));
  const path = join(dir, "book.xlsx");
  const zip = await openZip(path);
  await zip.add("xl/workbook.xml", [
    `<workbook ${MAIN} ${R}><workbookPr${from1904 ? ' date1904="1"' : ""}/><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ]);
  await zip.add("xl/_rels/workbook.xml.rels", [
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  ]);
  await zip.add("xl/styles.xml", [
    `<styleSheet ${MAIN}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
  ]);
  if (shared.length > 0)
    await zip.add("xl/sharedStrings.xml", [
      `<sst ${MAIN}>${shared.map((text) => `<si><r><t>${xml(text)}</t></r><rPh sb="0" eb="1"><t>ㄌㄥˊ</t></rPh></si>`).join("")}</sst>`,
    ]);
  const lines = (function* () {
    yield `${before}<worksheet ${MAIN}><sheetData>`;
    for (const [at, row] of rows.entries()) {
      const cells = row.map((raw, column) => cell(raw, `${letterOf(column)}${at + 1}`)).join("");
      yield cells === "" ? "" : `<row r="${at + 1}">${cells}</row>`;
    }
    yield `</sheetData><mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells></worksheet>`;
  })();
  await zip.add("xl/worksheets/sheet1.xml", lines);
  for (const [name, text] of Object.entries(parts)) await zip.add(name, [text]);
  await zip.end();
  const bytes = readFileSync(path);
  rmSync(dir, { recursive: true, force: true });
  return bytes;
}

const HEADS = COLUMNS.map(({ head }) => head);

export type Said = { [Key in ColumnKey]?: Raw };

/** One row under the ledger's own heads. */
export const line = (said: Said): Raw[] => COLUMNS.map(({ key }) => said[key] ?? null);

/** The ledger's sheet with these rows. */
export const ledger = (rows: readonly Said[], more: Partial<RawBook> = {}): Promise<Buffer> =>
  workbook({ rows: [HEADS, ...rows.map(line)], ...more });

/** A hazard as an office would write it down. */
export const aRow = (more: Said = {}): Said => ({
  enterprise_name: "甲中学",
  site: "化学准备室",
  source: "检查",
  found_at: "2021-06-05",
  description: "酒精与高锰酸钾同柜存放",
  category: "储存",
  focus_point: "3",
  grade: "一般",
  lead_unit: "区教育局",
  ...more,
});
