import type { ReturnForm } from "../../cards/task-forms.ts";
import { officePeople } from "../campaign/people.ts";
import { shortDay } from "../dates.ts";
import { post } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import { toldAt } from "../jobs/told.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import type { Ledger } from "./paper.ts";
import { openReport } from "./report-ledger.ts";
import { mustDecide } from "./rights.ts";
import { getTask, saveTask, subjectOf } from "./store.ts";
import { pass, returnTask as returned, type Task } from "./task.ts";
import { ringUnit } from "./tell.ts";

const LEAST_WORKDAYS = 2;
/** From the second return on the rest of the office is told too; the unit's lead hears of each. */
const TOLD_FROM = 2;

/** The office ends a task: every demand is met. */
export async function passTask(turn: Turn, { by, id, rev }: CardReply): Promise<Answer> {
  const before = await getTask(turn, { id, rev });
  mustDecide(by, before, "审核");
  const after = pass(before, by.id, turn);
  await saveTask(turn, before, after, { by: by.id, act: "task.pass", words: "审核通过，办结" });
  show(turn, "queue:office");
  return { toast: "已办结，对方卡片已更新" };
}

/** The office sends a task back, with what to mend and a new day. A return must ring. */
export async function returnTask(
  turn: Turn,
  { by, id, rev, form }: CardReply<ReturnForm>,
  ledger: Ledger | null,
): Promise<Answer> {
  const before = await getTask(turn, { id, rev });
  mustDecide(by, before, "审核");
  const earliest = turn.calendar.addWorkdays(turn.today, LEAST_WORKDAYS);
  const after = returned(before, by.id, { ...form, earliest }, turn);
  const words = `退回，${shortDay(form.newDueOn)}前再报：${form.reason}`;
  const details = { newDueOn: form.newDueOn };
  const back = await saveTask(turn, before, after, { by: by.id, act: "task.return", words, details });
  await openReport(turn, back, ledger);
  show(turn, "queue:office");
  const key = `returned:${after.timesReturned}`;
  const rings = await ringUnit(turn, after, key);
  if (after.timesReturned >= TOLD_FROM) await tellOffice(turn, after, by.id, key);
  return { toast: toldAt("已退回", rings, turn) };
}

async function tellOffice(turn: Turn, task: Task, by: string, key: string): Promise<void> {
  for (const { id: person } of await officePeople(turn)) {
    if (person !== by) await post(turn, { person }, subjectOf(task), { key });
  }
}
