import { Refusal } from "../errors.ts";
import type { Act, Part } from "./act.ts";
import { LIFE } from "./acts-life.ts";
import { MAJOR } from "./acts-major.ts";
import { SIDE } from "./acts-side.ts";
import { isMajor, type Hazard, type HazardState } from "./hazard.ts";

/** Every act on a hazard once it is registered. Cards offer from it, transitions step by it, docs/hazards.md is drawn from it. */
export const ACTS = { ...LIFE, ...MAJOR, ...SIDE };
export type ActName = keyof typeof ACTS;

const TABLE: Record<ActName, Act> = ACTS;

export const actNames = Object.keys(ACTS).filter((name): name is ActName => name in ACTS);

export const actOf = (name: ActName): Act => TABLE[name];

/** Whether an act makes sense now, whoever does it. */
export const fits = (name: ActName, hazard: Hazard): boolean => {
  const { from, when } = TABLE[name];
  return from.includes(hazard.state) && (when?.(hazard) ?? true);
};

/** Where an act leads from here; an act that does not fit is refused in the table's words. */
export function step(hazard: Hazard, name: ActName): HazardState {
  const { to = hazard.state, refusal } = TABLE[name];
  if (!fits(name, hazard)) throw new Refusal(refusal);
  if (typeof to === "string") return to;
  return isMajor(hazard) ? to.major : to.general;
}

/** What somebody who plays these parts may do now, in the table's order. */
export const offered = (hazard: Hazard, parts: ReadonlySet<Part>): ActName[] =>
  actNames.filter((name) => fits(name, hazard) && TABLE[name].by.some((part) => parts.has(part)));
