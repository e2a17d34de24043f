import { z } from "zod";
import { countedDay } from "./deadline.ts";
import { small, type Element } from "./elements.ts";
import { choice, optionalText, requiredDay, requiredText } from "./fields.ts";
import { datePicker, form, input, people, select, sideBySide, submit } from "./form.ts";
import { back } from "./hazard-form.ts";
import type { HazardView } from "./hazard-view.ts";

const WORDS = 200;
const LONG = 500;

const acts = (
  label: string,
  act:
    | "hazard.assign"
    | "hazard.refuse"
    | "hazard.update"
    | "hazard.request"
    | "hazard.pass"
    | "hazard.return",
  { id, rev }: HazardView,
) => ({ label, act, id, rev });

/** The plan's three (责任、时限、措施) and who leads: without them nothing is assigned (H2). */
export const assignForm = (view: HazardView): Element =>
  form("assign", [
    ...select({ name: "unit", label: "责任单位", required: true }, view.assignTo, view.ownUnit),
    sideBySide(
      [input({ name: "person", label: "责任人", value: view.person, most: 40, required: true })],
      datePicker({ name: "dueOn", label: "整改期限", required: true }, view.deadline?.dueOn ?? null),
    ),
    input({ name: "measure", label: "整改措施", value: view.measure, most: WORDS, rows: 2, required: true }),
    submit(acts("交办", "hazard.assign", view), "primary_filled"),
  ]);

export const AssignForm = z.object({
  unit: choice("责任单位"),
  person: requiredText("责任人", 40),
  dueOn: requiredDay("整改期限"),
  measure: requiredText("整改措施", WORDS),
});
export type AssignForm = z.output<typeof AssignForm>;

/** Not ours (H4): why, and whose it is. */
export const refuseForm = (view: HazardView): Element =>
  form("refuse", [
    input({ name: "reason", label: "为什么不归本单位", most: WORDS, rows: 2, required: true }),
    ...select({ name: "rightUnit", label: "应归单位", required: true }, view.units),
    submit(acts("退回（非本单位职责）", "hazard.refuse", view), "danger", {
      title: "退回？",
      text: "退回办公室，由办公室重新交办。",
    }),
    back(view),
  ]);

export const RefuseForm = z.object({
  reason: requiredText("退回原因", WORDS),
  rightUnit: choice("应归单位"),
});
export type RefuseForm = z.output<typeof RefuseForm>;

/** What is being done: measure, funds, person, emergency plan, progress (H6). */
export const updateForm = (view: HazardView): Element =>
  form("update", [
    input({ name: "progress", label: "本次进展", most: LONG, rows: 2, placeholder: "做到哪一步了" }),
    input({ name: "measure", label: "整改措施", value: view.measure, most: WORDS, rows: 2, required: true }),
    sideBySide(
      [input({ name: "funds", label: "整改资金", value: view.funds, most: 40 })],
      [input({ name: "person", label: "责任人", value: view.person, most: 40, required: true })],
    ),
    input({ name: "emergencyPlan", label: "应急预案", value: view.emergencyPlan, most: WORDS, rows: 2 }),
    input({
      name: "protection",
      label: "整改期间的防范措施",
      value: view.protection,
      most: WORDS,
      rows: 2,
      placeholder: "谁看守、多久看一次",
    }),
    submit(acts("更新整改", "hazard.update", view), "primary_filled"),
    back(view),
    ...(view.grade === "general" ? [] : [small("重大隐患写进展，先回复本卡片发照片或材料。")]),
  ]);

export const UpdateForm = z.object({
  progress: optionalText("本次进展", LONG),
  measure: requiredText("整改措施", WORDS),
  funds: optionalText("整改资金", 40),
  person: requiredText("责任人", 40),
  emergencyPlan: optionalText("应急预案", WORDS),
  protection: optionalText("防范措施", WORDS),
});
export type UpdateForm = z.output<typeof UpdateForm>;

/** What was done, and when it was finished (H7). */
export const requestForm = (view: HazardView): Element =>
  form("request", [
    input({ name: "done", label: "做了什么", value: view.done, most: LONG, rows: 3, required: true }),
    ...datePicker({ name: "finishedOn", label: "完成日期", required: true }, view.today),
    submit(acts("申请销号", "hazard.request", view), "primary_filled"),
    back(view),
  ]);

export const RequestForm = z.object({
  done: requiredText("做了什么", LONG),
  finishedOn: requiredDay("完成日期"),
});
export type RequestForm = z.output<typeof RequestForm>;

/** Date, place, company, finding; passed or returned (H8–H10). */
export function verifyForm(view: HazardView): Element {
  const { returnTo, today, unit, grade } = view;
  const consequence = returnTo
    ? `退回${unit}，新期限${countedDay(returnTo.by, today)}，计退回${returnTo.times}次。`
    : `退回${unit}。`;
  return form("verify", [
    sideBySide(
      datePicker({ name: "verifiedOn", label: "复查日期", required: true }, today),
      people({ name: "companions", label: "同行人", required: true }, view.companions),
    ),
    input({ name: "place", label: "复查地点", value: view.site || view.enterprise, required: true }),
    input({
      name: "remark",
      label: "复查意见（退回时必填）",
      most: LONG,
      rows: 2,
      placeholder: "看到什么；退回请逐条写还差什么",
    }),
    ...(view.isDirector
      ? [input({ name: "override", label: "特批理由（应回避的人复查时必填）", most: WORDS })]
      : []),
    submit(acts("复查通过", "hazard.pass", view), "primary_filled"),
    submit(acts("退回整改", "hazard.return", view), "danger", { title: "退回整改？", text: consequence }),
    small(
      grade === "general"
        ? "一般隐患复查通过即销号。现场照片请直接回复本卡片。"
        : "重大隐患复查通过后，由办公室确认销号。",
    ),
  ]);
}

/** What was passed and does not hold, before it is struck off (H10). */
export function returnForm(view: HazardView): Element {
  const { returnTo, today, unit } = view;
  const until = returnTo ? `，新期限${countedDay(returnTo.by, today)}，计退回${returnTo.times}次` : "";
  return form("returning", [
    sideBySide(
      datePicker({ name: "verifiedOn", label: "复查日期", required: true }, today),
      people({ name: "companions", label: "同行人", required: true }, view.companions),
    ),
    input({ name: "place", label: "复查地点", value: view.site || view.enterprise, required: true }),
    input({ name: "remark", label: "还差什么，逐条写", most: LONG, rows: 3, required: true }),
    submit(acts("退回整改", "hazard.return", view), "danger", {
      title: "退回整改？",
      text: `退回${unit}${until}。`,
    }),
    back(view),
  ]);
}

export const VerifyForm = z.object({
  verifiedOn: requiredDay("复查日期"),
  companions: z.array(z.string(), "请选同行人").default([]),
  place: requiredText("复查地点", 60),
  remark: optionalText("复查意见", LONG),
  override: optionalText("特批理由", WORDS),
});
export type VerifyForm = z.output<typeof VerifyForm>;
