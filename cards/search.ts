import type { ActionName } from "./actions.ts";
import { actionValue, button, row, type RowView } from "./buttons.ts";
import { card, columns, pair, plain, small, words, type Card, type Element } from "./elements.ts";
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
  const { title, subtitle, count, hasMore, rows, filters, codes, foot } = view;
  const counted = count > 0 ? `${title}（${count}${hasMore ? "以上" : ""}）` : title;
  return card("查隐患", { title: counted, subtitle, colour: "blue" }, [
    ...filterRows(filters, codes.now),
    ...(rows.length === 0 ? [plain("没有符合的条目。")] : rows.map((each) => row(shortened(each)))),
    ...pagerOf(view),
    small(foot),
  ]);
}

const filter = (code: string, { name, options, chosen }: FilterView): Element => ({
  tag: "select_static",
  width: "fill",
  placeholder: words("全部"),
  options: options.map(({ value, text }) => ({ text: words(cut(text, 20)), value: `${name}:${value}` })),
  initial_option: `${name}:${chosen}`,
  behaviors: [{ type: "callback", value: actionValue("search.filter", code, 0) }],
});

function filterRows(filters: readonly FilterView[], code: string): Element[] {
  const rows: Element[] = [];
  for (let at = 0; at < filters.length; at += CELLS) {
    const cells = filters.slice(at, at + CELLS).map((each) => ({ elements: [filter(code, each)] }));
    rows.push(columns(cells));
  }
  return rows;
}

function pagerOf({ page, pages, codes }: SearchView): Element[] {
  if (pages <= 1) return [];
  const turn = (label: string, code: string) =>
    button({ label, act: "search.page" satisfies ActionName, id: code, rev: 0 });
  const back = page > 1 ? [turn("上一页", codes.back)] : [];
  const on = page < pages ? [turn("下一页", codes.on)] : [];
  const [one, other] = [...back, ...on];
  return [...(one && other ? [pair(one, other)] : one ? [one] : []), small(`第${page}页，共${pages}页`)];
}
