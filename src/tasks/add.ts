import type { ReportForm } from "../../cards/task-forms.ts";
import { phaseNamed } from "../campaign/plan.ts";
import { shortDay } from "../dates.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { askedOnly, labelsOf, metricsOf } from "./figures.ts";
import { askFirst } from "./report.ts";
import { mustActForUnit } from "./rights.ts";
import { getTask, saveTask } from "./store.ts";
import { supplement, supplementUntil } from "./supplement.ts";

/** A unit adds figures and words to what it has handed in, until the phase ends. */
export async function addToTask(turn: Turn, { by, id, rev, form }: CardReply<ReportForm>): Promise<Answer> {
  const before = await getTask(turn, { id, rev });
  mustActForUnit(turn, by, before);
  const metrics = metricsOf(turn, before);
  const figures = askedOnly(metrics, form.figures);
  const until = supplementUntil(before, phaseNamed(turn.campaign, before.phase).due);
  const moment = { today: turn.today, labels: labelsOf(metrics) };
  const question = turn.today <= until ? await askFirst(turn, by, before, figures) : null;
  if (question) return { toast: question, tone: "warning", keeps: true };
  const after = supplement(before, by.id, { figures, text: form.text }, until, moment);
  const words = `补充${form.text ? `：${form.text}` : "累计数"}`;
  await saveTask(turn, before, after, {
    by: by.id,
    act: "task.supplement",
    words,
    details: { figures: after.figures, text: form.text },
  });
  return { toast: `已补充，${shortDay(until)}前还可以补` };
}
