import { z } from "zod";
import { dayInWords } from "../src/dates.ts";
import { SIX_ITEMS } from "../src/hazards/tracks.ts";
import { facts, type Element } from "./elements.ts";
import { optionalText, requiredDay, requiredText } from "./fields.ts";
import { datePicker, input } from "./form.ts";
import { actForm, answerForm, nameOf } from "./hazard-form.ts";
import type { HazardView } from "./hazard-view.ts";

const WORDS = 200;
/** Six of them stand on one card with everything else. */
const ITEM = 300;
/** As many as the hazard's own line of funds takes. */
const FUNDS = 80;

/** The six items of a major hazard's plan (RULES §5.2); what is already known stands in them. */
export function planForm(view: HazardView): Element {
  const { measure, funds, emergencyPlan, person } = view;
  const items = view.tracks.plan?.items;
  const item = (name: keyof typeof SIX_ITEMS, known: string, placeholder: string, most = ITEM) =>
    input({
      name,
      label: SIX_ITEMS[name],
      value: items?.[name] || known,
      most,
      rows: 2,
      placeholder,
      required: true,
    });
  return actForm(
    view,
    { act: "plan", label: "报送方案" },
    [
      item("goal_task", "", "治理到什么程度"),
      item("method_measure", measure, "怎么治理"),
      item("funds_materials", funds, "多少钱，用什么", FUNDS),
      item("body_people", person, "哪个机构、谁负责"),
      item("time_limit", "", "分几步，各到哪天"),
      item("safety_emergency", emergencyPlan, "治理期间怎么保安全"),
    ],
    "报送后由单位负责人批准。方案文件可直接回复本卡片。",
  );
}

export const PlanForm = z.object({
  goal_task: optionalText(SIX_ITEMS.goal_task, ITEM),
  method_measure: optionalText(SIX_ITEMS.method_measure, ITEM),
  funds_materials: optionalText(SIX_ITEMS.funds_materials, FUNDS),
  body_people: optionalText(SIX_ITEMS.body_people, ITEM),
  time_limit: optionalText(SIX_ITEMS.time_limit, ITEM),
  safety_emergency: optionalText(SIX_ITEMS.safety_emergency, ITEM),
});
export type PlanForm = z.output<typeof PlanForm>;

/** The plan before the unit's lead. */
export function planAnswer(view: HazardView): Element[] {
  const { plan } = view.tracks;
  if (!plan) return [];
  const { items, by, submittedOn } = plan;
  return [
    ...facts([
      ["报送人员", `${nameOf(view, by)}，${dayInWords(submittedOn, view.today)}`],
      ["目标任务", items.goal_task],
      ["方法措施", items.method_measure],
      ["经费物资", items.funds_materials],
      ["机构人员", items.body_people],
      ["时限要求", items.time_limit],
      ["安全应急", items.safety_emergency],
    ]),
    answerForm(
      view,
      { act: "plan.approve", label: "批准方案" },
      { act: "plan.return", label: "退改方案", warns: `退回${nameOf(view, by)}修改。` },
      [input({ name: "reason", label: "意见（退改时必填）", most: WORDS, rows: 2 })],
    ),
  ];
}

/** Who judged the work, and how (RULES §5.5). */
export const assessForm = (view: HazardView): Element =>
  actForm(
    view,
    { act: "assess", label: "登记评估" },
    [
      input({
        name: "assessor",
        label: "评估人或机构",
        value: view.tracks.assessment?.assessor ?? "",
        required: true,
      }),
      input({ name: "conclusion", label: "评估结论", most: ITEM, rows: 3, required: true }),
      ...datePicker({ name: "assessedOn", label: "评估日期", required: true }, view.today),
    ],
    "评估报告请直接回复本卡片。",
  );

export const AssessForm = z.object({
  assessor: requiredText("评估人或机构", 60),
  conclusion: requiredText("评估结论", ITEM),
  assessedOn: requiredDay("评估日期"),
});
export type AssessForm = z.output<typeof AssessForm>;

/** An answer that may carry a reason. */
export const ReasonForm = z.object({ reason: optionalText("意见", WORDS) });
export type ReasonForm = z.output<typeof ReasonForm>;
