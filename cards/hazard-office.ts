import { z } from "zod";
import { dayInWords } from "../src/dates.ts";
import { facts, type Element } from "./elements.ts";
import { optionalText, requiredDay, requiredText } from "./fields.ts";
import { datePicker, input, multiSelect, select, sideBySide } from "./form.ts";
import { actForm, answerForm, nameOf } from "./hazard-form.ts";
import type { HazardView } from "./hazard-view.ts";

const WORDS = 200;
const LONG = 500;

const GRADES = [
  { value: "general", text: "一般" },
  { value: "major", text: "重大" },
];

/** General or major, and by which list and item (RULES §3). */
export const gradeForm = (view: HazardView): Element =>
  actForm(
    view,
    { act: "grade", label: "核定级别" },
    [
      ...select(
        { name: "grade", label: "级别", required: true },
        GRADES,
        view.grade === "general" ? "general" : "major",
      ),
      ...select({ name: "item", label: "判定依据" }, view.criteria, view.criterion || null),
      input({ name: "clause", label: "其他清单和条款号", most: 60, placeholder: "清单里没有的，手工填写" }),
      input({ name: "reason", label: "原因（降为一般时必填）", most: WORDS, rows: 2 }),
    ],
    "清单里的情形就是重大，不看整改难易。挂牌期间不降级。",
  );

export const GradeForm = z.object({
  grade: z.enum(["general", "major"], "请选级别"),
  item: optionalText("判定依据", 120),
  clause: optionalText("条款号", 60),
  reason: optionalText("原因", WORDS),
});
export type GradeForm = z.output<typeof GradeForm>;

const NUMBER = 64;

/** What a hazard still lacks: who helps, and its number in the government's own system (RULES §5.4). */
export const detailsForm = (view: HazardView): Element => {
  const others = view.units.filter(({ value }) => value !== view.ownUnit);
  const helping = others.filter(({ text }) => view.helpUnits.includes(text)).map(({ value }) => value);
  return actForm(
    view,
    { act: "details", label: "补充信息" },
    [
      ...multiSelect({ name: "helpUnits", label: "配合单位" }, others, helping),
      input({ name: "officialNo", label: "系统编号", value: view.officialNo, most: NUMBER }),
    ],
    "系统编号是这条隐患在上级信息系统里的编号。",
  );
};

export const DetailsForm = z.object({
  helpUnits: z.array(z.string(), "请选配合单位").default([]),
  officialNo: optionalText("系统编号", NUMBER),
});
export type DetailsForm = z.output<typeof DetailsForm>;

const GROUNDS = [
  { value: "again", text: "同一问题再次出现" },
  { value: "untrue", text: "销号不实" },
];

/** Struck off, and there again (H12). */
export const reopenForm = (view: HazardView): Element =>
  actForm(
    view,
    { act: "reopen", label: "重新打开", warns: `${view.unit}重新整改；销号不实的写入通报。` },
    [
      ...select({ name: "ground", label: "为什么重新打开", required: true }, GROUNDS),
      input({ name: "finding", label: "新发现的情况", most: LONG, rows: 3, required: true }),
      ...datePicker({ name: "dueOn", label: "整改期限", required: true }),
    ],
    "现场照片请直接回复本卡片。",
  );

export const ReopenForm = z.object({
  ground: z.enum(["again", "untrue"], "请选为什么重新打开"),
  finding: requiredText("新发现的情况", LONG),
  dueOn: requiredDay("整改期限"),
});
export type ReopenForm = z.output<typeof ReopenForm>;

/** Proved to be no hazard (H13). */
export const voidForm = (view: HazardView): Element =>
  actForm(view, { act: "void", label: "作废", warns: `${view.unit}会收到通知，编号不再使用。` }, [
    input({ name: "reason", label: "作废原因", most: WORDS, rows: 2, required: true }),
  ]);

export const VoidForm = z.object({ reason: requiredText("作废原因", WORDS) });
export type VoidForm = z.output<typeof VoidForm>;

/** The same as another (H13). */
export const mergeForm = (view: HazardView): Element =>
  actForm(
    view,
    { act: "merge", label: "并案", warns: `${view.unit}会收到通知，两个编号都保留。` },
    [
      input({
        name: "into",
        label: "并入哪一条（编号）",
        placeholder: "例：2021-0012 或 12",
        required: true,
      }),
      input({ name: "reason", label: "并案原因", most: WORDS, rows: 2, required: true }),
    ],
    "发现日期取早的一条。",
  );

export const MergeForm = z.object({
  into: requiredText("并入哪一条", 20),
  reason: requiredText("并案原因", WORDS),
});
export type MergeForm = z.output<typeof MergeForm>;

/** It cannot be rectified (H14). */
export const proposeCloseDownForm = (view: HazardView): Element =>
  actForm(
    view,
    { act: "closedown.propose", label: "提请关闭取缔", warns: "由办公室提请联席会议。" },
    [input({ name: "reason", label: "为什么无法整改", most: LONG, rows: 3, required: true })],
    "关闭取缔不算整改完成。",
  );

export const ProposeCloseDownForm = z.object({ reason: requiredText("为什么无法整改", LONG) });
export type ProposeCloseDownForm = z.output<typeof ProposeCloseDownForm>;

/** The government has decided (H14). */
export function closeDownAnswer(view: HazardView): Element[] {
  const { closeDown } = view.tracks;
  if (!closeDown) return [];
  return [
    ...facts([
      ["提请人员", `${nameOf(view, closeDown.by)}，${dayInWords(closeDown.proposedOn, view.today)}`],
      ["提请原因", closeDown.reason],
    ]),
    answerForm(
      view,
      { act: "closedown", label: "登记关闭取缔", warns: "登记后这条隐患结束，不算整改完成。" },
      { act: "closedown.decline", label: "不予关闭取缔", warns: `${view.unit}会收到原因，继续整改。` },
      [
        sideBySide(
          [input({ name: "minute", label: "会议纪要文号" })],
          [input({ name: "decision", label: "政府决定文号" })],
        ),
        ...datePicker({ name: "decidedOn", label: "决定日期", required: true }, view.today),
        input({
          name: "proof",
          label: "现场确认",
          most: LONG,
          rows: 2,
          placeholder: "断水断电，原料、产品、设备清空",
        }),
        input({ name: "reason", label: "意见（不予关闭时必填）", most: WORDS, rows: 2 }),
      ],
      "登记要填会议纪要、政府决定和现场确认。",
    ),
  ];
}

export const CloseDownForm = z.object({
  minute: requiredText("会议纪要文号", 60),
  decision: requiredText("政府决定文号", 60),
  decidedOn: requiredDay("决定日期"),
  proof: requiredText("现场确认", LONG),
});
export type CloseDownForm = z.output<typeof CloseDownForm>;
