import type { Light } from "./elements.ts";

export type DigestList = { key: string; name: string; count: number; unit: string };
export type RedItem = { title: string; line: string };
export type UnitLine = {
  key?: string;
  unit: string;
  light: Exclude<Light, "grey">;
  open: number;
  progress: string;
  /** Why its light is not green, in words; whether too much was late, and how much. */
  cause?: string;
  isSlow?: boolean;
  late?: number;
};

export type RedUnit = { unit: string; count: number };

/** A decision that is wanted, with its age. */
export type Decision = RedItem & { subject: string };

/** A major hazard by its number. */
export type MajorItem = RedItem & { light: Light };

/** A duty that is past and still owed by some. */
export type DutyLine = { name: string; handed: number; owed: number; missing: number };

/** One of the office's queues: how many wait, the longest for how many working days, and how many are late. */
export type QueueAge = { verb: string; count: number; longest: number; late: number };

/** Something that the office or a verifier holds, and its light by their clock. */
export type Held = RedItem & { subject: string; light: Light };

/** What conveners see besides the hazards that are counted: subjects that rose to them, what others than the units hold, and how old those queues are. */
export type Raised = { risen: string[]; held: Held[]; queues: QueueAge[] };

/** A day's frozen figures. */
export type DigestView = {
  id: string;
  /** `6月18日（周五）` */
  date: string;
  shortDate: string;
  campaign: string;
  headline: string;
  calm: boolean;
  registered: number;
  closed: number;
  open: { count: number; change: number | null };
  red: { count: number; change: number | null };
  yellow: number;
  /** 比昨天, or 比上期 after a day off. */
  since: string;
  redItems: readonly RedItem[];
  lists: readonly DigestList[];
  /** The office's queues that have something late. */
  queues?: readonly QueueAge[];
  trend: readonly { day: string; registered: number; closed: number }[];
  byFocus: readonly { name: string; count: number }[];
  units: readonly UnitLine[];
  /** Digests of before have none of these. */
  redUnits?: readonly RedUnit[];
  decisions?: readonly Decision[];
  majors?: readonly MajorItem[];
  phase?: string;
  duties?: readonly DutyLine[];
  /** The campaign ends with it: what is carried over, and that nothing more is sent. */
  isLast?: boolean;
  registeredInAll?: number;
  closedInAll?: number;
  cutoff: string;
  late: string | null;
  /** The history's length and hash as it was frozen: whoever alters a line later must alter this too. */
  root: string | null;
};
