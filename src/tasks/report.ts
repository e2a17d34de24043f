import type { ReportForm } from "../../cards/task-forms.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { askedOnly, askLower, labelsOf, measuresOf, metricsOf } from "./figures.ts";
import type { Ledger, Paper, PaperWords } from "./paper.ts";
import { differenceInWords, differences, NO_WORDS } from "./paper.ts";
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

/** How a duty's report is filled in from the ledger; `null` when it is not. */
export const reportKind = (turn: Turn, { duty }: Pick<Task, "duty">): "progress" | "summary" | null =>
  turn.campaign.duties.find(({ key }) => key === duty)?.report ?? null;

/** A report's other words beside what the ledger says now; only hazards of the unit's own stand as cases. */
async function paperOf(turn: Turn, before: Task, words: PaperWords, ledger: Ledger): Promise<Paper> {
  const { choices, at, position, figures } = await ledger(turn, before.unit);
  const cases = words.cases.filter((id) => choices.some((each) => each.id === id));
  return { ...words, cases, ledger: { at, position, figures } };
}

type Kept = Report & { words?: PaperWords };

/** Keeps a report, or asks once about a figure that went down: it is kept when the same is sent again. */
export async function keepReport(
  turn: Turn,
  by: Person,
  before: Task,
  sent: Kept,
  ledger: Ledger | null = null,
): Promise<Reported> {
  const metrics = metricsOf(turn, before);
  const figures = askedOnly(metrics, sent.figures);
  const question = await askFirst(turn, by, before, figures);
  if (question) return { question };
  const isReport = ledger !== null && reportKind(turn, before) !== null;
  const paper = isReport ? await paperOf(turn, before, sent.words ?? before.paper ?? NO_WORDS, ledger) : null;
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

/** A unit reports its progress. */
export async function reportTask(
  turn: Turn,
  { by, id, rev, form }: CardReply<ReportForm>,
  ledger: Ledger | null = null,
): Promise<Answer> {
  const before = await getTask(turn, { id, rev });
  mustActForUnit(turn, by, before);
  const kept = await keepReport(turn, by, before, form, ledger);
  if ("question" in kept) return { toast: kept.question, tone: "warning", keeps: true };
  const { percent } = kept.task;
  return { toast: percent === null ? "已记录" : `已记录，进度${percent}%` };
}
