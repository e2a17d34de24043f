import { choice, row, type RowView } from "./buttons.ts";
import { pager } from "./pager.ts";
import { card, columns, plain, small, type Card, type Element } from "./elements.ts";
import type { Option } from "./form.ts";
import { cut } from "./text.ts";

/** One thing that a list can be narrowed to. */
export type FilterView = { name: string; options: readonly Option[]; chosen: string };

export type SearchView = {
  title: string;
  /** What was asked, and of what. */
  subtitle: string;
  filters: readonly FilterView[];
  rows: readonly RowView[];
  count: number;
  /** There are more than anybody turns pages for. */
  hasMore: boolean;
  page: number;
  pages: number;
  /** The whole of what is asked for, on one page or another: what a button carries. */
  codes: { now: string; back: string; on: string };
  /** It answers what was asked at this moment, and does not follow what comes after. */
  asOf: string;
  foot: string;
};

const CELLS = 2;
/** Ten rows and the selects share one card. */
const ROW_CHARACTERS = 60;

const shortened = (view: RowView): RowView => ({
  ...view,
  title: cut(view.title, ROW_CHARACTERS),
  lines: view.lines.map((line) => cut(line, ROW_CHARACTERS)),
});

/** Hazards by words, narrowed by selects, page by page; for its asker alone. */
export function searchCard(view: SearchView): Card {
  const { title, subtitle, count, hasMore, rows, filters, codes, foot, page, pages, asOf } = view;
  const counted = count > 0 ? `${title}（${count}${hasMore ? "以上" : ""}）` : title;
  return card("查隐患", { title: counted, subtitle, colour: "blue" }, [
    ...filterRows(filters, codes.now),
    ...(rows.length === 0 ? [plain("没有符合的条目。")] : rows.map((each) => row(shortened(each)))),
    ...pager({ act: "search.page", page, pages, codes }),
    small(`截至${asOf}。${foot}`),
  ]);
}

const filter = (code: string, { name, options, chosen }: FilterView): Element =>
  choice(
    { label: "全部", act: "search.filter", id: code, rev: 0 },
    options.map(({ value, text }) => ({ text: cut(text, 20), value: `${name}:${value}` })),
    { initial_option: `${name}:${chosen}` },
  );

function filterRows(filters: readonly FilterView[], code: string): Element[] {
  const rows: Element[] = [];
  for (let at = 0; at < filters.length; at += CELLS) {
    const cells = filters.slice(at, at + CELLS).map((each) => ({ elements: [filter(code, each)] }));
    rows.push(columns(cells));
  }
  return rows;
}
