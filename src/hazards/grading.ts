import { Refusal } from "../errors.ts";
import { step } from "./acts.ts";
import type { Grade, Hazard } from "./hazard.ts";
import { isListed } from "./tracks.ts";

export type Grading = {
  grade: Exclude<Grade, "major_pending">;
  /** List and item, as in `2017工贸 3.1`; general needs none. */
  criterion: string;
  /** The rule pack in force on the day it was found. */
  pack: string;
  reason: string;
};

/** The office confirms, raises or lowers a grade. Lowering needs a reason, and never while it is listed (RULES §3). */
export function grade(hazard: Hazard, to: Grading): Hazard {
  step(hazard, "grade");
  const isLowered = hazard.grade !== "general" && to.grade === "general";
  if (isLowered && isListed(hazard)) throw new Refusal("挂牌督办期间不能降级，请先摘牌");
  if (isLowered && !to.reason) throw new Refusal("降为一般要写原因");
  if (to.grade === "major" && !to.criterion && !to.reason) throw new Refusal("定为重大要写判定依据或原因");
  if (hazard.grade === to.grade && hazard.criterionRef === to.criterion) throw new Refusal("级别没有变化");
  return { ...hazard, grade: to.grade, criterionRef: to.criterion, rulePack: to.pack };
}
