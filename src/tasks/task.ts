import type { Day } from "../dates.ts";
import { Refusal } from "../errors.ts";
import type { Extension } from "./extension.ts";
import { notLower } from "./lowered.ts";
import type { Paper } from "./paper.ts";
import type { Supplement } from "./supplement.ts";

export type TaskState =
  | "issued"
  | "accepted"
  | "in_progress"
  | "submitted"
  | "returned"
  | "done"
  | "cancelled";

/** What one unit owes for one duty (RULES §7). */
export type Task = {
  id: string;
  campaign: string;
  phase: string;
  duty: string;
  unit: string;
  /** Who took it when it was handed on within the unit; `null` is the unit itself (RULES §2.6). */
  executor: string | null;
  year: number;
  number: number;
  title: string;
  state: TaskState;
  /** As printed in the plan; it never moves. */
  dueOn: Day;
  /** The day that counts instead, after an extension or a move by the office. */
  movedTo: Day | null;
  /** By when a returned version is wanted. */
  newDueOn: Day | null;
  /** The latest request for more time, and what became of it. */
  extension: Extension | null;
  timesExtended: number;
  percent: number | null;
  /** Cumulative figures by metric. */
  figures: Record<string, number>;
  /** The same as they stood when it was handed in, and at the end of its phase. */
  reportedFigures: Record<string, number> | null;
  closingFigures: Record<string, number> | null;
  /** What was added after it was handed in, oldest first. */
  supplements: Supplement[] | null;
  /** 零报告: there was nothing to report. */
  isNil: boolean | null;
  text: string;
  nextStep: string;
  /** A report's other words, and the ledger's figures when they were kept. */
  paper: Paper | null;
  /** A figure that went down is asked about once; these are the ones that were. */
  askedLower: Record<string, number> | null;
  issuedAt: Date;
  signedAt: Date | null;
  signedBy: string | null;
  firstSubmittedAt: Date | null;
  /** Whether the first submission, or a returned version, came after its day. */
  late: boolean;
  submittedAt: Date | null;
  submittedBy: string | null;
  timesReturned: number;
  returnReason: string | null;
  reviewedAt: Date | null;
  reviewedBy: string | null;
  cancelReason: string | null;
  version: number;
};

/** One moment of the district, for what is done now. */
export type Moment = { now: Date; today: Day };

export type Report = {
  percent: number | null;
  figures: Record<string, number | null>;
  text: string;
  next: string;
  paper?: Paper | null;
};

/** What has been received for the task so far, and how its form calls the words that it needs. */
export type Papers = { stored: number; waiting: number; required: boolean; name: string; words?: string };

const OPEN: readonly TaskState[] = ["issued", "accepted", "in_progress", "returned"];

/** Whether its unit has done its part. */
export const isHanded = ({ state }: Pick<Task, "state">): boolean =>
  state === "submitted" || state === "done";

export const isOpen = ({ state }: Pick<Task, "state">): boolean => OPEN.includes(state);

type Days = Pick<Task, "dueOn" | "movedTo" | "newDueOn" | "state">;

/** The day it is wanted by now: a returned version has a date of its own. */
export const wantedOn = ({ dueOn, movedTo, newDueOn, state }: Days): Day =>
  state === "returned" && newDueOn ? newDueOn : (movedTo ?? dueOn);

/** A question asked of a day, never a stored state: the printed day ends at 24:00. */
export const isOverdue = (task: Task, today: Day): boolean => isOpen(task) && today > wantedOn(task);

/** T2: the unit takes the task on. */
export function sign(task: Task, by: string, { now }: Moment): Task {
  if (task.state !== "issued") throw new Refusal("这项任务已经签收");
  return { ...task, state: "accepted", signedAt: now, signedBy: by };
}

