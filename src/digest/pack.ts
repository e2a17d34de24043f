import type { Campaign, Duty } from "../campaign/definition.ts";
import { owingUnits } from "../campaign/changes.ts";
import { Refusal } from "../errors.ts";
import { versionsOf } from "../tasks/paper-store.ts";
import type { ReportContent } from "../tasks/report-content.ts";
import { subjectOf, tasksFor } from "../tasks/store.ts";
import { isHanded, isOverdue, type Task } from "../tasks/task.ts";
import { dayOf, instantInWords, type Day } from "../dates.ts";
import type { Turn } from "../turn.ts";

/** Who handed in when; late, missing after its day, or not yet due. */
export type PackState = "onTime" | "late" | "returned" | "missing" | "waiting";
export const PACK_WORDS: Record<PackState, string> = {
  onTime: "按时",
  late: "迟报",
  returned: "退回重报",
  missing: "未报",
  waiting: "未到期",
};

export type PackUnit = {
  key: string;
  name: string;
  short: string;
  taskId: string;
  state: PackState;
  /** `6月23日 10:00`; empty when nothing was handed in. */
  at: string;
  /** What it handed in last; a report from before it was laid out has none. */
  report: ReportContent | null;
  figures: Record<string, number>;
  /** What the ledger said of them when it was handed in. */
  kept: Record<string, number>;
};

/** The district's pack of one duty: every unit in the plan's order, and the figures summed (PLAN-FACTS S21, S29). */
export type PackContent = {
  form: "pack";
  duty: string;
  title: string;
  campaign: string;
  office: string;
  on: Day;
  at: string;
  units: PackUnit[];
  sums: { key: string; label: string; unit: string; sum: number; count: number }[];
};

/** The reports that a campaign has merged, by what people call them: `OB3`, `第一次`, or none for the latest. */
export function dutyAsked(campaign: Campaign, asked: string, today: Day): Duty {
  const reports = campaign.duties.filter(({ report }) => report !== null);
  const words = asked.normalize("NFKC").trim().toLowerCase();
  const phase = (duty: Duty) => campaign.phases.find(({ key }) => key === duty.phase);
  const begun = reports.filter((duty) => (phase(duty)?.opens ?? duty.due) <= today);
  const found = words
    ? reports.find(({ key, name }) => key.toLowerCase() === words || name.toLowerCase().includes(words))
    : (begun.at(-1) ?? reports[0]);
  if (found) return found;
  const names = reports.map(({ key, name }) => `${key}（${name}）`).join("、");
  throw new Refusal(
    names ? `没有这项报告，可以写：${names}，例：汇总 ${reports[0]?.key}` : "方案里没有要汇总的报告",
  );
}

function stateOf(task: Task, today: Day): PackState {
  if (isHanded(task)) return task.late ? "late" : "onTime";
  if (task.state === "returned") return "returned";
  return isOverdue(task, today) ? "missing" : "waiting";
}

/** Counts a duty's reports as of now: what each unit handed in last, and nothing that was not. */
export async function packOf(turn: Turn, duty: Duty): Promise<PackContent> {
  const { campaign, today, now } = turn;
  const { timezone } = campaign.district;
  const tasks = (await tasksFor(turn, duty.key)).filter(({ state }) => state !== "cancelled");
  const units: PackUnit[] = [];
  for (const { key, name, short } of owingUnits(campaign, duty)) {
    const task = tasks.find(({ unit }) => unit === key);
    if (!task) continue;
    const last = (await versionsOf(turn, subjectOf(task))).at(-1);
    const handed = task.submittedAt;
    const report = last ? (last.content as ReportContent) : null;
    units.push({
      key,
      name,
      short,
      taskId: task.id,
      state: stateOf(task, today),
      at: handed ? instantInWords(handed, timezone) : "",
      report,
      figures: handed ? (task.reportedFigures ?? {}) : {},
      kept: Object.fromEntries(
        (report?.figures ?? []).flatMap(({ key: metric, kept }) => (kept === null ? [] : [[metric, kept]])),
      ),
    });
  }
  const metrics = duty.metrics.flatMap((key) => campaign.metrics.filter((metric) => metric.key === key));
  return {
    form: "pack",
    duty: duty.key,
    title: duty.document_name,
    campaign: campaign.name,
    office: campaign.joint_meeting.office,
    on: dayOf(now, timezone),
    at: instantInWords(now, timezone),
    units,
    sums: metrics.map(({ key, label, unit }) => {
      const given = units.flatMap(({ figures }) => figures[key] ?? []);
      return { key, label, unit, sum: given.reduce((all, each) => all + each, 0), count: given.length };
    }),
  };
}
