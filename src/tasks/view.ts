import { noteCard } from "../../cards/note.ts";
import { taskCard } from "../../cards/task.ts";
import type { TaskView } from "../../cards/task-view.ts";
import { countedFrom, deadlineOf } from "../campaign/deadline.ts";
import { unitName } from "../campaign/definition.ts";
import { historyOf, historyOnCard } from "../campaign/history.ts";
import { code } from "../campaign/numbers.ts";
import { holders, isOffice, namesOf } from "../campaign/people.ts";
import { phaseNamed } from "../campaign/plan.ts";
import { dayOf, shortDay } from "../dates.ts";
import { attachmentsOf } from "../files/attachment.ts";
import { fileView } from "../files/view.ts";
import { handsOf } from "../seats/hands.ts";
import { urgedIn } from "../seats/urge.ts";
import type { Draw, Person, Turn } from "../turn.ts";
import { changeSaid } from "./amend.ts";
import { limitsIn } from "./extend.ts";
import { mayAskUntil } from "./extension.ts";
import { metricsOf } from "./figures.ts";
import { ballOf, signBy } from "./ball.ts";
import { NoteTable } from "./note.ts";
import { reportOf } from "./report-view.ts";
import { worksOn } from "./rights.ts";
import { getTask, subjectOf, tasksFor } from "./store.ts";
import { mayAddUntil } from "./supplement.ts";
import { isOpen, wantedOn, type Task } from "./task.ts";
import { URGE } from "./urge.ts";

/** The unit's own people act on it, the office reviews it, everybody else only reads. */
function readerOf(task: Task, person: Person | null): TaskView["reader"] {
  if (!person) return "observer";
  if (worksOn(person, task)) return "unit";
  return isOffice(person) ? "office" : "observer";
}

function reviewOf(turn: Turn, { state, submittedAt }: Task): TaskView["review"] {
  if (state !== "submitted" || !submittedAt) return null;
  const { calendar, campaign, today } = turn;
  const since = dayOf(submittedAt, campaign.district.timezone);
  const limit = campaign.reminders.review_within;
  const by = countedFrom(turn, since, calendar.addWorkdays(since, limit));
  return { by, waited: calendar.workdaysBetween(since, today), limit };
}

async function extensionOf(turn: Turn, { extension }: Task): Promise<TaskView["extension"]> {
  if (!extension) return null;
  const names = await namesOf(turn, [extension.by]);
  const { decide_within: within } = turn.campaign.extensions;
  return {
    ...extension,
    by: names.get(extension.by) ?? "",
    answerBy: turn.calendar.addWorkdays(extension.askedOn, within),
  };
}

/** Units that still owe the same duty: the office may move their day too. */
async function peersOf(turn: Turn, task: Task, form: string | null): Promise<TaskView["peers"]> {
  if (form !== "task.move.form") return [];
  const open = (await tasksFor(turn, task.duty)).filter(isOpen);
  return open.map(({ unit }) => ({ value: unit, text: unitName(turn.campaign, unit) }));
}

async function viewOf(turn: Turn, task: Task, person: Person | null, form: string | null): Promise<TaskView> {
  const { campaign, calendar, today } = turn;
  const duty = campaign.duties.find(({ key }) => key === task.duty);
  const wanted = wantedOn(task);
  const signed = signBy(turn, task);
  const ball = ballOf(turn, task);
  const [history, people, files, hands] = await Promise.all([
    historyOf(turn, subjectOf(task)),
    holders(turn, task.unit, ["lead", "liaison"]),
    attachmentsOf(turn, subjectOf(task)),
    handsOf(turn, subjectOf(task), task.executor),
  ]);
  const document =
    duty && duty.document !== "none"
      ? { name: duty.document_name, required: duty.document === "required" }
      : null;
  return {
    id: task.id,
    rev: task.version,
    code: code("task", task.year, task.number),
    number: task.number,
    title: task.title,
    unit: unitName(campaign, task.unit),
    unitKey: task.unit,
    state: task.state,
    reader: readerOf(task, person),
    ...deadlineOf(turn, wanted),
    changed: changeSaid(turn, task, duty?.due ?? null),
    target: calendar.targetOf(wanted),
    printed: duty?.due ?? task.dueOn,
    movedTo: task.movedTo,
    timesExtended: task.timesExtended,
    light: ball.light,
    cause: ball.cause,
    signBy: countedFrom(turn, dayOf(task.issuedAt, campaign.district.timezone), signed),
    demands: duty?.demands ?? [],
    basis: duty?.basis ?? "",
    document,
    hands,
    recipients: people.map(({ name }) => name),
    office: campaign.joint_meeting.office,
    percent: task.percent,
    figures: metricsOf(turn, task).map(({ key, label, unit }) => ({
      key,
      label,
      unit,
      value: task.figures[key] ?? null,
      reported: task.reportedFigures?.[key] ?? null,
      closing: task.closingFigures?.[key] ?? null,
      ledger: null,
    })),
    text: task.text,
    nextStep: task.nextStep,
    report: null,
    files: files.map((file) => fileView(file, campaign.district.timezone)),
    returned:
      task.state === "returned" && task.returnReason ? { reason: task.returnReason, by: wanted } : null,
    review: reviewOf(turn, task),
    late: task.late,
    extension: await extensionOf(turn, task),
    extendBy: mayAskUntil(task, limitsIn(turn, task), today),
    mayNil: duty?.nil_report ?? false,
    isNil: task.isNil ?? false,
    supplementBy: mayAddUntil(task, phaseNamed(campaign, task.phase).due, today),
    supplements: (task.supplements ?? []).map(({ on, text }) => `${shortDay(on)}补充：${text || "累计数"}`),
    peers: await peersOf(turn, task, form),
    cancelReason: task.cancelReason ?? "",
    urged: urgedIn(history, URGE, campaign.district.timezone),
    history: historyOnCard(history, campaign.district.timezone),
    form,
  };
}

/** The form on the card, which a patch would wipe. */
function formOn({ state, reader, form, extension }: TaskView): string | null {
  if (reader === "unit" && (state === "submitted" || state === "done")) return form;
  if (state === "done" || state === "cancelled" || reader === "observer") return null;
  if (reader === "office") return form ?? (extension?.state === "requested" ? "task.extend.grant" : null);
  if (state === "issued") return null;
  return form === "task.extend.form" ? form : "task.report";
}

/** A task's card, for whoever looks at it. */
export const drawTask: Draw = async (turn, id, { person, form }) => {
  const task = await getTask(turn, { id });
  const view = await viewOf(turn, task, person, form);
  const full = { ...view, ...(await reportOf(turn, task, view)) };
  return { card: taskCard(full), form: formOn(full) };
};

/** A reply in words, shown back. */
export const drawNote: Draw = async (turn, id) => {
  const note = await turn.tx.getRepository(NoteTable).findOneBy({ districtId: turn.district, id });
  if (!note) return null;
  const task = await getTask(turn, { id: note.taskId });
  const { percent, figures, unclear } = note.understood;
  const lines = metricsOf(turn, task).flatMap(({ key, label, unit }): [string, string][] =>
    figures[key] === undefined ? [] : [[label, `${figures[key]}${unit}`]],
  );
  return {
    card: noteCard({
      id,
      code: `${code("task", task.year, task.number)} · ${unitName(turn.campaign, task.unit)}`,
      said: note.said,
      understood: [...(percent === null ? [] : ([["完成进度", `${percent}%`]] as const)), ...lines],
      unclear: unclear.length > 0 ? `${unclear.join("；")}。请重新回复。` : null,
      state: note.state,
    }),
  };
};
