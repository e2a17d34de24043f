import type { Light } from "../../cards/elements.ts";
import { linesOf, tagOf, type QueueItem } from "../../cards/queue.ts";
import type { RowView } from "../../cards/buttons.ts";
import type { TrayItem } from "../../cards/tray.ts";
import type { LadderName } from "../campaign/ladders.ts";
import { waitingBall } from "../campaign/lights.ts";
import { dutyItem, type DueItem } from "../campaign/plan.ts";
import { dayOf, type Day } from "../dates.ts";
import { ballOf as hazardBall } from "../hazards/ball.ts";
import { isMajor, type Hazard } from "../hazards/hazard.ts";
import { actOf } from "../hazards/acts.ts";
import { askedUnit, askSubject, asksOf, type Ask } from "../hazards/asked.ts";
import { askItem, hazardRow, officeItem } from "../hazards/rows.ts";
import { isTurnOf as isHazardTurnOf, partsOf } from "../hazards/rights.ts";
import { subjectOf as hazardSubject } from "../hazards/store.ts";
import { ballOf as taskBall } from "../tasks/ball.ts";
import { isReviewer, isTurnOf as isTaskTurnOf } from "../tasks/rights.ts";
import { extensionItem, reviewItem, taskRow } from "../tasks/rows.ts";
import { subjectOf as taskSubject } from "../tasks/store.ts";
import { isOpen, wantedOn, type Task } from "../tasks/task.ts";
import type { Person, Turn } from "../turn.ts";

/** Something that waits for somebody: by when, how a card lists it, and whose turn it is. */
export type Owed = {
  due: DueItem;
  row: TrayItem;
  subject: string;
  /** Whose clock runs: the unit's, or the office's and its verifiers'. */
  clock: "unit" | "office";
  /** The light of whoever holds it. */
  light: Light;
  isFor: (person: Person) => boolean;
  /** Who took it within its unit. */
  executor: string | null;
};

const asItem = (row: RowView, dueOn: Day | null): TrayItem => ({
  act: row.act === "open.hazard" ? "open.hazard" : "open.task",
  id: row.id,
  title: row.title,
  lines: row.lines,
  tag: row.tag ?? null,
  dueOn,
  isNews: false,
});

/** What a unit still owes, or what the office has still to review. */
export function owedTask(turn: Turn, task: Task): Owed[] {
  const { campaign, calendar } = turn;
  const duty = campaign.duties.find(({ key }) => key === task.duty);
  const subject = taskSubject(task);
  const isFor = (person: Person) => isTaskTurnOf(person, task);
  if (task.state === "submitted") {
    const item = reviewItem(turn, task);
    const { light } = taskBall(turn, task);
    return [
      waitingOwed(turn, { item, subject, unit: task.unit, ladder: "review", verb: "审核", light }, isFor),
    ];
  }
  if (!duty || !isOpen(task)) return [];
  const dueOn = wantedOn(task);
  const due = {
    ...dutyItem(campaign, calendar, duty, task.unit),
    subject,
    opensOn: dayOf(task.issuedAt, campaign.district.timezone),
    dueOn,
    targetOn: calendar.targetOf(dueOn),
    ...(task.state === "returned" ? { ladder: campaign.ladders.task, opensOn: returnedOn(turn, task) } : {}),
  };
  const asked = owedAnswer(turn, task);
  const { executor } = task;
  const { light } = taskBall(turn, task);
  return [
    { due, row: asItem(taskRow(turn, task), dueOn), subject, clock: "unit", light, isFor, executor },
    ...asked,
  ];
}

/** A request for more time waits for the office while the unit's own clock runs on. */
function owedAnswer(turn: Turn, task: Task): Owed[] {
  const item = extensionItem(turn, task);
  if (!item) return [];
  const subject = `extension:${task.id}`;
  const isFor = (person: Person) => isReviewer(person, task.unit) && person.id !== task.extension?.by;
  const { light } = waitingBall("office", "答复", {
    waited: item.waited,
    limit: turn.campaign.extensions.decide_within,
  });
  return [
    waitingOwed(turn, { item, subject, unit: task.unit, ladder: "request", verb: "答复", light }, isFor),
  ];
}

