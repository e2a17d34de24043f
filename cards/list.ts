import { fold } from "./blocks.ts";
import { button, row, type Act, type RowView } from "./buttons.ts";
import { card, plain, small, type Card } from "./elements.ts";

const SHOWN = 10;
/** So many rows fit on a card. */
export const MOST = 24;

export type ListView = {
  title: string;
  subtitle: string;
  rows: readonly RowView[];
  /** How many there are in all, when more than these rows. */
  count?: number;
  empty: string;
  foot?: string;
  /** What sends all of it as a sheet. */
  sheet?: Pick<Act, "act" | "id">;
};

/** A list whose rows open what they stand for. */
export function listCard({ title, subtitle, rows, count = rows.length, empty, foot, sheet }: ListView): Card {
  const head = {
    title: count > 0 ? `${title}（${count}）` : title,
    subtitle,
    colour: "blue" as const,
  };
  if (rows.length === 0) return card("清单", head, [plain(empty)]);
  const rest = rows.slice(SHOWN, MOST);
  const left = count - Math.min(rows.length, MOST);
  return card("清单", head, [
    ...rows.slice(0, SHOWN).map(row),
    ...(rest.length > 0 ? [fold(`其余${rest.length}件`, rest.map(row))] : []),
    ...(left > 0
      ? [small(`还有${left}件，${sheet ? "点“要表格”看全部" : "请发编号打开，例：隐患 12"}`)]
      : []),
    ...(sheet ? [button({ label: "要表格", ...sheet, rev: 0 })] : []),
    small(foot ?? "点一行打开。"),
  ]);
}
