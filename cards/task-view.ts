import type { Day } from "../src/dates.ts";
import type { Counted } from "./deadline.ts";
import type { Light } from "./elements.ts";
import type { FileView } from "./files.ts";

export type TaskFigure = { key: string; label: string; unit: string; value: number | null };

/** What a task's card shows to one reader. */
export type TaskView = {
  id: string;
  rev: number;
  /** `任务〔2021〕0033号` */
  code: string;
  number: number;
  title: string;
  unit: string;
  state: "issued" | "accepted" | "in_progress" | "submitted" | "returned" | "done" | "cancelled";
  reader: "unit" | "office" | "observer";
  today: Day;
  dueOn: Day;
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
  percent: number | null;
  figures: readonly TaskFigure[];
  text: string;
  nextStep: string;
  files: readonly FileView[];
  returned: { reason: string; by: Day } | null;
  /** Who must have reviewed by when, while it is with the office. */
  review: { by: Counted; waited: number; limit: number } | null;
  late: boolean;
  history: readonly string[];
  /** The form this copy was turned to. */
  form: string | null;
};
