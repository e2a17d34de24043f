import { writeLater } from "../db/door.ts";
import { insertRows } from "../db/statements.ts";
import { day, defineTable, flag, id, instant, key, maybe, whole } from "../db/define.ts";
import type { Turn } from "../turn.ts";
import type { Derived } from "./asked.ts";
import type { Hazard } from "./hazard.ts";

type Counted = Pick<
  Hazard,
  | "grade"
  | "focusPoint"
  | "leadUnit"
  | "dueOn"
  | "assignedOn"
  | "timesReturned"
  | "timesRefused"
  | "closedAt"
  | "requestedAt"
  | "verifiedOn"
  | "version"
> &
  Pick<Derived, "planOwedSince" | "isExtending">;
type PastRow = Counted & { id: string; districtId: string; hazardId: string; state: string };

/** The state of a hazard before it was registered. */
export const UNBORN = "unborn";

/**
 * What figures are made of, as it was before each change; its id is that of the change's line in the history. With the
 * line's place in the chain, any list can be had again as it was at a cut-off, though none was kept.
 */
export const HazardPastTable = defineTable<PastRow>(
  "hazard_past",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    hazardId: { ...key(36), name: "hazard_id" },
    version: whole(),
    state: key(24),
    grade: key(16),
    focusPoint: { ...key(32), name: "focus_point" },
    leadUnit: { ...key(32), name: "lead_unit" },
    dueOn: { ...maybe(day()), name: "due_on" },
    assignedOn: { ...maybe(day()), name: "assigned_on" },
    timesReturned: { ...whole(), name: "times_returned" },
    timesRefused: { ...whole(), name: "times_refused" },
    closedAt: { ...maybe(instant()), name: "closed_at" },
    requestedAt: { ...maybe(instant()), name: "requested_at" },
    verifiedOn: { ...maybe(day()), name: "verified_on" },
    planOwedSince: { ...maybe(day()), name: "plan_owed_since" },
    isExtending: { ...maybe(flag()), name: "is_extending" },
  },
  [{ name: "hazard_past_version", columns: ["districtId", "hazardId", "version"], unique: true }],
);

/** Keeps what a hazard was until this line of history. */
export function keepPast(
  { tx, district }: Turn,
  before: Counted & { id: string; state: string },
  line: string,
): void {
  const { state, grade, focusPoint, leadUnit, dueOn, assignedOn } = before;
  const { timesReturned, timesRefused, closedAt, requestedAt, verifiedOn } = before;
  const { version, planOwedSince, isExtending } = before;
  const past: PastRow = {
    id: line,
    districtId: district,
    hazardId: before.id,
    version,
    state,
    grade,
    focusPoint,
    leadUnit,
    dueOn,
    assignedOn,
    timesReturned,
    timesRefused,
    closedAt,
    requestedAt,
    verifiedOn,
    planOwedSince,
    isExtending,
  };
  writeLater(tx, () => insertRows(tx, HazardPastTable, [past]));
}
