import { addDays, type Day } from "../dates.ts";
import { lateDays, lineOf, type ScoreLine, type Scoring } from "./line.ts";

/** One time that a report was sent back. */
export type Returned = {
  on: Day;
  /** Its new day; what was sent back before 0.3 kept none. */
  wantedOn: Day | null;
  /** When it came again. */
  handedOn: Day | null;
};

/** What a score looks at of one task, by days. */
export type TaskFacts = {
  subject: string;
  code: string;
  title: string;
  issuedOn: Day;
  /** The day that counted: the printed one, or the one it was moved to. */
  wantedOn: Day;
  signedOn: Day | null;
  /** When it was first handed in. */
  handedOn: Day | null;
  isCancelled: boolean;
  returns: readonly Returned[];
};

/** What one task gives; what was issued after its own day, or cancelled, was never owed in time and gives nothing. */
export function taskLines(scoring: Scoring, task: TaskFacts): ScoreLine[] {
  if (task.isCancelled || task.issuedOn > task.wantedOn) return [];
  return [
    ...reported(scoring, task),
    ...accepted(scoring, task),
    ...overdue(scoring, task),
    ...task.returns.flatMap((back) => returned(scoring, task, back)),
  ];
}

const of = ({ subject, code }: TaskFacts) => ({ subject, code });

/** A report counts on the day it was first handed in: late after its day, else in time, if what was sent back came in time too. */
function reported(scoring: Scoring, task: TaskFacts): ScoreLine[] {
  const { handedOn, wantedOn, title, returns } = task;
  if (handedOn === null) return [];
  const isLate = handedOn > wantedOn;
  if (!isLate && returns.some((back) => isMissed(scoring, back))) return [];
  const kind = isLate ? ("report_late" as const) : ("report_on_time" as const);
  const word = isLate ? "迟报" : "按时报送";
  return lineOf(scoring, { ...of(task), kind, on: handedOn, times: 1, words: `${title}：${word}` });
}

/** Its new day passed without it, within the scored days. */
const isMissed = ({ last }: Scoring, { wantedOn, handedOn }: Returned): boolean =>
  wantedOn !== null && (handedOn ?? last) > wantedOn;

/** Signing late counts once, on the first day that was too late, signed for since or not. */
function accepted(scoring: Scoring, task: TaskFacts): ScoreLine[] {
  const { issuedOn, signedOn, title } = task;
  const limit = scoring.calendar.addWorkdays(issuedOn, scoring.signWithin.task);
  if (signedOn !== null && signedOn <= limit) return [];
  return lineOf(scoring, {
    ...of(task),
    kind: "accept_late",
    on: addDays(limit, 1),
    times: 1,
    words: `${title}：超过${scoring.signWithin.task}个工作日才签收或没有签收`,
  });
}

/** Sent back, and the days without it after its new day. */
function returned(scoring: Scoring, task: TaskFacts, { on, wantedOn, handedOn }: Returned): ScoreLine[] {
  const back = { ...of(task), kind: "return" as const, on, times: 1, words: `${task.title}：审核退回` };
  if (wantedOn === null) return lineOf(scoring, back);
  const late = lateDays(scoring, wantedOn, handedOn);
  const words = `${task.title}：退回后逾期${late.times}个工作日`;
  return [...lineOf(scoring, back), ...lineOf(scoring, { ...of(task), kind: "overdue_day", ...late, words })];
}

/** Days without the report after its day, until it was first handed in. */
function overdue(scoring: Scoring, task: TaskFacts): ScoreLine[] {
  const late = lateDays(scoring, task.wantedOn, task.handedOn);
  const words = `${task.title}：逾期${late.times}个工作日`;
  return lineOf(scoring, { ...of(task), kind: "overdue_day", ...late, words });
}
