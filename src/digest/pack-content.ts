import { z } from "zod";
import { ReportContent } from "../tasks/report-content.ts";

/** Who handed in when; late, sent back and within its new day or past it, missing after its day, or not yet due. */
const PackState = z.enum(["onTime", "late", "returned", "overdue", "missing", "waiting"]);
export type PackState = z.infer<typeof PackState>;
export const PACK_WORDS: Record<PackState, string> = {
  onTime: "按时",
  late: "迟报",
  returned: "退回重报",
  overdue: "退回逾期",
  missing: "未报",
  waiting: "未到期",
};

/** Owed, and its day has passed. */
export const isMissing = ({ state }: { state: PackState }): boolean =>
  state === "missing" || state === "overdue";

const PackUnit = z.object({
  key: z.string(),
  name: z.string(),
  short: z.string(),
  taskId: z.string(),
  state: PackState,
  /** `6月23日 10:00`; empty when nothing was handed in. */
  at: z.string(),
  /** What it handed in last; a report from before it was laid out has none. */
  report: ReportContent.nullable(),
  figures: z.record(z.string(), z.number()),
  /** What the ledger said of them when it was handed in. */
  kept: z.record(z.string(), z.number()),
});
export type PackUnit = z.infer<typeof PackUnit>;

/** The district's pack of one duty: every unit in the plan's order, and the figures summed (PLAN-FACTS S21, S29). */
export const PackContent = z.object({
  form: z.literal("pack"),
  duty: z.string(),
  title: z.string(),
  campaign: z.string(),
  office: z.string(),
  on: z.string(),
  at: z.string(),
  units: z.array(PackUnit),
  sums: z.array(
    z.object({ key: z.string(), label: z.string(), unit: z.string(), sum: z.number(), count: z.number() }),
  ),
});
export type PackContent = z.infer<typeof PackContent>;
