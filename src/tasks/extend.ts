import type { DecideForm, ExtendForm } from "../../cards/task-extension.ts";
import { officePeople } from "../campaign/people.ts";
import { dayOf, shortDay } from "../dates.ts";
import { nudge } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import { toldAt } from "../jobs/told.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { askExtension, grantExtension, limitsOf, refuseExtension, type Limits } from "./extension.ts";
import { mustActForUnit, mustDecide } from "./rights.ts";
import { getTask, saveTask } from "./store.ts";
import type { Task } from "./task.ts";
import { ringUnit } from "./tell.ts";

/** What holds for more time for this task. */
export function limitsIn(turn: Turn, task: Task): Limits {
  const { calendar, campaign } = turn;
  return limitsOf(task, dayOf(task.issuedAt, campaign.district.timezone), calendar, campaign.extensions);
}

/** A unit asks for more time; the office's queue rings. */
export async function extendTask(turn: Turn, { by, id, rev, form }: CardReply<ExtendForm>): Promise<Answer> {
  const before = await getTask(turn, { id, rev });
  mustActForUnit(turn, by, before);
  const after = askExtension(before, by.id, form, limitsIn(turn, before), turn);
  const words = `申请延至${shortDay(form.until)}：${form.cause}`;
  const saved = await saveTask(turn, before, after, {
    by: by.id,
    act: "task.extend",
    words,
    details: { ...form, from: before.movedTo ?? before.dueOn },
  });
  for (const { id: person } of await officePeople(turn)) {
    await nudge(turn, person, "queue:office", `extension:${id}:${saved.version}`);
  }
  const answerBy = turn.calendar.addWorkdays(turn.today, turn.campaign.extensions.decide_within);
  return { toast: `已申请，办公室${shortDay(answerBy)}前答复` };
}

/** The office grants it, until the day asked for or another. */
export async function grantTask(turn: Turn, { by, id, rev, form }: CardReply<DecideForm>): Promise<Answer> {
  const before = await getTask(turn, { id, rev });
  mustDecide(by, before, "审批延期");
  const after = grantExtension(before, by.id, form, limitsIn(turn, before), turn);
  const words = `同意延至${shortDay(form.until)}，第${after.timesExtended}次延期${form.reason ? `：${form.reason}` : ""}`;
  return decided(turn, before, after, { by: by.id, act: "task.extend.grant", words });
}

/** The office does not: the day stays. */
export async function refuseTask(turn: Turn, { by, id, rev, form }: CardReply<DecideForm>): Promise<Answer> {
  const before = await getTask(turn, { id, rev });
  mustDecide(by, before, "审批延期");
  const after = refuseExtension(before, by.id, form.reason);
  const words = `不同意延期：${form.reason}`;
  return decided(turn, before, after, { by: by.id, act: "task.extend.refuse", words });
}

type Decided = { by: string; act: string; words: string };

async function decided(turn: Turn, before: Task, after: Task, deed: Decided): Promise<Answer> {
  const saved = await saveTask(turn, before, after, deed);
  show(turn, "queue:office");
  const rings = await ringUnit(turn, saved, `extension:${saved.version}`);
  const done = saved.extension?.state === "granted" ? "已同意延期" : "未同意延期";
  return { toast: toldAt(done, rings, turn) };
}
