import { row, button, type RowView } from "./buttons.ts";
import { card, facts, small, type Card } from "./elements.ts";

export type HandoverView = {
  id: string;
  from: string;
  unit: string;
  seats: string;
  state: "open" | "taken";
  /** Who took it, and when: `教育局B角 6月18日 09:05`. */
  taken: string;
  rows: readonly RowView[];
};

const SHOWN = 10;

/** All that somebody left open, taken over with one tap. */
export function handoverCard({ id, from, unit, seats, state, taken, rows }: HandoverView): Card {
  const isOpen = state === "open";
  const head = {
    title: isOpen ? `待接手（${rows.length}件）` : "已接手",
    subtitle: `${from} · ${unit}`,
    colour: isOpen ? ("blue" as const) : ("green" as const),
  };
  const rest = rows.length - SHOWN;
  return card("有工作要接手", head, [
    ...facts([
      ["原席位", seats],
      ["接手人", taken],
    ]),
    ...(isOpen ? [button({ label: "全部接手", act: "handover.take", id, rev: 0 }, "primary_filled")] : []),
    ...rows.slice(0, SHOWN).map(row),
    ...(rest > 0 ? [small(`还有${rest}件，发“我的任务”“我的隐患”可看全部。`)] : []),
    small(isOpen ? "接手后每一件都记一笔。接手前照常提醒本单位在岗的人。" : "每一件的办理过程里都有记录。"),
  ]);
}