const returnedOn = ({ campaign, today }: Turn, { reviewedAt }: Task): Day =>
  reviewedAt ? dayOf(reviewedAt, campaign.district.timezone) : today;

const OF_OFFICE: Partial<Record<Hazard["state"], { ladder: LadderName; verb: string }>> = {
  registered: { ladder: "assignment", verb: "交办" },
  verify_requested: { ladder: "verification", verb: "复查" },
  verifying: { ladder: "confirmation", verb: "销号确认" },
};

/** What a unit has still to put right, what others have still to assign, verify or confirm, and every answer that is wanted. */
export const owedHazard = (turn: Turn, hazard: Hazard): Owed[] => [
  ...owedCourse(turn, hazard),
  ...owedAsks(turn, hazard),
];

/** The answers that are wanted about a hazard, beside its own course. */
export const owedAsks = (turn: Turn, hazard: Hazard): Owed[] =>
  asksOf(hazard).map((ask) => owedAsk(turn, hazard, ask));

/** An answer that somebody waits for, while the hazard's own clock runs on. */
function owedAsk(turn: Turn, hazard: Hazard, ask: Ask): Owed {
  const subject = askSubject(ask, hazard);
  const unit = ask.of === "receiver" ? (askedUnit(hazard) ?? hazard.leadUnit) : hazard.leadUnit;
  const ladder = ask.of === "office" ? "request" : "answer";
  const isFor = (person: Person) => isOffered(person, hazard, ask);
  const item = askItem(turn, hazard, ask);
  const clock = ask.of === "office" ? "office" : "unit";
  const { light } = waitingBall(clock, ask.word, { waited: item.waited, limit: item.limit ?? 0 });
  return waitingOwed(turn, { item, subject, unit, ladder, verb: "答复", light, clock }, isFor);
}

const isOffered = (person: Person, hazard: Hazard, { act, of }: Ask): boolean => {
  const parts = partsOf(person, hazard);
  return of === "office" ? parts.has("office") : actOf(act).by.some((part) => parts.has(part));
};

function owedCourse(turn: Turn, hazard: Hazard): Owed[] {
  const { dueOn, assignedOn, leadUnit } = hazard;
  const { ladders } = turn.campaign;
  const subject = hazardSubject(hazard);
  const isFor = (person: Person) => isHazardTurnOf(person, hazard);
  const item = officeItem(turn, hazard);
  const office = OF_OFFICE[hazard.state];
  const { light } = hazardBall(turn, hazard);
  if (item && office) return [waitingOwed(turn, { item, subject, unit: leadUnit, light, ...office }, isFor)];
  if (!dueOn || !assignedOn) return [];
  const row = asItem(hazardRow(turn, hazard), dueOn);
  const due: DueItem = {
    subject,
    unit: leadUnit,
    duty: null,
    what: row.title,
    verb: "完成整改",
    opensOn: assignedOn,
    dueOn,
    targetOn: turn.calendar.targetOf(dueOn),
    ladder: isMajor(hazard) ? ladders.major_hazard : ladders.hazard,
  };
  return [{ due, row, subject, clock: "unit", light, isFor, executor: hazard.executor }];
}

type Waiting = Pick<Owed, "subject" | "light"> & {
  clock?: Owed["clock"];
  item: QueueItem;
  unit: string;
  ladder: LadderName;
  verb: string;
};

/** What waits for an answer, a review or a verification, by a clock of its own: the office's, unless it is a unit that is asked. */
function waitingOwed(
  { campaign, calendar, today }: Turn,
  { item, subject, unit, ladder, verb, light, clock = "office" }: Waiting,
  isFor: Owed["isFor"],
): Owed {
  // From the last working day: counted back from a rest day it would open, and be due, a day later.
  const opensOn = calendar.addWorkdays(calendar.targetOf(today), -item.waited);
  const dueOn = calendar.addWorkdays(opensOn, item.limit ?? 0);
  const row = asItem({ ...item, rev: 0, lines: linesOf(item), tag: tagOf(item) }, dueOn);
  const due = { subject, unit, duty: null, what: item.title, verb, opensOn, dueOn, targetOn: dueOn };
  return {
    due: { ...due, ladder: campaign.ladders[ladder] },
    row,
    subject,
    clock,
    light,
    isFor,
    executor: null,
  };
}
