import { In, IsNull, type EntityManager } from "typeorm";
import { record, type Deed } from "../campaign/history.ts";
import { day, defineTable, flag, id, instant, json, key, maybe, text, whole } from "../db/define.ts";
import { openAhead } from "../db/ahead.ts";
import { ANY, changed, changeRows, findRow, findRows, type Where } from "../db/statements.ts";
import { Refusal, StaleCard } from "../errors.ts";
import { keepLight } from "../campaign/lights.ts";
import { refreshTrays } from "../campaign/trays.ts";
import { show } from "../jobs/show.ts";
import type { Turn } from "../turn.ts";
import { ballOf } from "./ball.ts";
import { type Task, type TaskState } from "./task.ts";

type TaskRow = Task & { districtId: string };

export const TaskTable = defineTable<TaskRow>(
  "task",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    campaign: key(),
    phase: key(32),
    duty: key(32),
    unit: key(32),
    executor: maybe(key(36)),
    year: whole(),
    number: whole(),
    title: key(),
    state: key(16),
    dueOn: { ...day(), name: "due_on" },
    movedTo: { ...maybe(day()), name: "moved_to" },
    newDueOn: { ...maybe(day()), name: "new_due_on" },
    extension: maybe(json()),
    timesExtended: { ...whole(), name: "times_extended", default: 0 },
    percent: maybe(whole()),
    figures: json(),
    reportedFigures: { ...maybe(json()), name: "reported_figures" },
    closingFigures: { ...maybe(json()), name: "closing_figures" },
    supplements: maybe(json()),
    isNil: { ...maybe(flag()), name: "is_nil" },
    text: text(),
    nextStep: { ...text(), name: "next_step" },
    paper: maybe(json()),
    askedLower: { ...maybe(json()), name: "asked_lower" },
    issuedAt: { ...instant(), name: "issued_at" },
    signedAt: { ...maybe(instant()), name: "signed_at" },
    signedBy: { ...maybe(key(36)), name: "signed_by" },
    firstSubmittedAt: { ...maybe(instant()), name: "first_submitted_at" },
    late: flag(),
    submittedAt: { ...maybe(instant()), name: "submitted_at" },
    submittedBy: { ...maybe(key(36)), name: "submitted_by" },
    timesReturned: { ...whole(), name: "times_returned" },
    returnReason: { ...maybe(text()), name: "return_reason" },
    reviewedAt: { ...maybe(instant()), name: "reviewed_at" },
    reviewedBy: { ...maybe(key(36)), name: "reviewed_by" },
    cancelReason: { ...maybe(text()), name: "cancel_reason" },
    version: whole(),
  },
  [
    { name: "task_owed", columns: ["districtId", "campaign", "duty", "unit"], unique: true },
    { name: "task_number", columns: ["districtId", "year", "number"], unique: true },
    { name: "task_state", columns: ["districtId", "campaign", "state"] },
  ],
);

const tasks = (turn: Turn) => turn.tx.getRepository(TaskTable);

export const subjectOf = ({ id: taskId }: Pick<Task, "id">): string => `task:${taskId}`;

/** A press asks for its task before it is known who presses. */
export const taskAhead = openAhead((tx, districtId, id) => findRow(tx, TaskTable, { districtId, id }));

/** What a turn saved it need not read again: until its commit the row is its own. */
const saved = new WeakMap<EntityManager, Map<string, Task>>();

/** The task at the version the card showed; without one, as it is. */
export async function getTask(turn: Turn, { id: taskId, rev }: { id: string; rev?: number }): Promise<Task> {
  const found = saved.get(turn.tx)?.get(taskId) ?? (await taskAhead.take(turn.tx, turn.district, taskId));
  if (!found) throw new Refusal("没有找到这项任务，发“我的任务”可查看");
  if (rev !== undefined && rev !== found.version) throw new StaleCard();
  return found;
}

