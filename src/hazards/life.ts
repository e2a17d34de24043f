import type { Day } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { step } from "./acts.ts";
import { isMajor, type Hazard, type Moment } from "./hazard.ts";
import { hasPlan, isListed, isStopped, isTransferOffered } from "./tracks.ts";

export type Assignment = { unit: string; person: string; dueOn: Day; measure: string };

/** The plan's three, of which none may be missing before a hazard leaves 登记. */
export function missingOfThree({
  person,
  dueOn,
  measure,
}: {
  person: string;
  dueOn: Day | null;
  measure: string;
}): string[] {
  return [...(person ? [] : ["责任人"]), ...(dueOn ? [] : ["整改期限"]), ...(measure ? [] : ["整改措施"])];
}

/** H2: to one lead unit, with responsible person, deadline and measure. */
export function assign(hazard: Hazard, to: Assignment, { today }: Moment): Hazard {
  const state = step(hazard, "assign");
  const missing = missingOfThree(to);
  if (missing.length > 0) throw new Refusal(`还缺：${missing.join("、")}`);
  if (to.dueOn < today) throw new Refusal("整改期限不能早于今天");
  const { unit, person, dueOn, measure } = to;
  return {
    ...hazard,
    state,
    leadUnit: unit,
    helpUnits: hazard.helpUnits.filter((each) => each !== unit),
    person,
    dueOn,
    measure,
    assignedOn: today,
    firstDueOn: dueOn,
  };
}

/** H3: the lead unit takes it on, rectification begins. */
export function sign(hazard: Hazard): Hazard {
  return { ...hazard, state: step(hazard, "sign") };
}

/** An offer to another unit that nobody has answered ends with the state in which it could be. */
const withoutOffer = (hazard: Hazard): Hazard["transfer"] =>
  isTransferOffered(hazard) ? null : hazard.transfer;

/** H4: not ours. Its clocks end with it: whoever gets it next has its own. After the second refusal the office rules, and there is no third. */
export function refuse(hazard: Hazard, reason: string): Hazard {
  const state = step(hazard, "refuse");
  if (hazard.timesRefused >= 2) throw new Refusal("已退回过两次，办公室已裁定，请签收办理");
  const timesRefused = hazard.timesRefused + 1;
  const transfer = withoutOffer(hazard);
  return { ...hazard, state, timesRefused, refusal: reason, transfer, assignedOn: null, firstDueOn: null };
}

export type Update = Pick<
  Hazard,
  "progress" | "measure" | "funds" | "person" | "emergencyPlan" | "protection"
>;

/** H6: how far it is. Percentages are no evidence; words and dates are, and of a major hazard what shows them. */
export function update(hazard: Hazard, sent: Update, fresh = 0): Hazard {
  step(hazard, "update");
  if (sent.progress && isMajor(hazard) && fresh === 0) {
    throw new Refusal("重大隐患每次写进展都要有照片或材料：先回复卡片发来，再写进展");
  }
  return { ...hazard, ...sent, progress: sent.progress || hazard.progress };
}

export type Details = Pick<Hazard, "helpUnits" | "officialNo">;

/** What the office completes: who helps beside the one that leads, and the number in the government's own system (RULES §5.4). */
export function complete(hazard: Hazard, { helpUnits, officialNo }: Details): Hazard {
  step(hazard, "details");
  if (helpUnits.includes(hazard.leadUnit)) throw new Refusal("责任单位不能又是配合单位，请重新选");
  return { ...hazard, helpUnits: [...new Set(helpUnits)], officialNo };
}

/** What only a major hazard must have on file before it is verified (RULES §5). */
export function lackingOfMajor(hazard: Hazard): string[] {
  if (!isMajor(hazard)) return [];
  const isGraded = hazard.grade !== "major_pending";
  const needsAssessment = isListed(hazard) && isStopped(hazard);
  return [
    ...(isGraded ? [] : ["级别核定"]),
    ...(hazard.funds ? [] : ["整改资金"]),
    ...(hazard.emergencyPlan ? [] : ["应急预案"]),
    ...(hasPlan(hazard) ? [] : ["批准的整改方案"]),
    ...(needsAssessment && !hazard.assessment ? ["评估"] : []),
  ];
}

/** What is still missing before verification may be asked for. */
export const lackingForRequest = (hazard: Hazard, evidence: { after: number }): string[] => [
  ...missingOfThree(hazard),
  ...lackingOfMajor(hazard),
  ...(evidence.after > 0 ? [] : ["整改后照片"]),
];

export type Request = { done: string; finishedOn: Day; by: string };
export type Evidence = { after: number; waiting: number };

/** H7: asks for verification (申请销号): what was done, when, and how it looks now. */
export function requestVerification(
  hazard: Hazard,
  asked: Request,
  evidence: Evidence,
  { now, today }: Moment,
): Hazard {
  const state = step(hazard, "request");
  const lacking = lackingForRequest(hazard, evidence);
  if (lacking.length > 0 && evidence.waiting > 0) throw new Refusal("文件正在接收，请稍候");
  if (lacking.length > 0) throw new Refusal(`还缺：${lacking.join("、")}`);
  if (asked.finishedOn > today) throw new Refusal("完成日期不能晚于今天");
  if (asked.finishedOn < hazard.foundOn) throw new Refusal("完成日期不能早于发现日期");
  const { done, finishedOn, by } = asked;
  const transfer = withoutOffer(hazard);
  return { ...hazard, state, done, finishedOn, requestedBy: by, requestedAt: now, transfer };
}

/** H11: taken back before verification begins. */
export function withdraw(hazard: Hazard): Hazard {
  return { ...hazard, state: step(hazard, "withdraw"), requestedBy: null, requestedAt: null };
}
