import type { HazardRules, MajorList, PenaltyClause } from "../campaign/hazard-rules.ts";
import type { Day } from "../dates.ts";

/** The lists of major hazards that were in force on a day (RULES §1). */
export const packsOn = ({ major_lists }: Pick<HazardRules, "major_lists">, on: Day): MajorList[] =>
  major_lists.filter(({ from, to }) => from <= on && (to === null || on < to));

/** What the law said of findings on a day, an act of law after the other (RULES §15). */
export const penaltiesOn = ({ penalties }: Pick<HazardRules, "penalties">, on: Day): PenaltyClause[] =>
  penalties.filter(({ from, to }) => from <= on && (to === null || on < to));

export type Criterion = { pack: string; value: string; name: string };

const criteriaOf = ({ key, short, items }: MajorList): Criterion[] =>
  items.map((item) => ({
    pack: key,
    value: `${key}:${item.no}`,
    name: `${short}第${item.no}项 ${item.short}`,
  }));

/** Every item to choose from on a day. */
export const criteriaOn = (rules: Pick<HazardRules, "major_lists">, on: Day): Criterion[] =>
  packsOn(rules, on).flatMap(criteriaOf);

/** One item by the value it is chosen under; `null` when its list was not in force. */
export const itemNamed = (
  rules: Pick<HazardRules, "major_lists">,
  on: Day,
  wanted: string,
): Criterion | null => criteriaOn(rules, on).find(({ value }) => value === wanted) ?? null;
