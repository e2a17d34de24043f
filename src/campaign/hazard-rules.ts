import { z } from "zod";
import { date, days, key, words } from "./shapes.ts";

/** What an act of law says of a finding, and between which days (RULES §15); for drafting, an officer decides. */
const Penalty = z.strictObject({
  finding: words(40),
  law: words(30),
  article: words(30),
  range: words(80),
  from: date,
  to: date.nullable().default(null),
});
export type PenaltyClause = z.infer<typeof Penalty>;

/** What `config/penalties.yaml` holds. */
export const PenaltyMap = z.strictObject({ penalties: z.array(Penalty) });

/** How long before its day an extension must be asked for, and how often one may be granted (RULES X1, X2). */
const Extension = z.strictObject({ ahead: days, most: days, decide_within: days });

/** One item of a list: whatever matches it is major, whatever the effort (RULES §3). */
const Item = z.strictObject({ no: z.int().positive(), short: words(40), text: words(400) });

/** A list of major hazards with its document and the days between which it is in force; `to` itself is not one of them. */
export const MajorList = z.strictObject({
  key: key,
  short: words(8),
  name: words(60),
  document: words(40),
  from: date,
  to: date.nullable().default(null),
  items: z.array(Item).default([]),
});
export type MajorList = z.infer<typeof MajorList>;

/** What `config/major-hazards.yaml` holds. */
export const MajorLists = z.strictObject({ lists: z.array(MajorList) });

/** What a campaign says of hazards: the lists to choose from, and the clocks in working days. */
export const HazardRules = z.strictObject({
  categories: z.array(words(8)).min(1, "至少一类"),
  sources: z.array(words(8)).min(1, "至少一种"),
  assign_within: days,
  sign_within: days,
  verify_within: days,
  confirm_within: days.default(1),
  yellow_within: z.strictObject({ general: days, major: days }),
  /** A major hazard's plan must be approved by then, or it is red (RULES §6, H5). */
  plan_within: days.default(5),
  /** Lists of major hazards; without any of its own a campaign takes those of `config/major-hazards.yaml`. */
  major_lists: z.array(MajorList).default([]),
  /** What the law says of findings; without any of its own a campaign takes those of `config/penalties.yaml`. */
  penalties: z.array(Penalty).default([]),
  grade_within: days.default(1),
  rule_within: days.default(2),
  answer_within: days.default(1),
  publish_within: days.default(5),
  extensions: z
    .strictObject({
      general: Extension.prefault({ ahead: 3, most: 1, decide_within: 2 }),
      major: Extension.prefault({ ahead: 10, most: 2, decide_within: 10 }),
    })
    .prefault({}),
  /** Which share of a month's closed hazards is looked at again (回头看), in percent. */
  look_back_percent: z.int().min(0).max(100, "最多100").default(10),
  look_back_within: days.default(10),
});
export type HazardRules = z.infer<typeof HazardRules>;
