import type { Day } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { step } from "./acts.ts";
import type { Hazard, HazardState, Moment } from "./hazard.ts";
import { assign, missingOfThree, sign } from "./life.ts";

/** What a ledger may say anew of a hazard that is being dealt with: how it was found, and how it is put right. */
export type Amendment = Partial<
  Pick<
    Hazard,
    | "site"
    | "source"
    | "foundOn"
    | "description"
    | "category"
    | "focusPoint"
    | "person"
    | "measure"
    | "funds"
    | "protection"
    | "emergencyPlan"
    | "progress"
  >
>;

/** Once verification is asked for, what it is about stays as it is. */
export const AMENDABLE: readonly HazardState[] = ["registered", "assigned", "rectifying"];

/** A ledger's words take the place of what was written; the state, its clocks and who leads stay. */
export function amend(hazard: Hazard, said: Amendment): Hazard {
  if (!AMENDABLE.includes(hazard.state)) throw new Refusal("已申请销号或已结束，不能再改");
  return { ...hazard, ...said };
}

/** Whoever may assign it, has: with the plan's three it goes to its unit, and one's own unit takes it on at once. */
export function begun(hazard: Hazard, by: { isOffice: boolean; isOwn: boolean }, moment: Moment): Hazard {
  const { leadUnit: unit, person, dueOn, measure } = hazard;
  const isReady = dueOn !== null && dueOn >= moment.today && missingOfThree(hazard).length === 0;
  if (!isReady || !(by.isOffice || by.isOwn)) return hazard;
  const assigned = assign(hazard, { unit, person, dueOn, measure }, moment);
  return by.isOwn ? sign(assigned) : assigned;
}

export type Past = { finishedOn: Day; verifiedOn: Day; closedAt: Date; by: string | null };

/** A hazard that was struck off before this register began; none that is being dealt with here ends this way. */
export function closedBefore(hazard: Hazard, { finishedOn, verifiedOn, closedAt, by }: Past): Hazard {
  if (hazard.state !== "registered") throw new Refusal("只有历史隐患可以补录为已销号");
  return { ...hazard, state: "closed", finishedOn, verifiedOn, closedAt, closedBy: by };
}

/** What came with a ledger that is taken back is void; its number is never given again. */
export function takeBack(hazard: Hazard, reason: string): Hazard {
  const state = hazard.state === "closed" ? "voided" : step(hazard, "void");
  return { ...hazard, state, closedAt: null, closedBy: null, endReason: reason };
}
