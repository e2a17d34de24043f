import type { Marks } from "./clocks.ts";

/** What is the same for all hazards of a group. */
export type Group = {
  state: string;
  unit: string;
  focus: string;
  count: number;
  red: number;
  yellow: number;
  major: number;
};

/** How a unit keeps its days: hazards whose day has passed, those struck off by it, and those red for too long (RULES §6). */
export type Pace = { unit: string; due: number; onTime: number; old: number };

/** Where a count ends: the history's length at that instant, and the day's limits. */
export type CutOff = { position: number; marks: Marks };

/** A campaign's hazards, counted. */
export type Count = {
  cutOff: CutOff;
  open: Group[];
  paces: Pace[];
  registered: number;
  closed: number;
  inAll: number;
  closedInAll: number;
};

/** What is counted over a stretch of time, each with a list behind it (RULES §12). */
export type PeriodList =
  | "found"
  | "closed"
  | "open"
  | "overdue"
  | "major"
  | "due"
  | "onTime"
  | "foundAll"
  | "closedAll";

/** A unit's figures of a period; `red` and `longOverdue` decide its light. */
export type UnitCount = { unit: string; red: number; longOverdue: number } & Record<PeriodList, number>;
