import type { Day } from "../dates.ts";

/** What runs beside a hazard's state and never replaces it (RULES §4). `null` on the hazard is none of it. */

/** 挂牌督办: proposed, approved by the meeting, lifted at the same level (L1–L3). */
export type Listing = {
  state: "proposed" | "listed" | "lifted";
  by: string;
  proposedOn: Day;
  reason: string;
  level: string;
  supervisor: string;
  dueOn: Day;
  number: string;
  /** The minute that says so, where it was not a convener's own hand. */
  minute: string;
  listedOn: Day | null;
  publishedOn: Day | null;
  liftedOn: Day | null;
  liftPublishedOn: Day | null;
};

/** A penalty as its document has it; a fine never closes the hazard (E2). */
export type Penalty = {
  kind: string;
  number: string;
  decidedOn: Day;
  /** In yuan; `null` where it is no fine. */
  amount: number | null;
  publishedOn: Day | null;
};

/** 移送执法: referred, taken up, decided, carried out (E1, E2). */
export type Enforcement = {
  state: "referred" | "filed" | "decided" | "executed";
  by: string;
  referredOn: Day;
  body: string;
  facts: string;
  takenOn: Day | null;
  penalties: Penalty[];
};

/** 停产停业、停用设备: ordered, resumption asked for, resumed (U1, U2). */
export type Suspension = {
  state: "partial" | "full" | "resume_requested" | "resumed";
  scope: "partial" | "full";
  by: string;
  number: string;
  reason: string;
  orderedOn: Day;
  done: string;
  askedOn: Day | null;
  askedBy: string | null;
  resumedOn: Day | null;
};

/** 延期 (X1, X2). */
export type Extension = {
  state: "requested" | "granted" | "refused";
  by: string;
  askedOn: Day;
  cause: string;
  done: string;
  protection: string;
  until: Day;
  reason: string;
};

/** 移交 of the lead to another unit: offered, taken or declined (H15). */
export type Transfer = {
  state: "offered" | "taken" | "declined";
  by: string;
  to: string;
  offeredOn: Day;
  /** When it was declined; of an offer still open, none. */
  answeredOn?: Day;
  reason: string;
};

/** The six items that a major hazard's plan must have (RULES §5.2). */
export const SIX_ITEMS = {
  goal_task: "目标任务",
  method_measure: "方法措施",
  funds_materials: "经费物资",
  body_people: "机构人员",
  time_limit: "时限要求",
  safety_emergency: "安全措施和应急预案",
} as const;

export type SixItems = Record<keyof typeof SIX_ITEMS, string>;

/** 整改方案 of a major hazard: handed in, then approved by the unit's lead (H5). */
export type Plan = {
  state: "submitted" | "approved" | "returned";
  items: SixItems;
  by: string;
  submittedOn: Day;
  approvedBy: string | null;
  approvedOn: Day | null;
  reason: string;
};

/** 评估 after the work: who judged it, and how (RULES §5.5). */
export type Assessment = { assessor: string; conclusion: string; assessedOn: Day };

/** 关闭取缔 as it was proposed and decided (H14). */
export type CloseDown = {
  by: string;
  proposedOn: Day;
  reason: string;
  minute: string;
  decision: string;
  decidedOn: Day | null;
  proof: string;
};

/** All of it, on one hazard. */
export type Tracks = {
  listing: Listing | null;
  enforcement: Enforcement | null;
  suspension: Suspension | null;
  extension: Extension | null;
  transfer: Transfer | null;
  plan: Plan | null;
  assessment: Assessment | null;
  closeDown: CloseDown | null;
};

export const NO_TRACKS: Tracks = {
  listing: null,
  enforcement: null,
  suspension: null,
  extension: null,
  transfer: null,
  plan: null,
  assessment: null,
  closeDown: null,
};

type With<Track extends keyof Tracks> = Pick<Tracks, Track>;

/** A stop order is in force until resumption is granted. */
export const isStopped = ({ suspension }: With<"suspension">): boolean =>
  suspension !== null && suspension.state !== "resumed";

export const isListed = ({ listing }: With<"listing">): boolean => listing?.state === "listed";

export const hasPlan = ({ plan }: With<"plan">): boolean => plan?.state === "approved";

/** What is asked and not answered yet. */
export const isExtensionAsked = ({ extension }: With<"extension">): boolean =>
  extension?.state === "requested";
export const isTransferOffered = ({ transfer }: With<"transfer">): boolean => transfer?.state === "offered";
