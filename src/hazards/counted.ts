import type { Marks } from "./clocks.ts";

/** What is the same for all hazards of a group. */
export type Group = {
  state: string;
  unit: string;
  focus: string;
  count: number;
  red: number;
  yellow: number;
};

/** Where a count ends: the history's length at that instant, and the day's limits. */
export type CutOff = { position: number; marks: Marks };

/** A campaign's hazards, counted. */
export type Count = {
  cutOff: CutOff;
  open: Group[];
  registered: number;
  closed: number;
  inAll: number;
  closedInAll: number;
};
