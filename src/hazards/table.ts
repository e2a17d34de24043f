import { day, defineTable, flag, id, instant, json, key, list, maybe, text, whole } from "../db/define.ts";
import type { Derived } from "./asked.ts";
import type { Hazard } from "./hazard.ts";

/** `sought` is what a hazard is searched by: the words of its registration, as they are looked up. */
type HazardRow = Hazard & Derived & { districtId: string; sought: string | null };
type Columns = (keyof HazardRow)[];

const DISTRICT: Columns = ["districtId", "campaign"];
/** What decides whose a hazard is, and what it is about. */
const WHOSE: Columns = ["leadUnit", "finder", "executor", "focusPoint"];
/** How much of its words is kept for searching: an index takes no more. */
export const SOUGHT_CHARACTERS = 400;
const DATED: Columns = ["dueOn", "timesReturned", "timesRefused", "grade", "assignedOn"];
/** What decides a light: kept within the indexes, so that a million are counted without their rows. */
const LIGHTS: Columns = [...DATED, "planOwedSince", "isExtending"];

export const HazardTable = defineTable<HazardRow>(
  "hazard",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    campaign: key(),
    year: whole(),
    number: whole(),
    state: key(24),
    grade: key(16),
    enterprise: key(120),
    enterpriseId: { ...maybe(key(36)), name: "enterprise_id" },
    site: key(120),
    description: text(),
    focusPoint: { ...key(32), name: "focus_point" },
    category: key(32),
    source: key(32),
    foundOn: { ...day(), name: "found_on" },
    finder: key(36),
    leadUnit: { ...key(32), name: "lead_unit" },
    executor: maybe(key(36)),
    person: key(80),
    dueOn: { ...maybe(day()), name: "due_on" },
    measure: text(),
    assignedOn: { ...maybe(day()), name: "assigned_on" },
    firstDueOn: { ...maybe(day()), name: "first_due_on" },
    funds: key(80),
    emergencyPlan: { ...text(), name: "emergency_plan" },
    progress: text(),
    done: text(),
    finishedOn: { ...maybe(day()), name: "finished_on" },
    requestedBy: { ...maybe(key(36)), name: "requested_by" },
    requestedAt: { ...maybe(instant()), name: "requested_at" },
    verifiedBy: { ...maybe(key(36)), name: "verified_by" },
    companions: json(),
    verifiedOn: { ...maybe(day()), name: "verified_on" },
    verifyPlace: { ...key(120), name: "verify_place" },
    verifyRemark: { ...text(), name: "verify_remark" },
    closedAt: { ...maybe(instant()), name: "closed_at" },
    closedBy: { ...maybe(key(36)), name: "closed_by" },
    timesReturned: { ...whole(), name: "times_returned" },
    timesRefused: { ...whole(), name: "times_refused" },
    refusal: text(),
    helpUnits: { ...list(), name: "help_units" },
    criterionRef: { ...key(120), name: "criterion_ref", default: "" },
    rulePack: { ...key(32), name: "rule_pack", default: "" },
    officialNo: { ...key(64), name: "official_no", default: "" },
    protection: { ...key(500), default: "" },
    returnPoints: { ...list(), name: "return_points" },
    timesReopened: { ...whole(), name: "times_reopened", default: 0 },
    timesExtended: { ...whole(), name: "times_extended", default: 0 },
    timesDeclined: { ...whole(), name: "times_declined", default: 0 },
    endReason: { ...key(500), name: "end_reason", default: "" },
    mergedInto: { ...maybe(key(36)), name: "merged_into" },
    listing: maybe(json()),
    enforcement: maybe(json()),
    suspension: maybe(json()),
    extension: maybe(json()),
    transfer: maybe(json()),
    plan: maybe(json()),
    assessment: maybe(json()),
    closeDown: { ...maybe(json()), name: "close_down" },
    askedUnit: { ...maybe(key(32)), name: "asked_unit" },
    asks: maybe(flag()),
    asksOffice: { ...maybe(flag()), name: "asks_office" },
    planOwedSince: { ...maybe(day()), name: "plan_owed_since" },
    isExtending: { ...maybe(flag()), name: "is_extending" },
    isTwice: { ...maybe(flag()), name: "is_twice" },
    isListed: { ...maybe(flag()), name: "is_listed" },
    registeredAt: { ...instant(), name: "registered_at" },
    version: whole(),
    sought: maybe(key(SOUGHT_CHARACTERS)),
  },
  [
    { name: "hazard_number", columns: ["districtId", "year", "number"], unique: true },
    {
      name: "hazard_figures",
      columns: [...DISTRICT, "state", "leadUnit", "focusPoint", ...LIGHTS, "closedAt"],
    },
    { name: "hazard_listed", columns: [...DISTRICT, "year", "number", "state", ...LIGHTS] },
    { name: "hazard_registered", columns: [...DISTRICT, "registeredAt"] },
    { name: "hazard_closed", columns: [...DISTRICT, "closedAt"] },
    { name: "hazard_enterprise", columns: ["districtId", "enterpriseId", "focusPoint"] },
    {
      name: "hazard_sought",
      columns: [...DISTRICT, "year", "number", "state", ...WHOSE, ...DATED, "sought"],
    },
    { name: "hazard_asked", columns: ["districtId", "askedUnit"] },
    { name: "hazard_asks", columns: [...DISTRICT, "asks"] },
    { name: "hazard_asks_office", columns: [...DISTRICT, "asksOffice"] },
    { name: "hazard_twice", columns: [...DISTRICT, "isTwice"] },
    { name: "hazard_supervised", columns: [...DISTRICT, "isListed"] },
    { name: "hazard_finder", columns: ["districtId", "finder", "state"] },
    { name: "hazard_unit", columns: ["districtId", "leadUnit", "state"] },
    {
      name: "hazard_waiting",
      columns: [
        ...DISTRICT,
        "state",
        "leadUnit",
        "registeredAt",
        "requestedAt",
        "verifiedOn",
        "timesRefused",
      ],
    },
  ],
);
