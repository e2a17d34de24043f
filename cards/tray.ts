import type { Day } from "../src/dates.ts";
import { fold } from "./blocks.ts";
import { row, type RowView } from "./buttons.ts";
import { pageOf } from "./pager.ts";
import { band, card, plain, small, type Card, type Element, type Tag } from "./elements.ts";

/** One thing that waits for its reader, or for somebody else. */
export type TrayItem = {
  act: "open.task" | "open.hazard";
  id: string;
  title: string;
  lines: readonly string[];
  tag: Tag | null;
  dueOn: Day | null;
  /** It rang this morning. */
  isNews: boolean;
};

/** Why it rang this morning, in words: `逾期`, `今天到期`. */
export type Reason = { words: string; count: number };

export type TrayView = {
  reader: string;
  now: string;
  items: readonly TrayItem[];
  others: readonly TrayItem[];
  reasons: readonly Reason[];
  page: number;
};

const A_PAGE = 8;
const OTHERS = 4;
const COUNTED: readonly { colour: Tag["colour"]; word: string }[] = [
  { colour: "red", word: "红灯" },
  { colour: "yellow", word: "黄灯" },
  { colour: "blue", word: "待签收" },
];
const RANKS: readonly Tag["colour"][] = ["red", "yellow"];
const LAST: Day = "9999-12-31";

const rankOf = ({ tag }: TrayItem): number => {
  const rank = RANKS.findIndex((colour) => colour === tag?.colour);
  return rank === -1 ? RANKS.length : rank;
};

/** Red, then yellow, then what is due first. */
export const byUrgency = (one: TrayItem, other: TrayItem): number =>
  rankOf(one) - rankOf(other) || (one.dueOn ?? LAST).localeCompare(other.dueOn ?? LAST);

const rowOf = ({ act, id, title, lines, tag, isNews }: TrayItem): Element => {
  const view: RowView = { act, id, rev: 0, title, lines, tag, alarm: tag?.colour === "red" };
  return row(isNews ? { ...view, lines: [...lines, "今早提醒"] } : view);
};

/** 我的待办: everything that waits for one person. It stays blue, its tags count the lights (CARDS §1). */
export function trayCard({ reader, now, items, others, reasons, page }: TrayView): Card {
  const { shown, pager } = pageOf(items.toSorted(byUrgency), page, A_PAGE);
  const head = {
    title: items.length > 0 ? `我的待办（${items.length}）` : "我的待办",
    subtitle: `${reader} · ${now}`,
    colour: "blue" as const,
    tags: countsOf(items),
  };
  return card("待办有更新", head, [
    ...newsOf(reasons),
    ...(items.length === 0 ? [plain("没有待办。有新任务会发到这里。")] : []),
    ...shown.map(rowOf),
    ...pager,
    ...othersOf(others),
    ...(items.length > 0 ? [small("点一行打开。回复照片或文件，会问归入哪一项。")] : []),
  ]);
}

const newsOf = (reasons: readonly Reason[]): Element[] => {
  const count = reasons.reduce((sum, each) => sum + each.count, 0);
  if (count === 0) return [];
  return [band(`今天要办${count}件`, reasons.map(({ words, count: of }) => `${words}${of}件`).join("、"))];
};

const countsOf = (items: readonly TrayItem[]): Tag[] =>
  COUNTED.flatMap(({ colour, word }): Tag[] => {
    const count = items.filter(({ tag }) => tag?.colour === colour).length;
    return count > 0 ? [{ text: `${word}${count}`, colour }] : [];
  });

function othersOf(others: readonly TrayItem[]): Element[] {
  if (others.length === 0) return [];
  const rest = others.length - OTHERS;
  return [
    fold(`等待他人（${others.length}）`, [
      ...others.toSorted(byUrgency).slice(0, OTHERS).map(rowOf),
      ...(rest > 0 ? [small(`还有${rest}项，请发编号打开，例：隐患 12`)] : []),
    ]),
  ];
}
