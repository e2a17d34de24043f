import { letterOf, serialOf, type CellKind, type Value } from "./cells.ts";
import { contentTypes, MAIN_RELS, rels, STYLES, workbookXml, xml } from "./workbook-parts.ts";
import { openZip } from "./zip.ts";

export type SheetColumn = {
  head: string;
  /** In characters. */
  width: number;
  kind: CellKind;
  /** Where the list of what may be chosen stands: `'选项'!$A$2:$A$8`. */
  choices?: string;
};

/** One line; where a cell leads to, if it does. */
export type SheetLine = { values: readonly Value[]; link?: { column: number; to: string } };

export type Sheet = {
  name: string;
  columns: readonly SheetColumn[];
  lines: AsyncIterable<readonly SheetLine[]> | Iterable<readonly SheetLine[]>;
  hidden?: boolean;
  /** Facts under one another, without filter and frozen head; written last, so that it can say how much there was. */
  isPlain?: boolean;
};

const HEAD = 1;
const TEXT = 2;
const DAY = 3;
const WHOLE = 4;
const LINK = 9;
const LIGHTS: Record<string, number> = { 绿灯: 5, 黄灯: 6, 红灯: 7, 已结束: 8 };
const LAST_ROW = 1_048_576;
/** What a cell holds at most. */
const LONGEST = 32_000;

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A cell as text: nothing in it is ever run. */
const textCell = (ref: string, style: number, text: string): string =>
  `<c r="${ref}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(text.slice(0, LONGEST))}</t></is></c>`;

function cell(ref: string, kind: CellKind, value: Value, isLink: boolean): string {
  if (value === null || value === "") return "";
  if (typeof value === "number") return `<c r="${ref}" s="${WHOLE}"><v>${value}</v></c>`;
  if (kind === "day" && ISO_DAY.test(value)) return `<c r="${ref}" s="${DAY}"><v>${serialOf(value)}</v></c>`;
  if (kind === "light") return textCell(ref, LIGHTS[value] ?? TEXT, value);
  return textCell(ref, isLink ? LINK : TEXT, value);
}

/** Writes a workbook sheet by sheet as the lines come; what it holds in memory does not grow with them. */
export async function writeWorkbook(path: string, sheets: readonly Sheet[]): Promise<void> {
  const zip = await openZip(path);
  await zip.add("[Content_Types].xml", [contentTypes(sheets.length)]);
  await zip.add("_rels/.rels", [MAIN_RELS]);
  await zip.add("xl/workbook.xml", [workbookXml(sheets)]);
  await zip.add("xl/_rels/workbook.xml.rels", [rels(sheets.length)]);
  await zip.add("xl/styles.xml", [STYLES]);
  const last = [...sheets.entries()].toSorted(
    ([, one], [, other]) => Number(isPlain(one)) - Number(isPlain(other)),
  );
  for (const [at, sheet] of last) await zip.add(`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet));
  await zip.end();
}

const isPlain = (sheet: Sheet): boolean => sheet.isPlain === true;

async function* sheetXml(sheet: Sheet): AsyncGenerator<string> {
  const { columns, lines } = sheet;
  const letters = columns.map((_column, at) => letterOf(at));
  yield opening(columns, letters, isPlain(sheet));
  const links: string[] = [];
  let row = isPlain(sheet) ? 0 : 1;
  for await (const page of lines) {
    let text = "";
    for (const { values, link } of page) {
      row += 1;
      text += `<row r="${row}">`;
      for (const [at, { kind }] of columns.entries())
        text += cell(`${letters[at] ?? ""}${row}`, kind, values[at] ?? null, link?.column === at);
      text += "</row>";
      if (link)
        links.push(`<hyperlink ref="${letters[link.column] ?? ""}${row}" location="${xml(link.to)}"/>`);
    }
    yield text;
  }
  yield "</sheetData>";
  if (!isPlain(sheet)) yield `<autoFilter ref="A1:${letters.at(-1) ?? "A"}${row}"/>`;
  yield validations(columns, letters);
  if (links.length > 0) yield `<hyperlinks>${links.join("")}</hyperlinks>`;
  yield "</worksheet>";
}

function opening(columns: readonly SheetColumn[], letters: readonly string[], bare: boolean): string {
  const frozen = bare
    ? '<sheetView workbookViewId="0"/>'
    : '<sheetView workbookViewId="0"><pane xSplit="2" ySplit="1" topLeftCell="C2" activePane="bottomRight" state="frozen"/></sheetView>';
  const cols = columns
    .map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    .join("");
  const heads = columns.map(({ head }, at) => textCell(`${letters[at] ?? ""}1`, HEAD, head)).join("");
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    `<sheetViews>${frozen}</sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${cols}</cols><sheetData>`,
    bare ? "" : `<row r="1" ht="30" customHeight="1">${heads}</row>`,
  ].join("");
}

function validations(columns: readonly SheetColumn[], letters: readonly string[]): string {
  const chosen = columns.flatMap(({ choices }, at) =>
    choices
      ? [
          `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="请从列表选" error="这一列只能从列表里选" ` +
            `sqref="${letters[at] ?? ""}2:${letters[at] ?? ""}${LAST_ROW}"><formula1>${xml(choices)}</formula1></dataValidation>`,
        ]
      : [],
  );
  return chosen.length === 0
    ? ""
    : `<dataValidations count="${chosen.length}">${chosen.join("")}</dataValidations>`;
}
