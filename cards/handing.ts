import { z } from "zod";
import { button } from "./buttons.ts";
import { card, facts, pair, plain, small, type Card, type Element } from "./elements.ts";
import { choice, optionalText, requiredText } from "./fields.ts";
import { form, input, select, submit, type Option } from "./form.ts";
import { cut } from "./text.ts";

const NOTE_CHARACTERS = 200;
const NAME = 20;

export type HandingView = {
  id: string;
  title: string;
  /** `任务〔2021〕0033号 · 区教育局` */
  code: string;
  reader: "giver" | "taker" | "observer";
  state: "drafted" | "offered" | "accepted" | "declined" | "withdrawn";
  from: string;
  to: string;
  note: string;
  reason: string;
  colleagues: readonly Option[];
  form: string | null;
};

const TITLES = {
  drafted: "转办",
  offered: "转办待答复",
  accepted: "已接办",
  declined: "没有接办",
  withdrawn: "转办已撤回",
};

function colourOf({ state, reader }: HandingView) {
  if (state === "drafted") return "blue" as const;
  if (state === "offered") return reader === "taker" ? ("blue" as const) : ("wathet" as const);
  return state === "accepted" ? ("green" as const) : ("grey" as const);
}

/** One thing handed from one person to another: asked, offered, answered. */
export function handingCard(view: HandingView): Card {
  const { state, title, code, from, to, note, reason } = view;
  const head = { title: TITLES[state], subtitle: code, colour: colourOf(view) };
  if (state === "drafted") return card("转办待填写", head, [plain(title), draftForm(view)]);
  const lines = facts([
    ["事项", title],
    ["转办", from],
    ["接办", to],
    ["说明", note],
    ["原因", reason],
  ]);
  return card("转办有更新", head, [...lines, ...next(view)]);
}

function draftForm({ id, colleagues }: HandingView): Element {
  if (colleagues.length === 0) return small("本单位名册里没有别的人。请同事发“申请加入”，或请办公室补名册。");
  return form("hand", [
    ...select({ name: "toId", label: "接办的人", required: true }, colleagues),
    input({ name: "note", label: "说明", most: NOTE_CHARACTERS, rows: 2, placeholder: "要做到哪一步" }),
    submit({ label: "提出转办", act: "hand.offer", id, rev: 0 }, "primary_filled"),
    small("对方点“接办”后才转过去；没有答复前仍由原来的人办。"),
  ]);
}

function next(view: HandingView): Element[] {
  const { id, state, reader } = view;
  if (state === "accepted") return [small("从现在起卡片和提醒发给接办的人，负责人也收到。")];
  if (state !== "offered") return [small("仍由原来的人办。")];
  if (reader === "giver")
    return [
      button({ label: "撤回转办", act: "hand.withdraw", id, rev: 0 }),
      small("等对方答复，没有答复前仍由原来的人办。"),
    ];
  if (reader === "observer") return [small("等接办的人答复。")];
  if (view.form === "hand.decline.form") return [declineForm(view)];
  return [
    pair(
      button({ label: "接办", act: "hand.accept", id, rev: 0 }, "primary_filled"),
      button({ label: "不接", act: "hand.decline.form", id, rev: 0 }, "default", { size: "large" }),
    ),
    small("接办后由接办的人填报、整改；不接请写原因。"),
  ];
}

const declineForm = ({ id }: HandingView): Element =>
  form("decline", [
    input({ name: "reason", label: "不接的原因", most: NOTE_CHARACTERS, rows: 2, required: true }),
    submit({ label: "不接", act: "hand.decline", id, rev: 0 }, "danger"),
    button({ label: "返回", act: "form.back", id, rev: 0 }, "default", { name: "go_back" }),
  ]);

/** To whom, and what there is to say. */
export const OfferForm = z.object({ toId: choice("接办的人"), note: optionalText("说明", NOTE_CHARACTERS) });
export type OfferForm = z.output<typeof OfferForm>;

/** Why it is not taken. */
export const NotTakenForm = z.object({ reason: requiredText("不接的原因", NOTE_CHARACTERS) });
export type NotTakenForm = z.output<typeof NotTakenForm>;

/** Who works on a thing, when that is not simply its unit; and who is asked to. */
export type HandsView = { executor: string; offered: string };

/** One line on a task's or hazard's card. */
export const handsLine = ({ executor, offered }: HandsView): Element[] => {
  const said = [
    ...(executor ? [`执行人：${cut(executor, NAME)}`] : []),
    ...(offered ? [`已转办给${cut(offered, NAME)}，等待接办`] : []),
  ];
  return said.length > 0 ? [small(said.join("；"))] : [];
};
