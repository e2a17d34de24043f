import type { Calendar } from "../campaign/calendar.ts";
import type { Extensions } from "../campaign/definition.ts";
import { addDays, daysBetween, shortDay, type Day } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { isOpen, isOverdue, wantedOn, type Moment, type Task } from "./task.ts";

/** A request for more time, and what became of it (RULES X1, X2). */
export type Extension = {
  state: "requested" | "granted" | "refused";
  cause: string;
  /** What is done so far. */
  done: string;
  until: Day;
  by: string;
  askedOn: Day;
  reason: string;
};

/** The last day on which more time may be asked for, and the last day that may be granted. */
export type Limits = Extensions & { askBy: Day; latest: Day };

/** All extensions together are at most as long as the first span, from issue to the printed day. */
export const limitsOf = (
  task: Task,
  issuedOn: Day,
  calendar: Pick<Calendar, "addWorkdays">,
  settings: Extensions,
): Limits => ({
  ...settings,
  askBy: calendar.addWorkdays(wantedOn(task), -settings.ask_before),
  latest: addDays(task.dueOn, Math.max(0, daysBetween(issuedOn, task.dueOn))),
});

/** Until when more time may be asked for, also once more after a no; `null` when that would be refused by now. */
export function mayAskUntil(task: Task, { most, askBy, latest }: Limits, today: Day): Day | null {
  const isAskable =
    (task.state === "accepted" || task.state === "in_progress") &&
    task.extension?.state !== "requested" &&
    task.timesExtended < most;
  const hasRoom = latest > wantedOn(task) && latest > today;
  return isAskable && hasRoom && today <= askBy ? askBy : null;
}

export type Asking = Pick<Extension, "cause" | "done" | "until">;

/** X1: a unit asks for more time, before its day. Until it is answered the clock runs on. */
export function askExtension(
  task: Task,
  by: string,
  { cause, done, until }: Asking,
  limits: Limits,
  { today }: Pick<Moment, "today">,
): Task {
  if (!isOpen(task)) throw new Refusal("这项任务已经报送，不用延期");
  if (task.state === "issued") throw new Refusal("请先签收，再申请延期");
  if (task.state === "returned") throw new Refusal("退回后的期限由办公室定，要改请与办公室联系");
  if (task.extension?.state === "requested") throw new Refusal("延期申请正在审批，请等办公室答复");
  if (task.timesExtended >= limits.most)
    throw new Refusal(
      `最多延期${limits.most}次，已延过${task.timesExtended}次，请在${shortDay(wantedOn(task))}前报送`,
    );
  if (today > limits.askBy)
    throw new Refusal(
      limits.ask_before > 0 ? `延期须提前${limits.ask_before}个工作日提出，今天已过` : "已过期限，不能延期",
    );
  mustFit(task, until, limits, today);
  const asked = { state: "requested" as const, cause, done, until, by, askedOn: today, reason: "" };
  return { ...task, extension: asked };
}

function mustFit(task: Task, until: Day, { latest }: Limits, today: Day): void {
  if (until <= today) throw new Refusal("新的期限要晚于今天，不能倒签");
  if (until <= wantedOn(task)) throw new Refusal(`新的期限要晚于现在的期限${shortDay(wantedOn(task))}`);
  if (until > latest) throw new Refusal(`延期总长不超过原来的时长，最晚到${shortDay(latest)}`);
}

function asked(task: Task, by: string): Extension {
  const { extension } = task;
  if (!isOpen(task) || extension?.state !== "requested") throw new Refusal("没有待审批的延期申请");
  if (extension.by === by) throw new Refusal("申请延期的人不能自己审批，请由办公室其他人员办理");
  return extension;
}

export type Decision = { until: Day; reason: string };

/** X2: granted, one level up and never by who asked; counted, within the first span, never backdated. */
export function grantExtension(
  task: Task,
  by: string,
  { until, reason }: Decision,
  limits: Limits,
  { today }: Pick<Moment, "today">,
): Task {
  const request = asked(task, by);
  if (task.timesExtended >= limits.most) throw new Refusal(`已延期${task.timesExtended}次，不能再延`);
  mustFit(task, until, limits, today);
  return {
    ...task,
    movedTo: until,
    timesExtended: task.timesExtended + 1,
    extension: { ...request, state: "granted", until, reason },
  };
}

/** X2: not granted, with the reason; the day stays. */
export function refuseExtension(task: Task, by: string, reason: string): Task {
  const request = asked(task, by);
  if (!reason) throw new Refusal("不同意要写明原因");
  return { ...task, extension: { ...request, state: "refused", reason } };
}

/** T7: the office moves the day, before it has passed; the printed one stays beside it. */
export function moveDay(task: Task, to: Day, { today }: Pick<Moment, "today">): Task {
  if (!isOpen(task)) throw new Refusal("这项任务已经报送，不用改期");
  if (isOverdue(task, today)) throw new Refusal("已过期限，不能再改期");
  if (to <= today) throw new Refusal("新的期限要晚于今天，不能倒签");
  if (to === wantedOn(task)) throw new Refusal(`现在的期限就是${shortDay(to)}`);
  if (task.state === "returned") return { ...task, newDueOn: to };
  return { ...task, movedTo: to === task.dueOn ? null : to };
}

/** T7 by the campaign file: the day of all; more time that was granted stays where it reaches further. */
export const redate = (task: Task, to: Day): Task => ({
  ...task,
  dueOn: to,
  movedTo: task.movedTo !== null && task.movedTo > to ? task.movedTo : null,
});
