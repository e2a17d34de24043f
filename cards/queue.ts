import { figures, fold } from "./blocks.ts";
import { row } from "./buttons.ts";
import { pageOf } from "./pager.ts";
import { card, lightTag, plain, small, type Card, type Tag } from "./elements.ts";

/** One thing that waits for the office. */
export type QueueItem = {
  kind:
    | "review"
    | "extension"
    | "assign"
    | "verify"
    | "confirm"
    | "ask"
    | "join"
    | "handover"
    | "seat"
    | "objection"
    | "bulletin";
  title: string;
  unit: string;
  act:
    | "open.task"
    | "open.hazard"
    | "open.queue"
    | "open.join"
    | "open.handover"
    | "open.roster"
    | "open.sunit"
    | "open.bulletin";
  id: string;
  waited: number;
  limit: number | null;
  /** What is wanted of what has no limit. */
  word?: string;
  /** Red however short it has waited. */
  isRed?: boolean;
};

export type QueueView = { reader: string; now: string; items: readonly QueueItem[]; page?: number };

const SHOWN = 5;
/** So many rows are far from what a card may hold, at the longest titles. */
const A_PAGE = 20;

const KINDS: Record<QueueItem["kind"], string> = {
  review: "待审核",
  extension: "延期审批",
  assign: "待交办",
  verify: "待复查",
  confirm: "销号确认",
  ask: "待答复",
  join: "申请加入",
  handover: "待接手",
  seat: "席位空缺",
  objection: "考核申诉",
  bulletin: "通报",
};

type Clock = Pick<QueueItem, "waited" | "limit" | "word" | "isRed">;

const left = ({ waited, limit }: Clock): number => (limit === null ? Infinity : limit - waited);

/** The office's clocks are short: they say how long is left instead of a light (CARDS §3). */
export function tagOf(item: Clock): Tag {
  const days = left(item);
  if (item.isRed && days >= 0) return lightTag("red");
  if (days === Infinity) return { text: item.word ?? "待补", colour: "neutral" };
  if (days < 0) return { text: "超时限", colour: "red" };
  return days === 0 ? { text: "今天到限", colour: "yellow" } : { text: `剩${days}天`, colour: "neutral" };
}

export const linesOf = ({ unit, waited, limit }: QueueItem): string[] => [
  limit === null ? unit : `${unit} · 已等${waited}天（限${limit}天）`,
];

const rowOf = (item: QueueItem) =>
  row({
    title: item.title,
    lines: linesOf(item),
    act: item.act,
    id: item.id,
    rev: 0,
    tag: tagOf(item),
    alarm: left(item) < 0,
  });

/** Everything that waits for the office, what waits longest first; its ages show to the chief convener too. */
export function queueCard({ reader, now, items, page = 1 }: QueueView): Card {
  const sorted = items.toSorted((one, other) => left(one) - left(other));
  const late = items.filter((item) => left(item) < 0).length;
  const today = items.filter((item) => left(item) === 0).length;
  const head = {
    title: items.length > 0 ? `办公室待办（${items.length}）` : "办公室待办",
    subtitle: `${reader} · ${now}`,
    colour: late > 0 ? ("red" as const) : ("blue" as const),
    tags: [
      ...(late > 0 ? [{ text: `超时限${late}`, colour: "red" } satisfies Tag] : []),
      ...(today > 0 ? [{ text: `今天到限${today}`, colour: "yellow" } satisfies Tag] : []),
    ],
  };
  if (items.length === 0) return card("办公室待办有更新", head, [plain("没有待办。")]);
  const { shown, pager } = pageOf(sorted, page, A_PAGE, "件");
  const rest = shown.slice(SHOWN);
  return card("办公室待办有更新", head, [
    countsOf(items),
    ...shown.slice(0, SHOWN).map(rowOf),
    ...(rest.length > 0
      ? [fold(`${pager.length > 0 ? "本页" : ""}其余${rest.length}件`, rest.map(rowOf))]
      : []),
    ...pager,
    small("天数为工作日。点一行打开。"),
  ]);
}

function countsOf(items: readonly QueueItem[]) {
  const kinds = (
    [
      "review",
      "extension",
      "assign",
      "verify",
      "confirm",
      "objection",
      "bulletin",
      "join",
      "handover",
      "seat",
    ] as const
  ).filter((kind) => items.some((item) => item.kind === kind));
  return figures(
    kinds.map((kind) => {
      const these = items.filter((item) => item.kind === kind);
      const longest = Math.max(...these.map(({ waited }) => waited));
      return {
        value: these.length,
        label: KINDS[kind],
        note: kind === "seat" ? "请补名册" : `最久${longest}天`,
      };
    }),
  );
}
