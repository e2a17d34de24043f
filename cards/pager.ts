import type { ActionName } from "./actions.ts";
import { button } from "./buttons.ts";
import { pair, small, type Element } from "./elements.ts";

/** Where among its pages a card stands, and what its buttons carry to turn it. */
export type PagerView = {
  act: ActionName;
  page: number;
  pages: number;
  /** What stands for the page before and for the next. */
  codes: { back: string; on: string };
  onLabel?: string;
};

/** 上一页 and the next, and where this is; nothing when all stands on one page. */
export function pager({ act, page, pages, codes, onLabel = "下一页" }: PagerView): Element[] {
  if (pages <= 1) return [];
  const turn = (label: string, id: string) => button({ label, act, id, rev: 0 });
  const back = page > 1 ? [turn("上一页", codes.back)] : [];
  const on = page < pages ? [turn(onLabel, codes.on)] : [];
  const [one, other] = [...back, ...on];
  return [...(one && other ? [pair(one, other)] : one ? [one] : []), small(`第${page}页，共${pages}页`)];
}

/** One page of rows that are all at hand. */
export type PageOf<Item> = { shown: readonly Item[]; pager: Element[] };

/** The rows of one page, and what turns it; a page that is no longer there is the last. */
export function pageOf<Item>(
  items: readonly Item[],
  asked: number,
  aPage: number,
  measure = "项",
): PageOf<Item> {
  const pages = Math.max(1, Math.ceil(items.length / aPage));
  const page = Math.min(Math.max(1, asked), pages);
  const codes = { back: String(page - 1), on: String(page + 1) };
  const onLabel = `还有${items.length - page * aPage}${measure}`;
  return {
    shown: items.slice((page - 1) * aPage, page * aPage),
    pager: pager({ act: "tray.page", page, pages, codes, onLabel }),
  };
}

const PAGE = /^page:(\d{1,3})$/;

/** What a copy remembers of the page it was turned to. */
export const pageForm = (page: string): string => `page:${page}`;
/** The page that a copy was turned to; the first when it was not, `null` when there is none such. */
export const pageIn = (form: string | null): number | null =>
  form === null ? 1 : Number(PAGE.exec(form)?.[1] ?? 0) || null;
