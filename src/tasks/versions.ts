import type { ReportForm } from "../../cards/task-forms.ts";
import { unitName } from "../campaign/definition.ts";
import { isOffice } from "../campaign/people.ts";
import { Refusal } from "../errors.ts";
import { post } from "../jobs/outbox.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import type { Ledger, UnitLedger } from "./paper.ts";
import { addPaper, versionsOf, type PaperRow } from "./paper-store.ts";
import { reportContent } from "./report-content.ts";
import { reportKind } from "./report-ledger.ts";
import { settleReport } from "./report.ts";
import { mustActForUnit, worksOn } from "./rights.ts";
import { getTask, subjectOf } from "./store.ts";
import type { Task } from "./task.ts";

/** Lays the report of a task out as it stands; `null` when its duty has no report. */
async function layOut(
  turn: Turn,
  task: Task,
  by: string,
  { kind, number, ledger }: Pick<PaperRow, "kind" | "number"> & { ledger: UnitLedger },
): Promise<PaperRow | null> {
  const report = reportKind(turn, task);
  if (!report) return null;
  const content = reportContent(turn, task, report, ledger);
  const which = kind === "preview" ? "预览" : `第${number}版`;
  const name = `${unitName(turn.campaign, task.unit)}${content.document}（${which}）`;
  return addPaper(turn, { kind, subject: subjectOf(task), number, content, by, name });
}

/** Every submission is a version: what it says, by whom, when, and its hash (RULES §7 T3). */
export async function keepVersion(
  turn: Turn,
  task: Task,
  by: string,
  ledger: UnitLedger,
): Promise<PaperRow | null> {
  const earlier = await versionsOf(turn, subjectOf(task));
  return layOut(turn, task, by, { kind: "handed", number: earlier.length + 1, ledger });
}

/** 预览文件: what was filled in is kept, and its document comes as the office would get it. */
export async function previewTask(
  turn: Turn,
  { by, id, rev, form }: CardReply<ReportForm>,
  ledger: Ledger,
): Promise<Answer> {
  const before = await getTask(turn, { id, rev });
  mustActForUnit(turn, by, before);
  const settled = await settleReport(turn, by, before, form, ledger);
  if ("answer" in settled) return settled.answer;
  const { task, ledger: now } = settled;
  const made = now && (await layOut(turn, task, by.id, { kind: "preview", number: 0, ledger: now }));
  if (!made) throw new Refusal("这项任务没有自动排版的报告，请直接交文件");
  return { toast: "已保存，报告预览马上发在最下面" };
}

/** 发我各版报告: every version that was handed in, as it was. */
export async function sendVersions(turn: Turn, { by, id, copyId }: CardReply): Promise<Answer> {
  const task = await getTask(turn, { id });
  if (!isOffice(by) && !worksOn(by, task)) throw new Refusal("报告只发给本单位和联席会议办公室");
  const made = (await versionsOf(turn, subjectOf(task))).filter(({ sha256 }) => sha256 !== null);
  if (made.length === 0) throw new Refusal("报告文件正在生成，请稍后再点");
  for (const [nth, { id: paper, documentName: name, sha256 }] of made.entries()) {
    const key = `${copyId}:${turn.now.getTime()}`;
    await post(turn, { person: by.id }, `file:${paper}`, {
      key,
      own: true,
      priority: 0,
      // What leaves at one instant arrives in no certain order.
      at: new Date(turn.now.getTime() + nth),
      frozen: { name, sha256 },
    });
  }
  return { toast: `${made.length}个版本已发在最下面`, tone: "info" };
}
