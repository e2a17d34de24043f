import type { HistoryView } from "./blocks.ts";
import type { Day } from "../src/dates.ts";
import type { Counted } from "./deadline.ts";
import type { Light } from "./elements.ts";
import type { FileView } from "./files.ts";
import type { HandsView } from "./handing.ts";
import type { Option } from "./form.ts";
import type { ReportView } from "./task-report.ts";

/** A cumulative figure now, as it was handed in, and at the phase's end. */
export type TaskFigure = {
  key: string;
  label: string;
  unit: string;
  value: number | null;
  reported: number | null;
  closing: number | null;
  /** What the ledger says of it, where it does. */
  ledger: number | null;
};

/** A request for more time, and what became of it. */
export type ExtensionView = {
  state: "requested" | "granted" | "refused";
  cause: string;
  done: string;
  until: Day;
  by: string;
  askedOn: Day;
  answerBy: Day;
  reason: string;
};

/** What a task's card shows to one reader. */
export type TaskView = {
  id: string;
  rev: number;
  /** `任务〔2021〕0033号` */
  code: string;
  number: number;
  title: string;
  unit: string;
  unitKey: string;
  state: "issued" | "accepted" | "in_progress" | "submitted" | "returned" | "done" | "cancelled";
  reader: "unit" | "office" | "observer";
  today: Day;
  /** The day it is wanted by now. */
  dueOn: Day;
  /** The last working day on or before it. */
  target: Day;
  /** The day in the plan, and the one that counts instead. */
  printed: Day;
  movedTo: Day | null;
  timesExtended: number;
  workdaysLeft: number;
  expected: boolean;
  /** The day that was printed first and why it moved, or why the task is withdrawn. */
  changed: string | null;
  light: Light;
  cause: string;
  signBy: Counted;
  demands: readonly string[];
  basis: string;
  document: { name: string; required: boolean } | null;
  recipients: readonly string[];
  office: string;
  /** Who took it within the unit, and who is asked to. */
  hands: HandsView;
  percent: number | null;
  figures: readonly TaskFigure[];
  text: string;
  nextStep: string;
  /** A report that is filled in from the ledger; `null` for another document. */
  report: ReportView | null;
  files: readonly FileView[];
  returned: { reason: string; by: Day } | null;
  /** Who must have reviewed by when, while it is with the office. */
  review: { by: Counted; waited: number; limit: number } | null;
  late: boolean;
  extension: ExtensionView | null;
  /** Until when the unit may ask for more time; `null` when it may not (any more). */
  extendBy: Day | null;
  /** Whether there may be nothing to report (零报告), and whether that was said. */
  mayNil: boolean;
  isNil: boolean;
  /** Until when something may be added after handing in; `null` when it may not (any more). */
  supplementBy: Day | null;
  /** What was added, oldest first, each with its day. */
  supplements: readonly string[];
  /** Units that still owe the same duty, for the office. */
  peers: readonly Option[];
  cancelReason: string;
  /** When and by whom the unit was urged, until something is done after it. */
  urged: string | null;
  history: HistoryView;
  /** The form this copy was turned to. */
  form: string | null;
};
