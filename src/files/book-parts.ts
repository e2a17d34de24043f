import { dayOf, timeOf } from "../dates.ts";
import { rowsBy } from "../db/statements.ts";
import type { Value } from "../files/cells.ts";
import type { Sheet, SheetColumn, SheetLine } from "../files/workbook.ts";
import type { Turn } from "../turn.ts";

const A_PAGE = 500;

/** What else than hazards is exported for the operator: a sheet a table, page by page. */
export type Book = {
  name: string;
  columns: SheetColumn[];
  lines: (turn: Turn) => AsyncGenerator<SheetLine[]>;
};

export const text = (head: string, width: number): SheetColumn => ({ head, width, kind: "text" });
export const day = (head: string): SheetColumn => ({ head, width: 12, kind: "day" });
export const whole = (head: string): SheetColumn => ({ head, width: 10, kind: "whole" });

/** A table's rows in the order of their ids; each page begins after the last row of the one before. */
export async function* pagesOf<Row>(
  turn: Turn,
  table: { name: string; where?: string; values?: readonly string[] },
  find: (id: string[]) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  const { name, where = "", values = [] } = table;
  for (let last = ""; ;) {
    const ids = await rowsBy(
      turn.tx,
      `SELECT id FROM ${name} WHERE district_id = ? AND id > ? ${where} ORDER BY id LIMIT ${A_PAGE}`,
      [turn.district, last, ...values],
      ({ id }) => String(id),
    );
    if (ids.length === 0) return;
    yield await find(ids);
    last = ids.at(-1) ?? "";
  }
}

export const BY_ID = { order: { id: "ASC" } } as const;

export const line = (values: Value[]): SheetLine => ({ values });

/** `2021-06-05 09:30`, in the district's own time. */
export function stamp({ campaign }: Pick<Turn, "campaign">, at: Date): string {
  const zone = campaign.district.timezone;
  return `${dayOf(at, zone)} ${timeOf(at, zone)}`;
}

/** How a workbook was made: a fact a line, asked for when the sheets before it are written. */
export const cover = (width: number, facts: () => string[][]): Sheet => ({
  name: "说明",
  isPlain: true,
  columns: [text("", 14), text("", width)],
  lines: (function* () {
    yield facts().map(line);
  })(),
});
