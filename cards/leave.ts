import { z } from "zod";
import { button, confirming, row, type RowView } from "./buttons.ts";
import { card, facts, plain, small, type Card } from "./elements.ts";
import { choice, requiredDay } from "./fields.ts";
import { datePicker, form, select, sideBySide, submit, type Option } from "./form.ts";

export type LeaveView = {
  id: string;
  /** Whose leave, and from which seats. */
  who: string;
  unit: string;
  seats: string;
  /** Seats of other bodies, whose cards go on coming. */
  beside: string;
  fromOn: string | null;
  toOn: string | null;
  span: string;
  cover: { id: string; name: string } | null;
  colleagues: readonly Option[];
  state: "asked" | "agreed" | "ended" | "dropped";
  /** Whether the last day has passed. */
  over: boolean;
};

const TITLES = { asked: "请假登记", agreed: "已请假", ended: "已销假", dropped: "没有登记" };

/** Leave, shown back to be agreed with one tap; then what was agreed. */
export function leaveCard(view: LeaveView): Card {
  const { id, who, unit, seats, state, span, cover, over } = view;
  const isOver = state === "agreed" && over;
  const head = {
    title: isOver ? "请假已结束" : TITLES[state],
    subtitle: `${who} · ${unit}`,
    colour:
      state === "asked"
        ? ("blue" as const)
        : state === "agreed" && !isOver
          ? ("wathet" as const)
          : ("grey" as const),
  };
  if (state === "asked") return card("请假待确认", head, [leaveForm(view)]);
  const lines = facts([
    ["日期", span],
    ["席位", seats],
    ["代办", cover?.name ?? ""],
  ]);
  if (state !== "agreed" || isOver) return card("请假有更新", head, [...lines, small(ended(view))]);
  const ask = confirming("销假？", "从现在起卡片发回本人，代办人不再代办。");
  return card("请假已登记", head, [
    ...lines,
    button({ label: "销假", act: "leave.end", id, rev: 0 }, "default", ask),
    small("到期自动结束，提前回来点“销假”。请假期间卡片还能看。"),
  ]);
}

const ended = ({ state, who }: LeaveView): string =>
  state === "dropped" ? "没有登记请假。要请假请再发“请假”。" : `卡片照常发给${who}。`;

function leaveForm({ id, fromOn, toOn, cover, colleagues, beside, seats }: LeaveView) {
  if (colleagues.length === 0)
    return plain("本单位名册里没有别的人可以代办。请办公室先补名册，或请同事发“申请加入”。");
  return form("leave", [
    sideBySide(
      datePicker({ name: "fromOn", label: "从哪天", required: true }, fromOn),
      datePicker({ name: "toOn", label: "到哪天", required: true }, toOn),
    ),
    ...select({ name: "coverId", label: "由谁代办", required: true }, colleagues, cover?.id ?? null),
    submit({ label: "确认请假", act: "leave.agree", id, rev: 0 }, "primary_filled"),
    button({ label: "不请假", act: "leave.drop", id, rev: 0 }, "default", { name: "go_drop" }),
    small(`代办${seats}：卡片发给代办人，能办的事一样；本人的卡片还能看。到期自动结束。${beside}`),
  ]);
}

/** What the leave form sends. */
export const LeaveForm = z.object({
  fromOn: requiredDay("从哪天"),
  toOn: requiredDay("到哪天"),
  coverId: choice("由谁代办"),
});
export type LeaveForm = z.output<typeof LeaveForm>;

export type CoverView = {
  who: string;
  unit: string;
  seats: string;
  span: string;
  state: "coming" | "running" | "over";
  rows: readonly RowView[];
};

const SHOWN = 8;
const COVER_TITLES = { coming: "将要代办", running: "正在代办", over: "代办结束" };

/** For whoever covers: whose seat, which days, and what is open there. */
export function coverCard({ who, unit, seats, span, state, rows }: CoverView): Card {
  const title = state === "over" ? COVER_TITLES.over : `${COVER_TITLES[state]}（${rows.length}件）`;
  const head = {
    title,
    subtitle: `${who} · ${unit}`,
    colour: state === "over" ? ("grey" as const) : ("blue" as const),
  };
  const lines = facts([
    ["日期", span],
    ["席位", seats],
  ]);
  if (state === "over") return card("代办已结束", head, [...lines, small(`卡片发回${who}，不用再办。`)]);
  const rest = rows.length - SHOWN;
  return card("有代办的席位", head, [
    ...lines,
    ...rows.slice(0, SHOWN).map(row),
    ...(rest > 0 ? [small(`还有${rest}件，发“我的任务”“我的隐患”可看全部。`)] : []),
    small(
      state === "running"
        ? "这几天的卡片发到这里，能办的事和本人一样。"
        : "到时卡片发到这里；现在仍由本人办理。",
    ),
  ]);
}
