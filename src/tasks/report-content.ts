import { z } from "zod";
import { instantInWords } from "../dates.ts";
import type { Turn } from "../turn.ts";
import { unitName } from "../campaign/definition.ts";
import { metricsOf } from "./figures.ts";
import { differenceInWords, differences, ledgerInWords } from "./paper.ts";
import type { UnitLedger } from "./paper.ts";
import type { Task } from "./task.ts";

const Named = z.object({ id: z.string(), title: z.string(), line: z.string() });

/** A figure of a report, with the ledger's number where it keeps one. */
const ReportedFigure = z.object({
  key: z.string(),
  label: z.string(),
  unit: z.string(),
  value: z.number(),
  kept: z.number().nullable(),
});

/** One report as it stood when it was laid out: whatever changes later, it can be read again. */
export const ReportContent = z.object({
  form: z.literal("unit"),
  kind: z.enum(["progress", "summary"]),
  campaign: z.string(),
  document: z.string(),
  unit: z.string(),
  office: z.string(),
  on: z.string(),
  at: z.string(),
  percent: z.number().nullable(),
  figures: z.array(ReportedFigure),
  differences: z.array(z.string()),
  note: z.string(),
  ledger: z.string(),
  phases: z.array(z.object({ name: z.string(), found: z.number(), closed: z.number() })),
  text: z.string(),
  problems: z.string(),
  next: z.string(),
  cases: z.array(Named),
  open: z.array(Named),
  openCount: z.number(),
});
export type ReportContent = z.infer<typeof ReportContent>;

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
