import type { Day } from "../dates.ts";
import { NO_TRACKS, type Tracks } from "./tracks.ts";

export type HazardState =
  | "registered"
  | "assigned"
  | "rectifying"
  | "verify_requested"
  | "verifying"
  | "closed"
  | "shut_down"
  | "voided"
  | "merged";

export type Grade = "general" | "major" | "major_pending";

/** One problem found at one place (RULES §4, §11). */
export type Hazard = {
  id: string;
  campaign: string;
  year: number;
  number: number;
  state: HazardState;
  grade: Grade;
  /** As it was called when the hazard was found; `enterpriseId` is who it is. */
  enterprise: string;
  enterpriseId: string | null;
  site: string;
  description: string;
  focusPoint: string;
  category: string;
  source: string;
  foundOn: Day;
  finder: string;
  leadUnit: string;
  /** Other units that help; one alone leads. */
  helpUnits: string[];
  /** By which list and item it is major (RULES §3), and the pack of lists in force when it was graded. */
  criterionRef: string;
  rulePack: string;
  /** Its number in the government's own system, which this register does not replace (RULES §5.4). */
  officialNo: string;
  /** Who took it when it was handed on within the unit; `null` is the unit itself (RULES §2.6). */
  executor: string | null;
  /** The plan's three: 责任、时限、措施. */
  person: string;
  dueOn: Day | null;
  measure: string;
  /** From when the first span counts: a return gives half of it. */
  assignedOn: Day | null;
  firstDueOn: Day | null;
  funds: string;
  emergencyPlan: string;
  /** What protects people until it is done (RULES §5.3). */
  protection: string;
  progress: string;
  done: string;
  finishedOn: Day | null;
  requestedBy: string | null;
  requestedAt: Date | null;
  verifiedBy: string | null;
  companions: string[];
  verifiedOn: Day | null;
  verifyPlace: string;
  verifyRemark: string;
  closedAt: Date | null;
  closedBy: string | null;
  timesReturned: number;
  timesRefused: number;
  refusal: string;
  /** What a verification found missing, each point a line (H10). */
  returnPoints: string[];
  timesReopened: number;
  timesExtended: number;
  timesDeclined: number;
  /** Why it was voided, merged or reopened, and the hazard it went into. */
  endReason: string;
  mergedInto: string | null;
  registeredAt: Date;
  version: number;
} & Tracks;

/** One moment of the district, for what is done now. */
export type Moment = { now: Date; today: Day };

const ENDED: readonly HazardState[] = ["closed", "shut_down", "voided", "merged"];

export const isOpen = ({ state }: Pick<Hazard, "state">): boolean => !ENDED.includes(state);

export const isMajor = ({ grade }: Pick<Hazard, "grade">): boolean => grade !== "general";

/** What a hazard has when it is registered: nothing has been decided or done about it. */
export const NOTHING_YET = {
  ...NO_TRACKS,
  helpUnits: [],
  criterionRef: "",
  rulePack: "",
  officialNo: "",
  executor: null,
  assignedOn: null,
  firstDueOn: null,
  funds: "",
  emergencyPlan: "",
  protection: "",
  progress: "",
  done: "",
  finishedOn: null,
  requestedBy: null,
  requestedAt: null,
  verifiedBy: null,
  companions: [],
  verifiedOn: null,
  verifyPlace: "",
  verifyRemark: "",
  closedAt: null,
  closedBy: null,
  timesReturned: 0,
  timesRefused: 0,
  refusal: "",
  returnPoints: [],
  timesReopened: 0,
  timesExtended: 0,
  timesDeclined: 0,
  endReason: "",
  mergedInto: null,
};
