import { z } from "zod";
import { button } from "./buttons.ts";
import { pairs, type Element } from "./elements.ts";
import { optionalText, requiredDay, requiredText, wholeNumber } from "./fields.ts";
import { datePicker, form, input, submit } from "./form.ts";
import { filesOf } from "./files.ts";
import { judgementOf, ledgerOf, openItems, REPORT_LABELS } from "./task-report.ts";
import type { TaskView } from "./task-view.ts";

const TEXT_CHARACTERS = 1000;
const NEXT_CHARACTERS = 500;
/** A reason is no longer than this. */
export const REASON_CHARACTERS = 300;

/** Figures, words and the two ways to send them. */
export function reportForm(view: TaskView): Element {
  const { id, rev, percent, figures, text, nextStep, files, document, report } = view;
  const labels = report ? REPORT_LABELS[report.kind] : { text: "进展情况", next: "下一步安排" };
  const numbers = [
    input({
      name: "percent",
      label: "完成进度（%）",
      value: percent === null ? null : String(percent),
      most: 3,
      required: true,
    }),
    ...figures.map(({ key, label, unit, value, ledger }) =>
      input({
        name: `m_${key}`,
        label: `${label}（${unit}${report && ledger !== null ? `，台账${ledger}` : ""}）`,
        value: value === null ? null : String(value),
        most: 7,
      }),
    ),
  ];
  const stored = files.length;
  const handIn = document?.required
    ? `将连同${stored}件材料交办公室审核，时间记为报送时间。`
    : "将交办公室审核，时间记为报送时间。";
  return form("report", [
    ...pairs(numbers),
    ...(report ? ledgerOf(report) : []),
    input({
      name: "text",
      label: labels.text,
      value: text,
      most: TEXT_CHARACTERS,
      rows: 3,
      required: true,
      placeholder: "做了什么、发现什么、怎么改的",
    }),
    ...(report ? judgementOf(report) : []),
    input({
      name: "next",
      label: labels.next,
      value: nextStep,
      most: NEXT_CHARACTERS,
      rows: 2,
      placeholder: "什么时间、谁、做什么",
    }),
    ...(report ? openItems(report) : []),
    ...(stored > 0 ? [filesOf(files)] : []),
    ...(document ? [documentLine(document, stored)] : []),
    ...(report ? [submit({ label: "预览文件", act: "task.preview", id, rev }, "default")] : []),
    ...pairs([
      submit({ label: "提交进展", act: "task.report", id, rev }, "primary_filled"),
      submit({ label: "正式报送", act: "task.handin", id, rev }, "default", {
        title: "正式报送？",
        text: handIn,
      }),
    ]),
  ]);
}

const documentLine = (document: { name: string; required: boolean }, stored: number): Element => ({
  tag: "markdown",
  text_size: "notation",
  content: `<font color='grey'>${
    document.required && stored === 0 ? `正式报送还缺《${document.name}》：` : "再交材料："
  }直接回复本卡片发照片或文件。</font>`,
});

/** Why it is returned, and by when it is wanted again. */
export const returnForm = ({ id, rev, unit }: TaskView): Element =>
  form("return", [
    input({
      name: "reason",
      label: "退回原因（逐条写还差什么）",
      most: REASON_CHARACTERS,
      rows: 3,
      required: true,
    }),
    ...datePicker({ name: "newDueOn", label: "新的期限", required: true }),
    submit({ label: "退回", act: "task.return", id, rev }, "danger", {
      title: "退回？",
      text: `退回${unit}，对方会收到新卡片，计退回1次。`,
    }),
    button({ label: "返回", act: "form.back", id, rev }, "default", { name: "go_back" }),
  ]);

/** Figures come as `m_<key>`, one for each metric the duty asks for. */
const figuresOf = (form: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(form)
      .filter(([name]) => name.startsWith("m_"))
      .map(([name, value]) => [name.slice(2), value]),
  );

const Figures = z.record(z.string(), wholeNumber("累计数"));

const Report = z.looseObject({
  percent: wholeNumber("完成进度", 100),
  text: optionalText("进展情况", TEXT_CHARACTERS),
  next: optionalText("下一步安排", NEXT_CHARACTERS),
  problems: optionalText("存在问题", TEXT_CHARACTERS),
  note: optionalText("差异说明", REASON_CHARACTERS),
  cases: z.array(z.string().max(64)).default([]),
});

/** What the report form sends: percent, figures by metric, words; a report's other words beside them. */
export const ReportForm = Report.transform(
  ({ percent, text, next, problems, note, cases, ...rest }, context) => {
    const figures = Figures.safeParse(figuresOf(rest));
    if (figures.success)
      return { percent, text, next, figures: figures.data, words: { problems, note, cases } };
    for (const { message } of figures.error.issues) context.addIssue({ code: "custom", message });
    return z.NEVER;
  },
);
export type ReportForm = z.output<typeof ReportForm>;

/** Handing in sends the same form; what must be filled is the task's own rule. */
export const HandInForm = ReportForm;

export const ReturnForm = z.object({
  reason: requiredText("退回原因", REASON_CHARACTERS),
  newDueOn: requiredDay("新的期限"),
});
export type ReturnForm = z.output<typeof ReturnForm>;
