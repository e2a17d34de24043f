import { byUnit, itemLine } from "./digest-parts.ts";
import { select } from "./digest-lists.ts";
import type { Decision, DigestList, MajorItem, RedItem, RedUnit } from "./digest-view.ts";
import { card, heading, markdown, plain, small, type Card, type Element } from "./elements.ts";
import { escape } from "./text.ts";

/** Somebody's own slice of the district, on a morning. */
export type SliceView = {
  /** Its day. */
  id: string;
  /** `6月21日（周一）` */
  date: string;
  /** The campaign, or the unit's name with its light. */
  whose: string;
  headline: string;
  decisions: readonly Decision[];
  redCount: number;
  redItems: readonly RedItem[];
  redUnits: readonly RedUnit[];
  majorCount: number;
  majors: readonly MajorItem[];
  progress: string;
  /** The figures that open. */
  lists: readonly DigestList[];
};

const SHOWN = 5;

const section = (
  title: string,
  count: number,
  items: readonly Element[],
  lead: readonly Element[] = [],
): Element[] => {
  if (count === 0) return [];
  const rest = count - Math.min(items.length, SHOWN);
  return [
    heading(title),
    ...lead,
    ...items.slice(0, SHOWN),
    ...(rest > 0 ? [plain(`另有${rest}件，见“打开清单”。`)] : []),
  ];
};

/** A private morning card: what is to be decided, what is red, what is major. It asks for no chore. */
export function sliceCard(view: SliceView): Card {
  const { date, whose, headline, decisions, redCount, redItems, redUnits, majorCount, majors } = view;
  const head = { title: `${date}晨报`, subtitle: whose, colour: "blue" as const };
  const lines = (items: readonly RedItem[]) => items.map(({ title, line }) => itemLine(title, line));
  return card("晨报", head, [
    markdown(`**${escape(headline)}**`, { text_size: "heading-4" }),
    ...section(`请决定${decisions.length}件`, decisions.length, lines(decisions)),
    ...section(`红灯${redCount}条`, redCount, lines(redItems), byUnit(redUnits)),
    ...section(
      `重大隐患${majorCount}条`,
      majorCount,
      majors.map(({ title, line, light }) => itemLine(title, line, light)),
    ),
    ...(view.progress ? [heading("阶段和报送"), plain(view.progress)] : []),
    ...(view.lists.length > 0 ? [select(view.id, "打开清单", view.lists, "slice.list")] : []),
    small("只发给您。编号可直接发，例：隐患 12；发“日报”看最近一期。"),
  ]);
}
