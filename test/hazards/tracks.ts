import type { Hazard } from "../../src/hazards/hazard.ts";
import type { Enforcement, Extension, Listing, Suspension } from "../../src/hazards/tracks.ts";
import { aHazard, approvedPlan } from "./a-hazard.ts";

export const moment = { now: new Date("2021-06-18T01:00:00Z"), today: "2021-06-18" };

/** A hazard that its unit is rectifying since 9 June, due on 9 July. */
export const rectifying = (more: Partial<Hazard> = {}): Hazard =>
  aHazard({
    state: "rectifying",
    person: "甲中学安全员1",
    measure: "分柜上锁",
    dueOn: "2021-07-09",
    firstDueOn: "2021-07-09",
    assignedOn: "2021-06-09",
    ...more,
  });

/** A confirmed major one, with its plan approved. */
export const major = (more: Partial<Hazard> = {}): Hazard =>
  rectifying({
    grade: "major",
    funds: "12万元",
    emergencyPlan: "双人双锁",
    plan: approvedPlan,
    ...more,
  });

export const listed: Listing = {
  state: "listed",
  by: "liaison",
  proposedOn: "2021-06-10",
  reason: "逾期",
  level: "区级",
  supervisor: "联席会议办公室，工作人员1",
  dueOn: "2021-12-31",
  number: "常新危督〔2021〕1号",
  minute: "",
  listedOn: "2021-06-11",
  publishedOn: "2021-06-15",
  liftedOn: null,
  liftPublishedOn: null,
};

export const stopped: Suspension = {
  state: "full",
  scope: "full",
  by: "inspector",
  number: "停〔2021〕3号",
  reason: "通风失效",
  orderedOn: "2021-06-10",
  done: "",
  askedOn: null,
  askedBy: null,
  resumedOn: null,
};

export const referred: Enforcement = {
  state: "referred",
  by: "liaison",
  referredOn: "2021-06-17",
  body: "gafj",
  facts: "易制爆未登记",
  takenOn: null,
  penalties: [],
};

export const askedExtension: Extension = {
  state: "requested",
  by: "liaison",
  askedOn: "2021-06-17",
  cause: "设备未到",
  done: "已定货",
  protection: "停用该柜",
  until: "2021-07-20",
  reason: "",
};
