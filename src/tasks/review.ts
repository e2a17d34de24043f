import type { ReturnForm } from "../../cards/task-forms.ts";
import { holders } from "../campaign/people.ts";
import { shortDay } from "../dates.ts";
import { post, show } from "../jobs/outbox.ts";
import { toldAt } from "../jobs/told.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { mustReview } from "./rights.ts";
import { getTask, saveTask, subjectOf } from "./store.ts";
import { pass, returnTask as returned } from "./task.ts";

const LEAST_WORKDAYS = 2;

/** The office ends a task: every demand is met. */
export async function passTask(turn: Turn, { by, id, rev }: CardReply): Promise<Answer> {
  const before = await getTask(turn, { id, rev });
  mustReview(by, before);
  const after = pass(before, by.id, turn);
  await saveTask(turn, before, after, { by: by.id, act: "task.pass", words: "审核通过，办结" });
  await show(turn, "queue:office");
  return { toast: "已办结，对方卡片已更新" };
}

/** The office sends a task back, with what to mend and a new day. A return must ring. */
export async function returnTask(turn: Turn, { by, id, rev, form }: CardReply<ReturnForm>): Promise<Answer> {
  const before = await getTask(turn, { id, rev });
  mustReview(by, before);
  const earliest = turn.calendar.addWorkdays(turn.today, LEAST_WORKDAYS);
  const after = returned(before, by.id, { ...form, earliest }, turn);
  const words = `退回，${shortDay(form.newDueOn)}前再报：${form.reason}`;
  await saveTask(turn, before, after, { by: by.id, act: "task.return", words });
  await show(turn, "queue:office");
  const people = await holders(turn, after.unit, ["liaison", "lead"]);
  let rings = turn.now;
  for (const { id: person } of people) {
    rings = await post(turn, { person }, subjectOf(after), { key: `returned:${after.timesReturned}` });
  }
  return { toast: toldAt("已退回", rings, turn) };
}
