import { readHouse } from "../../src/house.ts";
import type { HazardFacts, HazardSpan } from "../../src/score/hazard-lines.ts";
import type { Scoring } from "../../src/score/line.ts";
import type { TaskFacts } from "../../src/score/task-lines.ts";

const { campaigns, calendar } = readHouse("./config");
export const rules = campaigns[0]!.score!;
export { calendar };

/** The year 2021 of 教育局, by the shipped weights. */
export const aYear = (more: Partial<Scoring> = {}): Scoring => ({
  unit: "jyj",
  from: "2021-01-01",
  last: "2021-12-31",
  calendar,
  weights: rules.weights,
  signWithin: { task: 2, hazard: 1 },
  ...more,
});

/** A report due on Friday 25 June 2021, signed for and handed in in time. */
export const aReport = (more: Partial<TaskFacts> = {}): TaskFacts => ({
  subject: "task:t1",
  code: "任务0033",
  title: "报送第一次工作进展情况",
  issuedOn: "2021-06-01",
  wantedOn: "2021-06-25",
  signedOn: "2021-06-02",
  handedOn: "2021-06-24",
  isCancelled: false,
  returns: [],
  ...more,
});

export const aSpan = (more: Partial<HazardSpan> = {}): HazardSpan => ({
  since: "2021-06-01",
  state: "rectifying",
  leadUnit: "jyj",
  dueOn: "2021-06-25",
  assignedOn: "2021-06-01",
  ...more,
});

export const aHazard = (more: Partial<HazardFacts> = {}): HazardFacts => ({
  subject: "hazard:h1",
  code: "隐患0012",
  enterprise: "甲中学",
  spans: [aSpan()],
  deeds: [],
  ...more,
});
