import {
  AlignmentType,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from "docx";
import { tidy } from "../../cards/text.ts";
import { FONTS, PAGE_WIDTH, SIZES, TABLE_LINE } from "./official-styles.ts";

export type OfficialColumn = { head: string; share: number; align?: "left" | "center" };

export type OfficialTable = { columns: readonly OfficialColumn[]; rows: readonly (readonly string[])[] };

export type Font = (typeof FONTS)[keyof typeof FONTS];

/** A piece of text in one font; what was typed stays text. */
export const run = (text: string, font: Font, size: number): TextRun =>
  new TextRun({
    text: tidy(text),
    font: { ascii: font, hAnsi: font, eastAsia: font, hint: "eastAsia" },
    size,
  });

/** Lines of one height, whatever stands in them. */
export const fixed = (line: number) => ({ line, lineRule: LineRuleType.EXACT, before: 0, after: 0 });

const CELL_MARGINS = { top: 40, bottom: 40, left: 80, right: 80 };

/** A table over the whole width: its head stands on every page again, and no row is split between two. */
export function tableOf({ columns, rows }: OfficialTable): Table {
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.round((PAGE_WIDTH * share) / all));
  const cell = (words: string, at: number, font: Font) =>
    new TableCell({
      children: [
        new Paragraph({
          children: [run(words, font, SIZES.table)],
          spacing: fixed(TABLE_LINE),
          alignment: columns[at]?.align === "left" ? AlignmentType.LEFT : AlignmentType.CENTER,
        }),
      ],
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      margins: CELL_MARGINS,
      verticalAlign: VerticalAlign.CENTER,
    });
  const heads = columns.map(({ head }, at) => cell(head, at, FONTS.heading));
  return new Table({
    columnWidths: widths,
    width: { size: PAGE_WIDTH, type: WidthType.DXA },
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: heads }),
      ...rows.map(
        (row) =>
          new TableRow({ cantSplit: true, children: row.map((words, at) => cell(words, at, FONTS.body)) }),
      ),
    ],
  });
}
