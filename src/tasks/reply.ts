import { record } from "../campaign/history.ts";
import { newRowId } from "../db/ids.ts";
import { Refusal } from "../errors.ts";
import { fileUnder, keepAttachment, type Attachment, type Sent } from "../files/attachment.ts";
import { post } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { metricsOf } from "./figures.ts";
import { NoteTable, type Note } from "./note.ts";
import { hasFigures, readReport } from "./report-text.ts";
import type { Ledger } from "./paper.ts";
import { openReport } from "./report-ledger.ts";
import { keepReport } from "./report.ts";
import { mustActForUnit } from "./rights.ts";
import { getTask, subjectOf } from "./store.ts";
import { isOpen, type Task } from "./task.ts";

/** Words under a task's card: what was understood is shown back, and counts after one tap. Nothing is lost. */
export async function taskText(turn: Turn, by: Person, id: string, said: string): Promise<string | null> {
  const task = await getTask(turn, { id });
  mustActForUnit(turn, by, task);
  const understood = readReport(said, metricsOf(turn, task));
  const subject = subjectOf(task);
  record(turn, { subject, by: by.id, act: "task.note", words: `留言：${said}` });
  show(turn, subject);
  if (!isOpen(task)) return "已留作备注。这项任务已经报送；要补数字或说明，请点卡片上的“补充”。";
  if (!hasFigures(understood) && understood.unclear.length === 0) {
    return "已留作备注。要报进度或累计数，请这样写：进度60% 已排查35家";
  }
  const note: Note = {
    id: newRowId(turn.now),
    districtId: turn.district,
    taskId: id,
    by: by.id,
    said,
    understood,
    state: "waiting",
    at: turn.now,
  };
  await turn.tx.getRepository(NoteTable).insert(note);
  await post(turn, { person: by.id }, `note:${note.id}`, { key: "asked", own: true, priority: 0 });
  return null;
}

async function waitingNote(turn: Turn, { id, by }: Pick<CardReply, "id" | "by">): Promise<Note> {
  const note = await turn.tx.getRepository(NoteTable).findOneBy({ districtId: turn.district, id });
  if (!note || note.by !== by.id) throw new Refusal("没有找到这条留言，请重新回复任务卡片");
  if (note.state !== "waiting") throw new Refusal("这条留言已经处理过了");
  return note;
}

const settleNote = (turn: Turn, { id }: Note, state: "confirmed" | "dropped") =>
  turn.tx.getRepository(NoteTable).update({ districtId: turn.district, id }, { state });

/** The writer says yes: it counts as a report. */
export async function confirmNote(turn: Turn, { by, id }: CardReply, ledger: Ledger | null): Promise<Answer> {
  const note = await waitingNote(turn, { id, by });
  const before = await getTask(turn, { id: note.taskId });
  mustActForUnit(turn, by, before);
  const { percent, figures } = note.understood;
  const kept = await keepReport(turn, by, before, { percent, figures, text: note.said, next: "" });
  if ("question" in kept) return { toast: kept.question, tone: "warning" };
  await settleNote(turn, note, "confirmed");
  await openReport(turn, kept.task, ledger);
  return { toast: kept.task.percent === null ? "已记录" : `已记录，进度${kept.task.percent}%` };
}

/** The writer says no: it stays a note. */
export async function dropNote(turn: Turn, { by, id }: CardReply): Promise<Answer> {
  await settleNote(turn, await waitingNote(turn, { id, by }), "dropped");
  return { toast: "没有提交，已留作备注", tone: "info" };
}

/** What comes before hand-in is the report's document; what comes after is a later addition. */
const stageOf = (task: Task) => (isOpen(task) ? ("document" as const) : ("supplement" as const));

async function received(turn: Turn, by: Person, task: Task, count: number): Promise<string> {
  const subject = subjectOf(task);
  const words = isOpen(task) ? `交材料${count}件` : `补充材料${count}件`;
  record(turn, { subject, by: by.id, act: "task.file", words });
  show(turn, subject);
  return `收到${count}件材料，归入“${task.title}”${isOpen(task) ? "，收齐后请点“正式报送”" : "，作为补充"}。`;
}

/** Photos and files replied to a task's card. */
export async function taskEvidence(
  turn: Turn,
  by: Person,
  id: string,
  sent: readonly Sent[],
): Promise<string> {
  const task = await getTask(turn, { id });
  mustActForUnit(turn, by, task);
  for (const each of sent)
    await keepAttachment(turn, each, { subject: subjectOf(task), stage: stageOf(task) });
  return received(turn, by, task, sent.length);
}

/** The same for what was sent without a card and has now been filed. */
export async function adoptTaskEvidence(
  turn: Turn,
  by: Person,
  id: string,
  files: readonly Attachment[],
): Promise<string> {
  const task = await getTask(turn, { id });
  mustActForUnit(turn, by, task);
  await fileUnder(
    turn,
    files.map((file) => file.id),
    subjectOf(task),
    stageOf(task),
  );
  await received(turn, by, task, files.length);
  return `已归入“${task.title}”`;
}
