import type { Campaign, Duty } from "../campaign/definition.ts";
import { owingUnits } from "../campaign/changes.ts";
import { Refusal } from "../errors.ts";
import { lastVersions } from "../tasks/paper-store.ts";
import { ReportContent } from "../tasks/report-content.ts";
import { subjectOf, tasksFor } from "../tasks/store.ts";
import { isHanded, isOverdue, type Task } from "../tasks/task.ts";
import { dayOf, instantInWords, type Day } from "../dates.ts";
import type { Turn } from "../turn.ts";
import type { PackContent, PackState, PackUnit } from "./pack-content.ts";

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
  if (task.state === "returned") return isOverdue(task, today) ? "overdue" : "returned";
  return isOverdue(task, today) ? "missing" : "waiting";
}

/** Counts a duty's reports as of now: what each unit handed in last, and nothing that was not. */
export async function packOf(turn: Turn, duty: Duty): Promise<PackContent> {
  const { campaign, today, now } = turn;
  const { timezone } = campaign.district;
  const tasks = (await tasksFor(turn, duty.key)).filter(({ state }) => state !== "cancelled");
  const last = await lastVersions(turn, tasks.map(subjectOf));
  const units = owingUnits(campaign, duty).flatMap(({ key, name, short }): PackUnit[] => {
    const task = tasks.find(({ unit }) => unit === key);
    if (!task) return [];
    const version = last.get(subjectOf(task));
    const handed = task.submittedAt;
    const report = version ? ReportContent.parse(version.content) : null;
    return [
      {
        key,
        name,
        short,
        taskId: task.id,
        state: stateOf(task, today),
        at: handed ? instantInWords(handed, timezone) : "",
        report,
        figures: isHanded(task) ? (task.reportedFigures ?? {}) : {},
        kept: Object.fromEntries(
          (report?.figures ?? []).flatMap(({ key: metric, kept }) => (kept === null ? [] : [[metric, kept]])),
        ),
      },
    ];
  });
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
