import type { Day } from "../dates.ts";
import type { Marks } from "./clocks.ts";

/** What is the same for all hazards of a group. */
export type Group = {
  state: string;
  unit: string;
  focus: string;
  count: number;
};

/** How a unit keeps its days: what it holds red and yellow, what is red for too long; whose day has passed, and was kept (RULES §6). */
export type Pace = { unit: string; red: number; yellow: number; due: number; onTime: number; old: number };

/** How many wait for the office or a verifier since one day; `isRuling`: refused twice, they are red however fresh. */
export type Waits = { state: string; since: Day; isRuling: boolean; count: number };

/** Where a count ends: the history's length at that instant, and the day's limits. */
export type CutOff = { position: number; marks: Marks };

/** A campaign's hazards, counted. */
export type Count = {
  cutOff: CutOff;
  open: Group[];
  paces: Pace[];
  waits: Waits[];
  /** Major ones that are open. */
  majors: number;
  /** How many have risen to the conveners. */
  risen: number;
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
