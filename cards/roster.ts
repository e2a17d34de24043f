import { fold } from "./blocks.ts";
import { button, confirming, row, type RowView } from "./buttons.ts";
import { pageOf } from "./pager.ts";
import { card, columns, facts, plain, small, type Card, type Element, type Tag } from "./elements.ts";
import { cut } from "./text.ts";

export type UnitRosterView = {
  unit: string;
  /** Who sits in each seat; an empty one says 空缺. */
  seats: readonly (readonly [seat: string, names: string])[];
  /** Why somebody cannot be reached; empty when all is well. */
  wrong: string;
  /** Who sat where, and from when to when, newest first; for the office. */
  history: readonly string[];
  /** Who joined at their own asking: the office that let them in may unseat them. */
  joined: readonly { id: string; name: string; seat: string }[];
};

const HISTORY_LINES = 30;
const LINE_CHARACTERS = 80;
const NAME_CHARACTERS = 20;

/** One unit's people. */
export function unitRosterCard({ unit, seats, wrong, history, joined }: UnitRosterView): Card {
  const tags: Tag[] = wrong ? [{ text: "待补", colour: "neutral" }] : [];
  const shown = history.slice(0, HISTORY_LINES);
  return card("名册", { title: "名册", subtitle: unit, colour: "blue", tags }, [
    ...facts(seats),
    ...(wrong ? [small(`待补：${wrong}。`)] : []),
    ...joined.map(joinedRow),
    ...(shown.length > 0
      ? [
          fold(
            `历任（${history.length}）`,
            shown.map((line) => small(cut(line, LINE_CHARACTERS))),
          ),
        ]
      : []),
    small("要加入请本人发“申请加入”；换人请办公室改名册，手上的事自动转给接手的人。"),
  ]);
}

const joinedRow = ({ id, name, seat }: UnitRosterView["joined"][number]): Element => {
  const who = cut(name, NAME_CHARACTERS);
  return columns([
    { elements: [plain(`${who}　${seat}（申请加入）`)], align: "center" },
    {
      elements: [
        button({ label: "离席", act: "seat.unseat", id, rev: 0 }, "danger", {
          width: "default",
          ...confirming("请人离席？", `${who}会收到通知，手上的事转给接手的人。`),
        }),
      ],
      width: "auto",
    },
  ]);
};

export type RosterView = { reader: string; rows: readonly RowView[]; wanting: number; page?: number };

const A_PAGE = 20;

/** Every unit's people at a glance, for the office. */
export function rosterCard({ reader, rows, wanting, page = 1 }: RosterView): Card {
  const head = {
    title: `名册（${rows.length}家）`,
    subtitle: reader,
    colour: "blue" as const,
    tags: wanting > 0 ? [{ text: `待补${wanting}家`, colour: "neutral" as const }] : [],
  };
  const { shown, pager } = pageOf(rows, page, A_PAGE, "家");
  return card("名册", head, [...shown.map(row), ...pager, small("点一行看席位和历任。")]);
}