/** T3, on the way: figures and words are kept; what is left out stays as it was. Reporting signs. */
export function report(
  task: Task,
  by: string,
  sent: Report,
  moment: Moment,
  labels: Record<string, string>,
): Task {
  if (!isOpen(task)) throw new Refusal("这项任务已经报送，不能再改进展");
  const signed = task.state === "issued" ? sign(task, by, moment) : task;
  const given = Object.fromEntries(
    Object.entries(sent.figures).filter((entry): entry is [string, number] => entry[1] !== null),
  );
  return {
    ...signed,
    state: task.state === "returned" ? "returned" : "in_progress",
    percent: sent.percent ?? task.percent,
    figures: { ...task.figures, ...notLower(task, given, labels) },
    text: sent.text || task.text,
    nextStep: sent.next || task.nextStep,
    paper: sent.paper ?? task.paper,
    askedLower: null,
  };
}

/** T3: handed in. A document that is required must be here, not on its way. A request for more time lapses. */
export function handIn(task: Task, by: string, papers: Papers, { now, today }: Moment): Task {
  if (!isOpen(task)) throw new Refusal("这项任务已经报送");
  const owed = task.text === "" ? [papers.words ?? "进展情况"] : [];
  const missing = [...(task.percent === null ? ["完成进度"] : []), ...owed];
  if (missing.length > 0) throw new Refusal(`还缺：${missing.join("、")}`);
  if (papers.waiting > 0) throw new Refusal("文件正在接收，请稍候");
  if (papers.required && papers.stored === 0)
    throw new Refusal(`还缺《${papers.name}》，回复本卡片发文件即可`);
  return submitted({ ...task, isNil: false }, by, { now, today });
}

/** A nil report (零报告), where the duty allows it: there was nothing, and that is said with every figure at nought. */
export function reportNil(task: Task, by: string, metrics: readonly string[], moment: Moment): Task {
  if (!isOpen(task)) throw new Refusal("这项任务已经报送");
  if (Object.values(task.figures).some((value) => value > 0))
    throw new Refusal("已经报过数，不能零报告，请填表后正式报送");
  const signed = task.state === "issued" ? sign(task, by, moment) : task;
  const figures = Object.fromEntries(metrics.map((key) => [key, 0]));
  const text = "零报告：本期没有需要报送的情况。";
  return submitted({ ...signed, figures, percent: 100, text, isNil: true }, by, moment);
}

const submitted = (task: Task, by: string, { now, today }: Moment): Task => ({
  ...task,
  state: "submitted",
  reportedFigures: task.figures,
  extension: task.extension?.state === "requested" ? null : task.extension,
  late: task.late || today > wantedOn(task),
  firstSubmittedAt: task.firstSubmittedAt ?? now,
  submittedAt: now,
  submittedBy: by,
});

/** T4: every demand is met. Nobody passes what they handed in themselves. */
export function pass(task: Task, by: string, { now }: Moment): Task {
  if (task.state !== "submitted") throw new Refusal("这项任务不在审核中");
  if (task.submittedBy === by) throw new Refusal("报送人不能自己审核，请由办公室其他人员办理");
  return { ...task, state: "done", reviewedAt: now, reviewedBy: by };
}

export type Returning = { reason: string; newDueOn: Day; earliest: Day };

/** T5: back with points to mend and a new day, at least two working days away. */
export function returnTask(
  task: Task,
  by: string,
  { reason, newDueOn, earliest }: Returning,
  { now }: Moment,
): Task {
  if (task.state !== "submitted") throw new Refusal("这项任务不在审核中");
  if (newDueOn < earliest) throw new Refusal(`新的期限至少留2个工作日，最早 ${earliest}`);
  return {
    ...task,
    state: "returned",
    newDueOn,
    returnReason: reason,
    timesReturned: task.timesReturned + 1,
    reviewedAt: now,
    reviewedBy: by,
  };
}

/** T6: called off by the office; what was handed in stays on file. */
export function cancel(task: Task, reason: string): Task {
  if (task.state === "done" || task.state === "cancelled") throw new Refusal("这项任务已经结束，不能撤销");
  return { ...task, state: "cancelled", cancelReason: reason, extension: null };
}
