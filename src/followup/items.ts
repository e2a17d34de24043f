import type { MorningItem } from "../../cards/morning.ts";
import type { DueItem } from "../campaign/plan.ts";
import { dutyItem } from "../campaign/plan.ts";
import { dayOf } from "../dates.ts";
import { isMajor, type Hazard } from "../hazards/hazard.ts";
import { hazardRow } from "../hazards/rows.ts";
import { hazardsIn, subjectOf as hazardSubject } from "../hazards/store.ts";
import { taskRow } from "../tasks/rows.ts";
import { subjectOf as taskSubject, tasksIn } from "../tasks/store.ts";
import { wantedOn, type Task } from "../tasks/task.ts";
import type { Turn } from "../turn.ts";

/** Something open that is owed, and how a card lists it. */
export type Owed = { due: DueItem; row: MorningItem; subject: string };

const asItem = ({ act, id, title, lines, tag }: ReturnType<typeof taskRow>): MorningItem => ({
  act: act === "open.hazard" ? "open.hazard" : "open.task",
  id,
  title,
  lines,
  tag: tag ?? null,
});

function owedTask(turn: Turn, task: Task): Owed[] {
  const { campaign, calendar } = turn;
  const duty = campaign.duties.find(({ key }) => key === task.duty);
  if (!duty) return [];
  const subject = taskSubject(task);
  const wanted = wantedOn(task);
  const opensOn = dayOf(task.issuedAt, campaign.district.timezone);
  const due = { ...dutyItem(campaign, calendar, duty, task.unit), subject, opensOn };
  return [
    {
      due: { ...due, dueOn: wanted, targetOn: calendar.targetOf(wanted) },
      row: asItem(taskRow(turn, task)),
      subject,
    },
  ];
}

function owedHazard(turn: Turn, hazard: Hazard): Owed[] {
  const { dueOn, assignedOn, leadUnit } = hazard;
  if (!dueOn || !assignedOn) return [];
  const { ladders } = turn.campaign.hazards;
  const row = asItem(hazardRow(turn, hazard));
  const subject = hazardSubject(hazard);
  const due: DueItem = {
    subject,
    unit: leadUnit,
    duty: null,
    what: row.title,
    opensOn: assignedOn,
    dueOn,
    targetOn: turn.calendar.targetOf(dueOn),
    ladder: isMajor(hazard) ? ladders.major : ladders.general,
  };
  return [{ due, row, subject }];
}

/** Everything that a unit still owes. What is handed in, or waits for verification, is owed by others. */
export async function owedItems(turn: Turn): Promise<Owed[]> {
  const tasks = await tasksIn(turn, ["issued", "accepted", "in_progress", "returned"]);
  const hazards = await hazardsIn(turn, ["assigned", "rectifying"]);
  return [
    ...tasks.flatMap((task) => owedTask(turn, task)),
    ...hazards.flatMap((hazard) => owedHazard(turn, hazard)),
  ];
}
