import { z } from "zod";
import { key } from "./shapes.ts";

const MOST = 100;

const bonus = (usual: number) =>
  z
    .int("应是整数")
    .min(0, "这一项是加分，只能是0或正数；写0就不计")
    .max(MOST, `一次最多加${MOST}分`)
    .default(usual);

const loss = (usual: number) =>
  z
    .int("应是整数")
    .max(0, "这一项是扣分，只能是0或负数；写0就不计")
    .min(-MOST, `一次最多扣${MOST}分`)
    .default(usual);

/** Points an event; who looks harder never pays for it: no event counts what was found. */
const Weights = z.strictObject({
  report_on_time: bonus(2),
  closed_on_time: bonus(0),
  report_late: loss(-3),
  accept_late: loss(-1),
  overdue_day: loss(-1),
  return: loss(-2),
  reopening: loss(-3),
  false_closure: loss(-10),
  orphan_day: loss(-1),
});

const within = z.int("应是整数").min(1, "至少1个工作日").max(30, "最多30个工作日").default(5);

/** The yearly score 年度考核 (RULES §12); a campaign without this part has none. */
export const ScoreRules = z
  .strictObject({
    /** What every unit begins with. */
    base: z.int("应是整数").min(0, "不能为负").max(1_000, "最多1000分").default(100),
    ranking: z.boolean("只能是 true（排名）或 false（不排名）").default(false),
    /** The metric that says how many enterprises were checked. */
    checked: key.nullable().default(null),
    objection_days: within,
    decision_days: within,
    weights: Weights.prefault({}),
  })
  .nullable()
  .default(null);
export type ScoreRules = NonNullable<z.infer<typeof ScoreRules>>;

/** What a line of a score may be about, in the order of its card. */
export const SCORE_KINDS = [
  "report_on_time",
  "closed_on_time",
  "report_late",
  "accept_late",
  "overdue_day",
  "return",
  "reopening",
  "false_closure",
  "orphan_day",
] as const satisfies readonly (keyof ScoreRules["weights"])[];
export type ScoreKind = (typeof SCORE_KINDS)[number];

const Named = z.object({
  score: z.object({ checked: z.string() }),
  metrics: z.array(z.object({ key: z.string() })),
});

/** A score's metric is one of the campaign's. */
export function scoreMistakes(campaign: unknown): [path: string[], rule: string][] {
  const read = Named.safeParse(campaign);
  if (!read.success) return [];
  const { score, metrics } = read.data;
  if (metrics.some((metric) => metric.key === score.checked)) return [];
  return [[["score", "checked"], `没有“${score.checked}”这个指标，应是 metrics 里的一个 key`]];
}
