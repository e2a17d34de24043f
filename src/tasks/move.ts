import { EVERY_UNIT, type MoveForm } from "../../cards/task-office.ts";
import { shortDay } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { toldAt } from "../jobs/told.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { moveDay } from "./extension.ts";
import { mustDecide } from "./rights.ts";
import { getTask, saveTask, tasksFor } from "./store.ts";
import { isOpen, isOverdue, wantedOn, type Task } from "./task.ts";
import { ringUnit } from "./tell.ts";

/** T7: the office moves the day of this unit, of named ones or of all that still owe the duty. */
export async function moveTask(turn: Turn, { by, id, rev, form }: CardReply<MoveForm>): Promise<Answer> {
  const asked = await getTask(turn, { id, rev });
  mustDecide(by, asked, "调整期限");
  const { to, units } = form;
  const named = (await tasksFor(turn, asked.duty)).filter(
    ({ unit }) => units.includes(EVERY_UNIT) || units.includes(unit),
  );
  const [only] = named;
  if (only && named.length === 1) moveDay(only, to, turn);
  const movable = named.filter(
    (task) => isOpen(task) && !isOverdue(task, turn.today) && wantedOn(task) !== to,
  );
  if (movable.length === 0) throw new Refusal("选中的单位都已报送或已过期限，没有可调整的");
  let rings = turn.now;
  for (const before of movable) rings = await moveOne(turn, before, form, by.id);
  const left = named.length - movable.length;
  const done = `${movable.length}家调整到${shortDay(to)}${left > 0 ? `，${left}家不变` : ""}`;
  return { toast: toldAt(done, rings, turn) };
}

/** One task's day is moved, with the reason; its unit is told. */
export async function moveOne(
  turn: Turn,
  before: Task,
  { to, reason }: Pick<MoveForm, "to" | "reason">,
  by: string | null,
): Promise<Date> {
  const after = moveDay(before, to, turn);
  const words = `期限由${shortDay(wantedOn(before))}调整到${shortDay(to)}：${reason}`;
  const details = { from: wantedOn(before), to, reason };
  const saved = await saveTask(turn, before, after, { by, act: "task.move", words, details });
  return ringUnit(turn, saved, `moved:${saved.version}`);
}
