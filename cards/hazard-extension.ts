import { z } from "zod";
import { dayInWords } from "../src/dates.ts";
import { facts, type Element } from "./elements.ts";
import { optionalText, requiredDay, requiredText } from "./fields.ts";
import { datePicker, input } from "./form.ts";
import { actForm, answerForm, nameOf } from "./hazard-form.ts";
import type { HazardView } from "./hazard-view.ts";

const WORDS = 300;

/** More time: why, what was done, what protects people meanwhile, until when (X1). */
export const extendForm = (view: HazardView): Element =>
  actForm(
    view,
    { act: "extend", label: "申请延期" },
    [
      input({ name: "cause", label: "延期原因", most: WORDS, rows: 2, required: true }),
      input({ name: "done", label: "已做工作", value: view.progress, most: WORDS, rows: 2, required: true }),
      input({
        name: "protection",
        label: "延期期间的防范措施",
        value: view.protection,
        most: WORDS,
        rows: 2,
        required: true,
      }),
      ...datePicker({ name: "until", label: "申请延至", required: true }),
    ],
    view.grade === "general"
      ? "由本单位负责人审批。没有答复前，期限照常计算。"
      : "由办公室审批。没有答复前，期限照常计算。",
  );

export const ExtendHazardForm = z.object({
  cause: requiredText("延期原因", WORDS),
  done: requiredText("已做工作", WORDS),
  protection: requiredText("防范措施", WORDS),
  until: requiredDay("申请延至"),
});
export type ExtendHazardForm = z.output<typeof ExtendHazardForm>;

/** A request for more time before whoever decides (X2). */
export function extensionAnswer(view: HazardView): Element[] {
  const { extension } = view.tracks;
  if (!extension) return [];
  const { by, askedOn, cause, done, protection, until } = extension;
  return [
    ...facts([
      ["申请人员", `${nameOf(view, by)}，${dayInWords(askedOn, view.today)}`],
      ["延期原因", cause],
      ["已做工作", done],
      ["防范措施", protection],
      ["申请延至", dayInWords(until, view.today)],
    ]),
    answerForm(
      view,
      { act: "extend.grant", label: "同意延期" },
      { act: "extend.refuse", label: "不同意延期", warns: `${view.unit}会收到通知，期限不变。` },
      [
        ...datePicker({ name: "until", label: "同意延至", required: true }, until),
        input({ name: "reason", label: "意见（不同意时必填）", most: WORDS, rows: 2 }),
      ],
    ),
  ];
}

export const DecideHazardForm = z.object({
  until: requiredDay("同意延至"),
  reason: optionalText("意见", WORDS),
});
export type DecideHazardForm = z.output<typeof DecideHazardForm>;
