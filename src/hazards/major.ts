import type { Day } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { step } from "./acts.ts";
import type { Hazard, Moment } from "./hazard.ts";
import { SIX_ITEMS, type Assessment, type Plan, type SixItems } from "./tracks.ts";

const ITEMS: readonly [keyof SixItems, string][] = [
  ["goal_task", SIX_ITEMS.goal_task],
  ["method_measure", SIX_ITEMS.method_measure],
  ["funds_materials", SIX_ITEMS.funds_materials],
  ["body_people", SIX_ITEMS.body_people],
  ["time_limit", SIX_ITEMS.time_limit],
  ["safety_emergency", SIX_ITEMS.safety_emergency],
];

/** H5, major: the plan's six items, none of them empty (RULES §5.2). */
export function handInPlan(hazard: Hazard, by: string, items: SixItems, { today }: Moment): Hazard {
  step(hazard, "plan");
  const missing = ITEMS.filter(([key]) => !items[key]).map(([, label]) => label);
  if (missing.length > 0) throw new Refusal(`还缺：${missing.join("、")}`);
  const plan: Plan = {
    state: "submitted",
    items,
    by,
    submittedOn: today,
    approvedBy: null,
    approvedOn: null,
    reason: "",
  };
  return { ...hazard, plan };
}

function submitted({ plan }: Hazard): Plan {
  if (plan?.state !== "submitted") throw new Refusal("没有待批准的整改方案");
  return plan;
}

/** As many as the hazard's own line takes; plans handed in before that was the form's limit may be longer. */
const FUNDS_CHARACTERS = 80;

/** H5: the unit's lead approves, never who handed it in; measure, funds and emergency plan are what it says. */
export function approvePlan(hazard: Hazard, by: string, { today }: Moment): Hazard {
  step(hazard, "plan.approve");
  const plan = submitted(hazard);
  if (plan.by === by) throw new Refusal("报送方案的人不能自己批准，请由单位负责人或B角批准");
  const { method_measure, funds_materials, safety_emergency } = plan.items;
  return {
    ...hazard,
    plan: { ...plan, state: "approved", approvedBy: by, approvedOn: today },
    measure: method_measure,
    funds: funds_materials.slice(0, FUNDS_CHARACTERS),
    emergencyPlan: safety_emergency,
  };
}

/** The lead wants it otherwise. */
export function returnPlan(hazard: Hazard, by: string, reason: string): Hazard {
  step(hazard, "plan.return");
  const plan = submitted(hazard);
  if (plan.by === by) throw new Refusal("报送方案的人不能自己退改，请由单位负责人或B角办理");
  if (!reason) throw new Refusal("请填要改什么");
  return { ...hazard, plan: { ...plan, state: "returned", reason } };
}

/** Who judged the work of a major hazard, and how (RULES §5.5). */
export function assess(hazard: Hazard, made: Assessment, { today }: { today: Day }): Hazard {
  step(hazard, "assess");
  if (!made.assessor) throw new Refusal("请填评估人或机构");
  if (!made.conclusion) throw new Refusal("请填评估结论");
  if (made.assessedOn > today) throw new Refusal("评估日期不能晚于今天");
  if (made.assessedOn < hazard.foundOn) throw new Refusal("评估日期不能早于发现日期");
  return { ...hazard, assessment: made };
}
