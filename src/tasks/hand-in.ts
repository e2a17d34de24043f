import type { ReportForm } from "../../cards/task-forms.ts";
import { REPORT_LABELS } from "../../cards/task-report.ts";
import { officePeople } from "../campaign/people.ts";
import { shortDay } from "../dates.ts";
import { attachmentsOf } from "../files/attachment.ts";
import { nudge } from "../jobs/outbox.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import type { Ledger } from "./paper.ts";
import { settleReport } from "./report.ts";
import { keepVersion } from "./versions.ts";
import { mustActForUnit } from "./rights.ts";
import { getTask, saveTask, subjectOf } from "./store.ts";
import { handIn, type Papers, type Task } from "./task.ts";

const HASH = 16;

/** What has come in for the task, and what it needs. */
export async function papersOf(turn: Turn, task: Task): Promise<Papers> {
  const files = (await attachmentsOf(turn, subjectOf(task))).filter(({ stage }) => stage === "document");
  const duty = turn.campaign.duties.find(({ key }) => key === task.duty);
  return {
    stored: files.filter(({ state }) => state === "stored").length,
    waiting: files.filter(({ state }) => state === "waiting").length,
    required: duty?.document === "required",
    name: duty?.document_name ?? "",
    ...(duty?.report ? { words: REPORT_LABELS[duty.report].text } : {}),
  };
}

/** When the office should have reviewed what is handed in today. */
export const reviewBy = (turn: Turn): string =>
  turn.calendar.addWorkdays(turn.today, turn.campaign.reminders.review_within);

/** A unit hands in: its last figures and words are kept first, then the whole goes to the office. */
export async function handInTask(
  turn: Turn,
  { by, id, rev, form }: CardReply<ReportForm>,
  ledger: Ledger | null,
): Promise<Answer> {
  const before = await getTask(turn, { id, rev });
  mustActForUnit(turn, by, before);
  const reported = await settleReport(turn, by, before, form, ledger);
  if ("answer" in reported) return reported.answer;

  const papers = await papersOf(turn, before);
  const after = handIn(reported.task, by.id, papers, turn);
  const version = reported.ledger ? await keepVersion(turn, after, by.id, reported.ledger) : null;
  const which = version ? `，第${version.number}版，内容校验${version.contentHash.slice(0, HASH)}` : "";
  return handedIn(turn, reported.task, after, {
    by: by.id,
    how: `正式报送，材料${papers.stored}件${which}`,
  });
}

/** Keeps what was handed in, and lets the office know. */
export async function handedIn(
  turn: Turn,
  before: Task,
  after: Task,
  { by, how }: { by: string; how: string },
): Promise<Answer> {
  const words = `${after.late ? "逾期" : ""}${how}`;
  const details = { figures: after.figures, percent: after.percent };
  await saveTask(turn, before, after, { by, act: "task.handin", words, details });
  for (const { id: person } of await officePeople(turn)) {
    await nudge(turn, person, "queue:office", `handin:${after.id}:${after.timesReturned}`);
  }
  const answeredOn = reviewBy(turn);
  const about = turn.calendar.isAnnounced(turn.today, answeredOn) ? "" : "预计";
  return { toast: `已报送，${about}${shortDay(answeredOn)}前审核完毕` };
}
