import { z } from "zod";
import { dayInWords } from "../src/dates.ts";
import { button, confirming } from "./buttons.ts";
import { facts, pairs, plain, small, type Element } from "./elements.ts";
import { optionalText, requiredDay, requiredText } from "./fields.ts";
import { datePicker, form, input, submit } from "./form.ts";
import type { TaskView } from "./task-view.ts";

const CHARACTERS = 300;

/** Why more time is needed, what is done so far, and until when (X1). */
export const extendForm = ({ id, rev, text }: TaskView): Element =>
  form("extend", [
    input({ name: "cause", label: "延期原因", most: CHARACTERS, rows: 2, required: true }),
    input({ name: "done", label: "目前进展", value: text, most: CHARACTERS, rows: 2, required: true }),
    ...datePicker({ name: "until", label: "申请延至", required: true }),
    submit({ label: "申请延期", act: "task.extend", id, rev }, "primary_filled"),
    button({ label: "返回", act: "form.back", id, rev }, "default", { name: "go_back" }),
    small("由办公室审批。没有答复前，期限照常计算。"),
  ]);

export const ExtendForm = z.object({
  cause: requiredText("延期原因", CHARACTERS),
  done: requiredText("目前进展", CHARACTERS),
  until: requiredDay("申请延至"),
});
export type ExtendForm = z.output<typeof ExtendForm>;

/** What the unit reads of its own request. */
export function extensionLine({ extension, today, extendBy }: TaskView): Element[] {
  if (!extension) return [];
  const until = dayInWords(extension.until, today);
  if (extension.state === "requested")
    return [
      small(`已申请延至${until}，办公室${dayInWords(extension.answerBy, today)}前答复。期限照常计算。`),
    ];
  if (extension.state !== "refused") return [];
  const again = extendBy
    ? `要再申请，请在${dayInWords(extendBy, today)}前提出。`
    : "申请延期的时间已过，请按期报送。";
  return [plain(`延期未同意，期限不变：${extension.reason}`), small(again)];
}

/** A request before the office: what was said, and the two answers (X2). */
export function decideForm({ id, rev, unit, extension, today }: TaskView): Element[] {
  if (!extension) return [];
  const { by, askedOn, cause, done, until, answerBy } = extension;
  const set = { title: "不同意延期？", text: `${unit}会收到新卡片，期限不变。` };
  return [
    ...facts([
      ["申请人员", `${by}，${dayInWords(askedOn, today)}`],
      ["延期原因", cause],
      ["目前进展", done],
      ["申请延至", dayInWords(until, today)],
      ["答复时限", dayInWords(answerBy, today)],
    ]),
    form("decide", [
      ...datePicker({ name: "until", label: "同意延至", required: true }, until),
      input({ name: "reason", label: "意见（不同意时必填）", most: CHARACTERS, rows: 2 }),
      submit({ label: "同意延期", act: "task.extend.grant", id, rev }, "primary_filled"),
      submit({ label: "不同意延期", act: "task.extend.refuse", id, rev }, "danger", set),
    ]),
  ];
}

export const DecideForm = z.object({
  until: requiredDay("同意延至"),
  reason: optionalText("意见", CHARACTERS),
});
export type DecideForm = z.output<typeof DecideForm>;

/** What else the unit may do besides reporting. */
export const unitActs = ({ id, rev, extendBy, mayNil }: TaskView): Element[] =>
  pairs([
    button({ label: "登记隐患", act: "task.register", id, rev }),
    button({ label: "转办", act: "task.handon", id, rev }),
    ...(extendBy ? [button({ label: "申请延期", act: "task.extend.form", id, rev })] : []),
    ...(mayNil
      ? [
          button({ label: "零报告", act: "task.nil", id, rev }, "default", {
            ...confirming("零报告？", "确认没有需要报送的情况，直接交办公室审核。"),
          }),
        ]
      : []),
  ]);
