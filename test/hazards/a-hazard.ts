import { NOTHING_YET, type Hazard } from "../../src/hazards/hazard.ts";
import type { Plan } from "../../src/hazards/tracks.ts";

/** A hazard as it was registered, with what a test changes. */
export const aHazard = (more: Partial<Hazard> = {}): Hazard => ({
  ...NOTHING_YET,
  id: "h1",
  campaign: "c",
  year: 2021,
  number: 12,
  state: "registered",
  grade: "general",
  enterprise: "甲中学",
  enterpriseId: null,
  site: "化学准备室",
  description: "酒精与高锰酸钾同柜存放",
  focusPoint: "F3",
  category: "储存",
  source: "检查",
  foundOn: "2021-06-08",
  finder: "inspector",
  leadUnit: "jyj",
  person: "",
  dueOn: null,
  measure: "",
  registeredAt: new Date("2021-06-08T08:00:00Z"),
  version: 1,
  ...more,
});

/** A major hazard's plan, as its unit's lead approved it. */
export const approvedPlan: Plan = {
  state: "approved",
  items: {
    goal_task: "三个月内分库储存",
    method_measure: "建专用储存间",
    funds_materials: "12万元，通风柜2套",
    body_people: "总务处，安全员1",
    time_limit: "7月前通风，9月前建成",
    safety_emergency: "双人双锁，每日巡查",
  },
  by: "liaison",
  submittedOn: "2021-06-09",
  approvedBy: "lead",
  approvedOn: "2021-06-10",
  reason: "",
};
