import { z } from "zod";
import { ASKABLE } from "../src/seats/joining.ts";
import { button } from "./buttons.ts";
import { card, facts, small, type Card, type Element } from "./elements.ts";
import { choice, optionalText, requiredText } from "./fields.ts";
import { form, input, select, submit, type Option } from "./form.ts";

const REASON_CHARACTERS = 200;
const REMARK_CHARACTERS = 100;
const NAME_CHARACTERS = 20;

export type JoiningView = {
  id: string;
  /** The one who asks, or the office that answers. */
  reader: "asker" | "office";
  state: "drafted" | "asked" | "approved" | "declined";
  name: string;
  unit: string;
  seat: string;
  remark: string;
  reason: string;
  units: readonly Option[];
  seats: readonly Option[];
  form: string | null;
};

const TITLES = { drafted: "申请加入", asked: "申请加入", approved: "已加入", declined: "没有加入" };
const COLOURS = { drafted: "blue", asked: "wathet", approved: "green", declined: "grey" } as const;

/** A request for a seat: a blank form, then what was asked, then what the office said. */
export function joiningCard(view: JoiningView): Card {
  const { state, reader, unit, name } = view;
  const head = {
    title: TITLES[state],
    subtitle: state === "drafted" ? "填好后由办公室答复" : `${name} · ${unit}`,
    colour: reader === "office" && state === "asked" ? ("blue" as const) : COLOURS[state],
  };
  return card("加入申请有更新", head, state === "drafted" ? [blank(view)] : [...asked(view), ...next(view)]);
}

const blank = ({ id, units, seats }: JoiningView): Element =>
  form("join", [
    input({ name: "name", label: "姓名", most: NAME_CHARACTERS, required: true }),
    ...select({ name: "unit", label: "单位", required: true }, units),
    ...select({ name: "seat", label: "席位", required: true }, seats),
    input({ name: "remark", label: "说明", most: REMARK_CHARACTERS, placeholder: "职务、接替谁" }),
    submit({ label: "提交申请", act: "join.ask", id, rev: 0 }, "primary_filled"),
    small("办公室两个工作日内答复，答复会发到这里。"),
  ]);

const asked = ({ name, unit, seat, remark }: JoiningView): Element[] =>
  facts([
    ["姓名", name],
    ["单位", unit],
    ["席位", seat],
    ["说明", remark],
  ]);

function next(view: JoiningView): Element[] {
  const { id, state, reader, reason } = view;
  if (state === "approved") return [small("从批准时起可以办理。发“帮助”看能办什么。")];
  if (state === "declined") return [...facts([["原因", reason]]), small("可以改好后再发“申请加入”。")];
  if (reader === "asker") return [small("等办公室答复，答复会发到这里。")];
  if (view.form === "join.decline.form") return [declineForm(view)];
  return [
    button({ label: "同意加入", act: "join.approve", id, rev: 0 }, "primary_filled"),
    button({ label: "不同意", act: "join.decline.form", id, rev: 0 }, "danger"),
    small("同意后立即生效。请先核对确是本人、确在该单位。"),
  ];
}

const declineForm = ({ id }: JoiningView): Element =>
  form("decline", [
    input({ name: "reason", label: "原因", most: REASON_CHARACTERS, rows: 2, required: true }),
    submit({ label: "不同意", act: "join.decline", id, rev: 0 }, "danger"),
    button({ label: "返回", act: "form.back", id, rev: 0 }, "default", { name: "go_back" }),
  ]);

/** What the request sends. */
export const JoinForm = z.object({
  name: requiredText("姓名", NAME_CHARACTERS),
  unit: choice("单位"),
  seat: z.enum(ASKABLE, "请选席位"),
  remark: optionalText("说明", REMARK_CHARACTERS),
});
export type JoinForm = z.output<typeof JoinForm>;

/** Why not. */
export const DeclineForm = z.object({ reason: requiredText("原因", REASON_CHARACTERS) });
export type DeclineForm = z.output<typeof DeclineForm>;