/** Keeps a new version and a line of history; every copy of the card follows. Somebody was faster: nothing is kept. */
export async function saveTask(
  turn: Turn,
  before: Task,
  after: Task,
  deed: Omit<Deed, "subject">,
): Promise<Task> {
  const version = before.version + 1;
  const here = { districtId: turn.district, id: before.id, version: before.version };
  const kept = await changeRows(turn.tx, TaskTable, here, { ...changed(before, after), version });
  if (kept === 0) throw new StaleCard();
  const subject = subjectOf(after);
  record(turn, { ...deed, subject });
  show(turn, subject);
  keepLight(turn, ballOf(turn, before), ballOf(turn, after));
  const atOffice = isAtOffice(before) || isAtOffice(after);
  refreshTrays(turn, { units: atOffice ? [after.unit, "office"] : [after.unit] });
  const now = { ...after, version };
  saved.set(turn.tx, new Map([...(saved.get(turn.tx) ?? []), [now.id, now]]));
  return now;
}

export async function addTask(turn: Turn, task: Task): Promise<void> {
  await tasks(turn).insert({ ...task, districtId: turn.district });
  keepLight(turn, null, ballOf(turn, task));
  refreshTrays(turn, { units: [task.unit] });
}

/** Handed in, or with a request for more time. */
const isAtOffice = ({ state, extension }: Task): boolean =>
  state === "submitted" || extension?.state === "requested";

const OPEN: readonly TaskState[] = ["issued", "accepted", "in_progress", "returned", "submitted"];

/** What these units have open or under review, and what lies with the office: handed in, or more time asked for. */
export function openTasks(
  turn: Turn,
  whose?: { units: readonly string[]; office: boolean },
): Promise<Task[]> {
  const open: Where<TaskRow> = { districtId: turn.district, campaign: turn.campaign.key, state: OPEN };
  const order = { year: "ASC", number: "ASC" } as const;
  if (!whose) return findRows(turn.tx, TaskTable, open, { order });
  const atOffice: Where<TaskRow>[] = [
    { ...open, state: "submitted" },
    { ...open, extension: ANY },
  ];
  const [first, ...others]: Where<TaskRow>[] = [
    ...(whose.units.length > 0 ? [{ ...open, unit: whose.units }] : []),
    ...(whose.office ? atOffice : []),
  ];
  return first ? findRows(turn.tx, TaskTable, [first, ...others], { order }) : Promise.resolve([]);
}

/** Every task of the campaign, in the order they were numbered in. */
export const allTasks = (turn: Turn): Promise<Task[]> =>
  tasks(turn).find({
    where: { districtId: turn.district, campaign: turn.campaign.key },
    order: { year: "ASC", number: "ASC" },
  });

/** These tasks as they are now. */
export const tasksByIds = (turn: Turn, ids: readonly string[]): Promise<Task[]> =>
  tasks(turn).findBy({ districtId: turn.district, id: In([...ids]) });

export const tasksOf = (turn: Turn, units: readonly string[]): Promise<Task[]> =>
  tasks(turn).find({
    where: { districtId: turn.district, campaign: turn.campaign.key, unit: In([...units]) },
    order: { dueOn: "ASC", number: "ASC" },
  });

/** The same duty, of every unit that owes it. */
export const tasksFor = (turn: Turn, duty: string): Promise<Task[]> =>
  tasks(turn).find({
    where: { districtId: turn.district, campaign: turn.campaign.key, duty },
    order: { number: "ASC" },
  });

/** Keeps the figures of all who owe a duty as they stand now; those kept before stay. */
export async function keepClosing(turn: Turn, duty: string): Promise<number> {
  const done = await tasks(turn)
    .createQueryBuilder()
    .update()
    .set({ closingFigures: () => "figures" })
    .where({ districtId: turn.district, campaign: turn.campaign.key, duty, closingFigures: IsNull() })
    .execute();
  return done.affected ?? 0;
}

/** By the number people call it by; without a year, the newest of that number. */
export async function taskByNumber(turn: Turn, year: number | null, number: number): Promise<Task | null> {
  const where = { districtId: turn.district, number, ...(year === null ? {} : { year }) };
  return tasks(turn).findOne({ where, order: { year: "DESC" } });
}
