import { instantInWords, type Day } from "../dates.ts";
import type { Turn } from "../turn.ts";
import { unitName } from "../campaign/definition.ts";
import { metricsOf } from "./figures.ts";
import { differenceInWords, differences, ledgerInWords } from "./paper.ts";
import type { NamedHazard, PhaseCount, UnitLedger } from "./paper.ts";
import type { Task } from "./task.ts";

/** A figure of a report, with the ledger's number where it keeps one. */
export type ReportedFigure = { key: string; label: string; unit: string; value: number; kept: number | null };

/** One report as it stood when it was laid out: whatever changes later, it can be read again. */
export type ReportContent = {
  form: "unit";
  kind: "progress" | "summary";
  campaign: string;
  document: string;
  unit: string;
  office: string;
  on: Day;
  at: string;
  percent: number | null;
  figures: ReportedFigure[];
  differences: string[];
  note: string;
  ledger: string;
  phases: PhaseCount[];
  text: string;
  problems: string;
  next: string;
  cases: NamedHazard[];
  open: NamedHazard[];
  openCount: number;
};

/** What a unit's report says now, in its own words and by the ledger's figures. */
export function reportContent(
  turn: Turn,
  task: Task,
  kind: ReportContent["kind"],
  now: UnitLedger,
): ReportContent {
  const { campaign, today } = turn;
  const metrics = metricsOf(turn, task);
  const { problems = "", note = "", cases = [] } = task.paper ?? {};
  const duty = campaign.duties.find(({ key }) => key === task.duty);
  return {
    form: "unit",
    kind,
    campaign: campaign.name,
    document: duty?.document_name ?? task.title,
    unit: unitName(campaign, task.unit),
    office: campaign.joint_meeting.office,
    on: today,
    at: instantInWords(new Date(now.at), campaign.district.timezone),
    percent: task.percent,
    figures: metrics.flatMap(({ key, label, unit, ledger }) => {
      const value = task.figures[key];
      return value === undefined
        ? []
        : [{ key, label, unit, value, kept: ledger ? now.figures[ledger] : null }];
    }),
    differences: differences(metrics, task.figures, now.figures).map(differenceInWords),
    note,
    ledger: ledgerInWords(now.figures),
    phases: now.phases,
    text: task.text,
    problems,
    next: task.nextStep,
    cases,
    open: now.open,
    openCount: now.figures.open,
  };
}
