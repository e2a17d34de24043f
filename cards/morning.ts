import { row } from "./buttons.ts";
import { card, plain, small, type Card, type Tag } from "./elements.ts";

/** One thing that is due a word today. */
export type MorningItem = {
  act: "open.task" | "open.hazard";
  id: string;
  title: string;
  lines: readonly string[];
  tag: Tag | null;
};

export type MorningView = {
  reader: string;
  today: string;
  items: readonly MorningItem[];
  lights: readonly Tag[];
  worst: "blue" | "yellow" | "red";
};

/** Everything due to one person this morning, merged into one card. */
export function morningCard({ reader, today, items, lights, worst }: MorningView): Card {
  const head = {
    title: items.length > 0 ? `今天要办${items.length}件` : "今天的都办了",
    subtitle: `${reader} · ${today}`,
    colour: items.length > 0 ? worst : ("green" as const),
    tags: lights,
  };
  if (items.length === 0) return card("今天的事都办了", head, [plain("没有待办。有新任务会发到这里。")]);
  return card(`今天有${items.length}件事要办`, head, [
    ...items.map(({ act, id, title, lines, tag }) => row({ act, id, rev: 0, title, lines, tag })),
    small("点一行打开。回复照片或文件，会问归入哪一项。"),
  ]);
}
