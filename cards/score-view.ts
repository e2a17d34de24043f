import type { ScoreKind } from "../src/campaign/score-rules.ts";
import type { HistoryView } from "./blocks.ts";
import type { Tag } from "./elements.ts";

/** How far a score has come, as its cards say it. */
export type ScoreStanding = {
  state: "counting" | "counted" | "published" | "frozen" | "dropped";
  isTrial: boolean;
};

/** One unit in the table of its group. */
export type ScoreUnitLine = {
  id: string;
  unit: string;
  group: "department" | "locality";
  total: number;
  plus: number;
  minus: number;
  perTen: string | null;
  objection: "open" | "accepted" | "rejected" | null;
};

/** The whole year, for the office and who reads with it. */
export type ScoreView = ScoreStanding & {
  id: string;
  rev: number;
  year: number;
  reader: "director" | "office" | "anyone";
  campaign: string;
  /** `12月31日` */
  last: string;
  base: number;
  isRanked: boolean;
  units: readonly ScoreUnitLine[];
  done: number;
  lines: number;
  /** The last day for objections, and whether it is over. */
  objectBy: string;
  isOver: boolean;
  history: HistoryView;
};

/** One kind of events, and how many lines its list has. */
export type ScoreKindLine = {
  kind: string;
  name: string;
  /** In what `times` is counted: 次, 天, 项, 条. */
  measure: string;
  count: number;
  times: number;
  points: number;
};

export type ScoreObjection = {
  state: "open" | "accepted" | "rejected";
  words: string;
  by: string;
  decideBy: string;
  /** No answer, and its day is over. */
  isLate: boolean;
  reason: string;
  struck: readonly number[];
  change: { from: number; to: number } | null;
};

/** One unit's year. */
export type ScoreUnitView = ScoreStanding & {
  id: string;
  rev: number;
  year: number;
  unit: string;
  /** `head` may object, `decider` may answer; anybody else reads. */
  reader: "head" | "decider" | "anyone";
  last: string;
  base: number;
  total: number;
  kinds: readonly ScoreKindLine[];
  found: number;
  checked: number | null;
  perTen: string | null;
  objection: ScoreObjection | null;
  objectBy: string;
  mayObject: boolean;
  /** Nobody sits there who might object. */
  isHeadless: boolean;
  history: HistoryView;
};

/** What each kind is called, and in what it is counted. */
export const KIND_WORDS: Record<ScoreKind, readonly [name: string, measure: string]> = {
  report_on_time: ["按时报送", "项"],
  closed_on_time: ["按期销号", "条"],
  report_late: ["迟报", "项"],
  accept_late: ["签收逾期", "次"],
  overdue_day: ["逾期", "天"],
  return: ["退回", "次"],
  reopening: ["重新打开", "次"],
  false_closure: ["销号不实", "次"],
  orphan_day: ["席位空缺", "天"],
};

/** `+2`, `−3`, `0` */
export const signed = (points: number): string =>
  points > 0 ? `+${points}` : points < 0 ? `−${-points}` : "0";

const STATES = {
  counting: { text: "统计中", colour: "blue" },
  counted: { text: "待发布", colour: "blue" },
  published: { text: "申诉期", colour: "blue" },
  frozen: { text: "已定稿", colour: "green" },
  dropped: { text: "已作废", colour: "neutral" },
} as const satisfies Record<ScoreStanding["state"], Tag>;

export const standingTag = ({ state, isTrial }: ScoreStanding): Tag =>
  isTrial && state === "counted" ? { text: "试算", colour: "neutral" } : STATES[state];
