import type { EntitySchema } from "typeorm";
import { dayOf, timeOf } from "../dates.ts";
import { namesOf } from "../campaign/people.ts";
import { findBy } from "../db/statements.ts";
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

type Identified = { id: string };
type Pages<Row> = {
  table: EntitySchema<Row & Identified>;
  where?: string;
  values?: readonly string[];
};

/** Of the turn's own campaign alone. */
export const oursIn = ({ campaign }: Turn) => ({ where: "AND campaign = ?", values: [campaign.key] });

/** A table's rows in the order of their ids; each page begins after the last row of the one before. */
export async function* pagesOf<Row extends Identified>(
  { tx, district }: Turn,
  { table, where = "", values = [] }: Pages<Row>,
): AsyncGenerator<Row[]> {
  for (let last = ""; ;) {
    const page = await findBy<Row>(
      tx,
      table,
      `district_id = ? AND id > ? ${where} ORDER BY id LIMIT ${A_PAGE}`,
      [district, last, ...values],
    );
    if (page.length === 0) return;
    yield page;
    last = page.at(-1)?.id ?? "";
  }
}

/** The same pages, with the names of the people that their rows speak of. */
export async function* namedPagesOf<Row extends Identified>(
  turn: Turn,
  pages: Pages<Row>,
  peopleOf: (row: Row) => readonly (string | null)[],
): AsyncGenerator<{ page: Row[]; nameOf: (id: string | null) => string }> {
  for await (const page of pagesOf(turn, pages)) {
    const names = await namesOf(turn, page.flatMap(peopleOf));
    yield { page, nameOf: (id) => names.get(id ?? "") ?? "" };
  }
}

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
