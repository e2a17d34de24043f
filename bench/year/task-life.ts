import { addDays, type Day } from "../../src/dates.ts";
import { TaskTable, subjectOf } from "../../src/tasks/store.ts";
import type { Task } from "../../src/tasks/task.ts";
import { clerk, isSlow, liaisonOf, VACANT } from "./people.ts";
import type { About, Stage } from "./stage.ts";

const LATE = 0.06;
const LATE_WHEN_SLOW = 0.4;
const NEVER_ANSWERED = 0.01;
const RETURNED = 0.1;
const REPORT = new TextEncoder().encode("本月工作小结");

/** Everything that was handed out this morning gets its answer, sooner or later. */
export async function planTasks(stage: Stage, phase: string): Promise<void> {
  const { world, chance, agenda } = stage;
  const tasks = await world.db.getRepository(TaskTable).findBy({ phase });
  for (const task of tasks.toSorted((one, other) => one.number - other.number)) {
    if (task.unit === VACANT || chance.is(NEVER_ANSWERED)) continue;
    const about = { subject: subjectOf(task), word: `任务 ${task.year}-${task.number}` };
    agenda.add(stage.in(chance.below(isSlow(task.unit) ? 6 : 2)), async () => {
      await stage.press(liaisonOf(stage, task.unit), about, "签收");
      agenda.add(handedInAt(stage, task), () => handedIn(stage, task, about));
    });
  }
}

/** In the last days before it is due; some late. */
function handedInAt(stage: Stage, { unit, dueOn }: Task): Date {
  const { chance, calendar, today } = stage;
  const target = calendar.targetOf(dueOn);
  const isLate = chance.is(isSlow(unit) ? LATE_WHEN_SLOW : LATE);
  const day: Day = calendar.addWorkdays(target, isLate ? 1 + chance.below(6) : -chance.below(6));
  return day > today() ? stage.on(day) : stage.in(1);
}

async function handedIn(stage: Stage, task: Task, about: About): Promise<void> {
  const { campaign, chance, agenda } = stage;
  const by = liaisonOf(stage, task.unit);
  const duty = campaign.duties.find(({ key }) => key === task.duty);
  if (duty?.document === "required") await stage.send(by, about, "工作小结.docx", REPORT);
  await stage.press(by, about, "正式报送", { percent: "100", text: "按要求完成，详见材料。" });
  agenda.add(stage.in(chance.below(5)), () => reviewed(stage, task, about));
}

async function reviewed(stage: Stage, task: Task, about: About): Promise<void> {
  const { chance, agenda, calendar, today } = stage;
  const by = clerk(stage);
  if (!chance.is(RETURNED)) {
    await stage.press(by, about, "办结通过");
    return;
  }
  const newDueOn = calendar.addWorkdays(addDays(today(), 1), 3);
  await stage.press(by, about, "退回");
  await stage.press(by, about, "退回", { reason: "缺下一步安排", newDueOn });
  agenda.add(stage.in(1 + chance.below(4)), async () => {
    await stage.press(liaisonOf(stage, task.unit), about, "正式报送", { next: "下月底前完成" });
    agenda.add(stage.in(chance.below(5)), async () => {
      await stage.press(clerk(stage), about, "办结通过");
    });
  });
}
