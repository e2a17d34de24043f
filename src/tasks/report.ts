import type { ReportForm } from "../../cards/task-forms.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { askedOnly, askLower, labelsOf, measuresOf, metricsOf } from "./figures.ts";
import type { Ledger, Paper, PaperWords, UnitLedger } from "./paper.ts";
import { differenceInWords, differences, movedSince } from "./paper.ts";
import { ledgerShown, openReport, reportKind, showLedger } from "./report-ledger.ts";
import { mustActForUnit } from "./rights.ts";
import { getTask, saveTask } from "./store.ts";
import { lowered } from "./lowered.ts";
import { report, type Report, type Task } from "./task.ts";

export type Reported = { task: Task } | { question: string };

/** Asks once about figures that went down, and remembers which; `null` when nothing has to be asked. */
export async function askFirst(
  turn: Turn,
  by: Person,
  before: Task,
  figures: Report["figures"],
): Promise<string | null> {
  const down = lowered(before, figures);
  if (Object.keys(down).length === 0) return null;
  const metrics = metricsOf(turn, before);
  const question = askLower(before, down, measuresOf(metrics), labelsOf(metrics));
  const asked = { ...before, askedLower: down };
  await saveTask(turn, before, asked, { by: by.id, act: "task.ask", words: `填报，${question}` });
  return question;
}

/** A report's other words beside what the ledger said; only hazards of the unit's own stand as cases. */
function paperOf({ paper }: Task, words: PaperWords, { choices, at, position, figures }: UnitLedger): Paper {
  const known = [...choices, ...(paper?.cases ?? [])];
  const cases = words.cases.flatMap((id) => known.find((each) => each.id === id) ?? []);
  return { ...words, cases, ledger: { at, position, figures } };
}

type Kept = Report & { words?: PaperWords };

/** Keeps a report, or asks once about a figure that went down: it is kept when the same is sent again. */
export async function keepReport(
  turn: Turn,
  by: Person,
  before: Task,
  sent: Kept,
  ledger: UnitLedger | null = null,
): Promise<Reported> {
  const metrics = metricsOf(turn, before);
  const figures = askedOnly(metrics, sent.figures);
  const question = await askFirst(turn, by, before, figures);
  if (question) return { question };
  const paper = ledger && sent.words ? paperOf(before, sent.words, ledger) : null;
  const after = report(before, by.id, { ...sent, figures, paper }, turn, labelsOf(metrics));
  const differs = paper ? differences(metrics, after.figures, paper.ledger.figures) : [];
  const noted = differs.length > 0 ? `；${differs.map(differenceInWords).join("；")}` : "";
  const words = `提交进展${after.percent === null ? "" : `，进度${after.percent}%`}${noted}`;
  const details = {
    percent: after.percent,
    figures: after.figures,
    text: sent.text,
    next: sent.next,
    ...(paper ? { paper } : {}),
  };
  return { task: await saveTask(turn, before, after, { by: by.id, act: "task.report", words, details }) };
}

/** A unit reports its progress: it is held to the figures that its form showed, and the form opens anew. */
export async function reportTask(
  turn: Turn,
  { by, id, rev, form }: CardReply<ReportForm>,
  ledger: Ledger | null,
): Promise<Answer> {
  const before = await getTask(turn, { id, rev });
  mustActForUnit(turn, by, before);
  const isReport = ledger !== null && reportKind(turn, before) !== null;
  const shown = isReport ? ((await ledgerShown(turn, before)) ?? (await ledger(turn, before.unit))) : null;
  const kept = await keepReport(turn, by, before, form, shown);
  if ("question" in kept) return { toast: kept.question, tone: "warning", keeps: true };
  await openReport(turn, kept.task, ledger);
  const { percent } = kept.task;
  return { toast: percent === null ? "已记录" : `已记录，进度${percent}%` };
}

const MOVED = "已保存。台账数有变化，请核对后再点一次";

export type Settled = { task: Task; ledger: UnitLedger | null } | { answer: Answer };

/**
 * Keeps a report that is to be laid out, by the ledger of now. A number that was taken from it and has moved since is not
 * handed in unseen: it is filled in anew, and asked to be looked at.
 */
export async function settleReport(
  turn: Turn,
  by: Person,
  before: Task,
  sent: Kept,
  ledger: Ledger | null,
): Promise<Settled> {
  const isReport = ledger !== null && reportKind(turn, before) !== null;
  const now = isReport ? await ledger(turn, before.unit) : null;
  const shown = isReport ? await ledgerShown(turn, before) : null;
  const hasMoved =
    now && shown && movedSince(metricsOf(turn, before), sent.figures, shown.figures, now.figures);
  const kept = await keepReport(turn, by, before, sent, hasMoved ? shown : now);
  if ("question" in kept) return { answer: { toast: kept.question, tone: "warning", keeps: true } };
  if (now) await showLedger(turn, kept.task, now);
  return hasMoved ? { answer: { toast: MOVED, tone: "warning" } } : { task: kept.task, ledger: now };
}
