import type { RowView } from "../../cards/buttons.ts";
import { listCard } from "../../cards/list.ts";
import { wordsCard } from "../../cards/words.ts";
import { csvOf } from "../files/csv.ts";
import type { Drawn, Person, Turn } from "../turn.ts";

/** A sheet for reading takes no more; the ledger has them all. */
export const MOST_LINES = 5_000;

/** A list's things are those of its cut-off; each is shown as it stands when it is looked at. */
export const AS_NOW = "条目以截止时为准，每条写的是现在的情况。点一行打开。";

const HEAD = ["名称", "单位", "现在情况", "灯号"];

/** What stands behind a figure, as far as it was asked for. */
export type Behind = {
  title: string;
  /** Of what it is a list, and as of when. */
  source: string;
  count: number;
  /** What is counted: 条, 家. */
  unit: string;
  rows: readonly RowView[];
  /** Over the columns of a sheet: a row's title, what its lines say, its light. */
  head?: readonly string[];
  empty: string;
  foot?: string;
};

/** Finds what is behind a list's card; `asked` is what the card was frozen with. */
export type FindBehind = (
  turn: Turn,
  asked: unknown,
  reader: { person: Person | null; most: number },
) => Promise<Behind | null>;

/** A list that its reader may have as a sheet, too. */
export const listOnCard = ({ source: subtitle, ...list }: Behind, id: string): Drawn => ({
  card: listCard({ ...list, subtitle, sheet: { act: "list.sheet", id } }),
});

/** The same list as a sheet: its name and count, a head, and a line for each row. */
export function sheetOf({ title, source, count, unit, rows, head = HEAD }: Behind): Drawn {
  const rest = count - rows.length;
  const text = csvOf([
    [`${title}（${count}${unit}）`, source],
    head,
    ...rows.map(({ title: subject, lines, tag }) => {
      const [first = "", ...state] = lines.join(" · ").split(" · ");
      return [subject, first, state.join(" · "), tag?.text ?? ""].slice(0, head.length);
    }),
    ...(rest > 0 ? [[`还有${rest}${unit}，请发“台账”`]] : []),
  ]);
  const file = `${source}-${title}.csv`.replaceAll(/[：:/\\]/g, "-");
  return { card: wordsCard(file), file: { name: file, bytes: new TextEncoder().encode(text) } };
}
