import { z } from "zod";
import { dayInWords } from "../src/dates.ts";
import { fold } from "./blocks.ts";
import { facts, small, type Element } from "./elements.ts";
import { choice, optionalDay, requiredDay, requiredText, wholeNumber } from "./fields.ts";
import { datePicker, input, select, sideBySide } from "./form.ts";
import { actForm, answerForm, nameOf } from "./hazard-form.ts";
import type { HazardView } from "./hazard-view.ts";

const WORDS = 200;
const LONG = 500;
const MOST_YUAN = 99_999_999;

/** Facts, and which body may enforce (E1). */
export const referForm = (view: HazardView): Element =>
  actForm(
    view,
    { act: "refer", label: "移送执法", warns: "接收单位会收到卡片，2个工作日内受理或退回。" },
    [
      ...select({ name: "body", label: "接收单位", required: true }, view.units),
      input({ name: "facts", label: "违法事实和材料", most: LONG, rows: 3, required: true }),
    ],
    "移送不等于销号，整改照常进行。材料请直接回复本卡片。",
  );

export const ReferForm = z.object({
  body: choice("接收单位"),
  facts: requiredText("违法事实和材料", LONG),
});
export type ReferForm = z.output<typeof ReferForm>;

/** A referral before the body that is to enforce. */
export function referAnswer(view: HazardView): Element[] {
  const { enforcement } = view.tracks;
  if (!enforcement) return [];
  return [
    ...facts([
      ["移送人员", `${nameOf(view, enforcement.by)}，${dayInWords(enforcement.referredOn, view.today)}`],
      ["违法事实", enforcement.facts],
    ]),
    answerForm(
      view,
      { act: "refer.take", label: "受理移送" },
      { act: "refer.decline", label: "退回移送", warns: "退回移送单位，写明原因。" },
      [input({ name: "reason", label: "意见（退回时必填）", most: WORDS, rows: 2 })],
    ),
  ];
}

const KINDS = ["警告", "罚款", "责令停产停业", "暂扣或吊销许可证", "没收", "其他"].map((each) => ({
  value: each,
  text: each,
}));

/** A penalty as its document has it (E2). */
export const penaltyForm = (view: HazardView): Element =>
  actForm(
    view,
    { act: "penalty", label: "登记处罚" },
    [
      ...select({ name: "kind", label: "处罚种类", required: true }, KINDS),
      sideBySide(
        [input({ name: "number", label: "处罚文号", required: true })],
        [input({ name: "amount", label: "罚款（元）", most: 12 })],
      ),
      sideBySide(
        datePicker({ name: "decidedOn", label: "决定日期", required: true }, view.today),
        datePicker({ name: "publishedOn", label: "公开日期" }),
      ),
    ],
    "决定后7个工作日内公开。罚款不等于销号。",
  );

const NONE = "发现那天施行的处罚条款没有收录，请自行查找。";

/** For whoever drafts: what the law said of findings on the day of this one (RULES §15). It proposes nothing. */
export const penaltyBasis = ({ penalties }: HazardView): Element => {
  const lines = penalties.map(({ finding, law, article, range }) => `${finding}：${law}${article}，${range}`);
  return fold("处罚依据（供起草参考，由执法人员决定）", [small(lines.length > 0 ? lines.join("\n") : NONE)]);
};

export const PenaltyForm = z.object({
  kind: choice("处罚种类"),
  number: requiredText("处罚文号", 60),
  amount: wholeNumber("罚款", MOST_YUAN),
  decidedOn: requiredDay("决定日期"),
  publishedOn: optionalDay("公开日期"),
});
export type PenaltyForm = z.output<typeof PenaltyForm>;

/** The penalty has been carried out. */
export const executeForm = (view: HazardView): Element =>
  actForm(view, { act: "execute", label: "登记执行完毕" }, [
    ...facts(
      (view.tracks.enforcement?.penalties ?? []).map(({ kind, number }): [string, string] => [
        "处罚文书",
        `${kind} ${number}`,
      ]),
    ),
  ]);

const SCOPES = [
  { value: "partial", text: "局部停产停用" },
  { value: "full", text: "全部停产停业" },
];

/** People out, work stopped or equipment out of use (U1). */
export const suspendForm = (view: HazardView): Element =>
  actForm(
    view,
    { act: "suspend", label: "责令停产停用", warns: `${view.unit}会收到通知；解除以前不能销号。` },
    [
      ...select({ name: "scope", label: "停产停用范围", required: true }, SCOPES),
      input({ name: "number", label: "文书文号", required: true }),
      input({ name: "reason", label: "为什么不能保证安全", most: WORDS, rows: 2, required: true }),
    ],
  );

export const SuspendForm = z.object({
  scope: z.enum(["partial", "full"], "请选停产停用范围"),
  number: requiredText("文书文号", 60),
  reason: requiredText("原因", WORDS),
});
export type SuspendForm = z.output<typeof SuspendForm>;

/** What was done, so that work may go on (U2). */
export const askResumeForm = (view: HazardView): Element =>
  actForm(
    view,
    { act: "resume.ask", label: "申请复产" },
    [input({ name: "done", label: "做了哪些、评估结论", most: LONG, rows: 3, required: true })],
    "10日内现场审查。审查以前仍不能生产使用。",
  );

export const AskResumeForm = z.object({ done: requiredText("做了哪些、评估结论", LONG) });
export type AskResumeForm = z.output<typeof AskResumeForm>;

/** A request to resume, before whoever reviews it on site. */
export function resumeAnswer(view: HazardView): Element[] {
  const { suspension } = view.tracks;
  if (!suspension?.askedOn) return [];
  return [
    ...facts([
      ["停产文号", suspension.number],
      ["申请人员", `${nameOf(view, suspension.askedBy)}，${dayInWords(suspension.askedOn, view.today)}`],
      ["已做工作", suspension.done],
    ]),
    answerForm(
      view,
      { act: "resume", label: "同意复产" },
      { act: "resume.refuse", label: "不同意复产", warns: `${view.unit}会收到通知，停产停用照旧。` },
      [input({ name: "reason", label: "审查意见（不同意时必填）", most: WORDS, rows: 2 })],
    ),
  ];
}
