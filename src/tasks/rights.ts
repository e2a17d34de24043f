import { unitName } from "../campaign/definition.ts";
import { actsForUnit, isOffice, mayActFor } from "../campaign/people.ts";
import { Refusal } from "../errors.ts";
import type { Person, Turn } from "../turn.ts";
import type { Task } from "./task.ts";

/** Lead, deputy and liaison act for their unit; nobody else does. */
export function mustActForUnit(turn: Turn, by: Person, { unit }: Pick<Task, "unit">): void {
  if (actsForUnit(by, unit)) return;
  throw new Refusal(`这项任务由${unitName(turn.campaign, unit)}办理，您没有办理席位`);
}

/** The office reviews; a unit's own lead never reviews that unit (RULES §2.2). */
export function mustReview(by: Person, { unit }: Pick<Task, "unit">): void {
  if (!isOffice(by)) throw new Refusal("只有联席会议办公室可以审核");
  if (mayActFor(by, unit, ["lead", "deputy", "liaison"])) {
    throw new Refusal("这是您本单位的报送，请由办公室其他人员审核");
  }
}
