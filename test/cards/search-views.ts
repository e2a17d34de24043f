import type { RowView } from "../../cards/buttons.ts";
import type { Card } from "../../cards/elements.ts";
import { searchCard, type SearchView } from "../../cards/search.ts";

const ID = "0191a000-0033-7000-8000-000000000033";

const row = (title: string, more: Partial<RowView> = {}): RowView => ({
  act: "open.hazard",
  id: ID,
  rev: 0,
  title,
  lines: ["区教育局 · 6月25日（周五）· 还剩5个工作日"],
  tag: { text: "黄灯", colour: "yellow" },
  ...more,
});

const choice = (name: string, chosen: string, ...options: [value: string, text: string][]) => ({
  name,
  chosen,
  options: options.map(([value, text]) => ({ value, text })),
});

const view = (typed: (words: string) => string): SearchView => ({
  title: "隐患",
  subtitle: typed("“甲中学 混放”"),
  filters: [
    choice("scope", "all", ["all", "全部"], ["mine", "我的"], ["unit", "本单位"]),
    choice("state", "any", ["any", "不限状态"], ["rectifying", "整改中"]),
    choice("light", "any", ["any", "不限灯号"], ["red", "红灯"]),
    choice("grade", "any", ["any", "不限级别"], ["major", "重大（含疑似）"]),
    choice("focus", "0", ["0", "全部重点内容"], ["3", "3 品种台账"]),
  ],
  rows: [
    row(typed("隐患0012 甲中学")),
    row(typed("隐患0009 甲中学"), { lines: ["区教育局 · 已销号"], tag: null }),
    row(typed("隐患0007 甲中学"), {
      lines: ["区教育局 · 6月15日（周二）· 逾期3个工作日"],
      tag: { text: "红灯", colour: "red" },
      alarm: true,
    }),
  ],
  count: 19,
  hasMore: false,
  page: 2,
  pages: 3,
  codes: { now: "f0-0-0-0-0-2", back: "f0-0-0-0-0-1", on: "f0-0-0-0-0-3" },
  asOf: "6月18日 09:14",
  foot: "点一行打开。换词请再发，例：隐患 甲中学 混放",
});

/** A search in the middle of its pages, one that found nothing, and one that found too much. */
export const searchCards = (typed: (words: string) => string): Record<string, Card> => ({
  search: searchCard(view(typed)),
  "search-empty": searchCard({ ...view(typed), rows: [], count: 0, page: 1, pages: 1 }),
  "search-many": searchCard({
    ...view(typed),
    rows: Array.from({ length: 8 }, (_each, at) => row(typed(`隐患00${20 + at} 甲中学`))),
    count: 400,
    hasMore: true,
    page: 1,
    pages: 50,
    foot: "没有列全，请加条件，或多写几个字。",
  }),
});
