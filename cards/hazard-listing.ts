import { z } from "zod";
import { dayInWords } from "../src/dates.ts";
import { facts, type Element } from "./elements.ts";
import { optionalText, requiredDay, requiredText } from "./fields.ts";
import { datePicker, input, select, sideBySide } from "./form.ts";
import { actForm, answerForm, nameOf } from "./hazard-form.ts";
import type { HazardView } from "./hazard-view.ts";

const WORDS = 200;
const LEVELS = ["区级", "市级", "省级"].map((each) => ({ value: each, text: each }));

/** Why, at which level, under whose eyes, until when (L1). */
export const proposeListingForm = (view: HazardView): Element =>
  actForm(
    view,
    { act: "list.propose", label: "提请挂牌督办" },
    [
      input({ name: "reason", label: "提请原因", most: WORDS, rows: 2, required: true }),
      ...select({ name: "level", label: "督办级别", required: true }, LEVELS, "区级"),
      input({ name: "supervisor", label: "督办单位和责任人", most: 60, required: true }),
      ...datePicker({ name: "dueOn", label: "督办期限", required: true }, view.deadline?.dueOn ?? null),
    ],
    "由召集人批准，或由办公室按会议纪要登记。",
  );

export const ProposeListingForm = z.object({
  reason: requiredText("提请原因", WORDS),
  level: requiredText("督办级别", 20),
  supervisor: requiredText("督办单位和责任人", 60),
  dueOn: requiredDay("督办期限"),
});
export type ProposeListingForm = z.output<typeof ProposeListingForm>;

const proposal = (view: HazardView): Element[] => {
  const { listing } = view.tracks;
  if (!listing) return [];
  return facts([
    ["提请人员", `${nameOf(view, listing.by)}，${dayInWords(listing.proposedOn, view.today)}`],
    ["提请原因", listing.reason],
    ["督办级别", listing.level],
    ["督办单位", listing.supervisor],
    ["督办期限", dayInWords(listing.dueOn, view.today)],
  ]);
};

const minute = (view: HazardView): Element =>
  input({
    name: "minute",
    label: view.isConvener ? "会议纪要文号" : "会议纪要文号（办公室登记时必填）",
    most: 60,
  });

/** The listing is approved, with its number (L2). */
export const listAnswer = (view: HazardView): Element[] => [
  ...proposal(view),
  answerForm(
    view,
    { act: "list", label: "挂牌督办" },
    { act: "list.decline", label: "不予挂牌", warns: `${view.unit}会收到原因，以后可以再提请。` },
    [
      sideBySide([input({ name: "number", label: "挂牌文号", most: 60 })], [minute(view)]),
      input({ name: "reason", label: "意见（不予挂牌时必填）", most: WORDS, rows: 2 }),
    ],
    "挂牌要填文号，5个工作日内公布；日报每次按文号列出，直到摘牌。",
  ),
];

/** It is lifted after the verification has passed (L3). */
export const liftAnswer = (view: HazardView): Element[] => [
  ...proposal(view),
  actForm(view, { act: "lift", label: "摘牌" }, [minute(view)], "摘牌后由办公室销号确认，并在原处公布。"),
];

export const ListForm = z.object({
  number: requiredText("挂牌文号", 60),
  minute: optionalText("会议纪要文号", 60),
});
export type ListForm = z.output<typeof ListForm>;

export const LiftForm = z.object({ minute: optionalText("会议纪要文号", 60) });
export type LiftForm = z.output<typeof LiftForm>;

/** When it was made public. */
export const publishForm = (view: HazardView): Element =>
  actForm(view, { act: "publish", label: "登记公布" }, [
    ...datePicker({ name: "on", label: "公布日期", required: true }, view.today),
  ]);

export const PublishForm = z.object({ on: requiredDay("公布日期") });
export type PublishForm = z.output<typeof PublishForm>;
