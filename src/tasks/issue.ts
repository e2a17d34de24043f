import { dueFor, owingUnits } from "../campaign/changes.ts";
import type { Duty, Phase, Unit } from "../campaign/definition.ts";
import { record } from "../campaign/history.ts";
import { nextNumber } from "../campaign/numbers.ts";
import { holders } from "../campaign/people.ts";
import { opensOn } from "../campaign/plan.ts";
import { newRowId } from "../db/ids.ts";
import { instantOf } from "../dates.ts";
import { post } from "../jobs/outbox.ts";
import type { Job, Occurrence } from "../jobs/schedule.ts";
import type { Turn } from "../turn.ts";
import { addTask, allTasks, subjectOf } from "./store.ts";
import type { Task } from "./task.ts";

/** A phase opens, its tasks go out: on its first working day, at the reminder time. */
export const issueWhenDue: Job = (turn, from, to) => {
  const { campaign, calendar } = turn;
  const runs = campaign.phases.flatMap((phase): Occurrence[] => {
    const on = opensOn(calendar, phase);
    const at = instantOf(on, campaign.reminders.at, campaign.district.timezone);
    if (at <= from || at > to) return [];
    return [{ kind: "task_card", on, key: phase.key, at, fire: (opened) => issuePhase(opened, phase, null) }];
  });
  return Promise.resolve(runs);
};

/**
 * What had opened by an instant and is not issued yet, on a first start in mid-campaign or because the file grew:
 * tasks of the open phase go out at the next reminder time; what was due before is created silently.
 */
export async function issueOpenDuties(turn: Turn, openedBy: Date): Promise<void> {
  const { campaign, calendar, today, now } = turn;
  const { timezone } = campaign.district;
  for (const phase of campaign.phases) {
    const opened = instantOf(opensOn(calendar, phase), campaign.reminders.at, timezone);
    if (opened > openedBy) continue;
    const thisMorning = instantOf(today, campaign.reminders.at, timezone);
    const morning = calendar.isWorkday(today) && thisMorning >= now ? today : calendar.addWorkdays(today, 1);
    await issuePhase(turn, phase, instantOf(morning, campaign.reminders.at, timezone));
  }
}

/** When the cards ring; `null` is at once. */
type When = Date | null;

/** One task a unit and duty, numbered in the plan's order; those there already stay as they are. */
async function issuePhase(turn: Turn, phase: Phase, when: When): Promise<void> {
  const there = new Set((await allTasks(turn)).map(({ duty, unit }) => `${duty}|${unit}`));
  for (const duty of turn.campaign.duties.filter((each) => each.phase === phase.key)) {
    for (const unit of owingUnits(turn.campaign, duty)) {
      if (!there.has(`${duty.key}|${unit.key}`)) await issueTask(turn, duty, unit, when);
    }
  }
}

async function issueTask(turn: Turn, duty: Duty, unit: Unit, when: When): Promise<void> {
  const task = await newTask(turn, duty, unit);
  await addTask(turn, task);
  const subject = subjectOf(task);
  const people = await holders(turn, unit.key, ["liaison", "lead"]);
  const names = people.map(({ name }) => name).join("、");
  record(turn, {
    subject,
    by: null,
    act: "task.issue",
    words: `下达${names ? `：${names}` : "，席位空缺"}`,
  });
  if (task.dueOn < turn.today) return;
  for (const { id: person } of people) {
    await post(turn, { person }, subject, { key: "issued", ...(when ? { at: when } : {}) });
  }
}

async function newTask(turn: Turn, duty: Duty, unit: Unit): Promise<Task> {
  const { year, number } = await nextNumber(turn, "task");
  return {
    id: newRowId(turn.now),
    campaign: turn.campaign.key,
    phase: duty.phase,
    duty: duty.key,
    unit: unit.key,
    executor: null,
    year,
    number,
    title: duty.name,
    state: "issued",
    dueOn: dueFor(turn.campaign, duty, unit.key) ?? duty.due,
    movedTo: null,
    newDueOn: null,
    extension: null,
    timesExtended: 0,
    percent: null,
    figures: {},
    reportedFigures: null,
    closingFigures: null,
    supplements: null,
    isNil: null,
    text: "",
    nextStep: "",
    paper: null,
    askedLower: null,
    issuedAt: turn.now,
    signedAt: null,
    signedBy: null,
    firstSubmittedAt: null,
    late: false,
    submittedAt: null,
    submittedBy: null,
    timesReturned: 0,
    returnReason: null,
    reviewedAt: null,
    reviewedBy: null,
    cancelReason: null,
    version: 1,
  };
}
