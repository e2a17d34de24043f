import { z } from "zod";
import { BulletinRules } from "./bulletin-rules.ts";
import { contradictions } from "./contradictions.ts";
import { HazardRules } from "./hazard-rules.ts";
import { Ladders } from "./ladders.ts";
import { ScoreRules, scoreMistakes } from "./score-rules.ts";
import { date, days, key, time, words } from "./shapes.ts";

/** What a person may be to a unit, the office or the meeting (RULES §2). */
export const SEATS = [
  "lead",
  "deputy",
  "liaison",
  "inspector",
  "office_director",
  "office_clerk",
  "chief_convener",
  "convener",
  "observer",
  "tip_handler",
  "sysadmin",
] as const;
export type SeatName = (typeof SEATS)[number];

const zone = words().refine((name) => {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}, "不是时区名，例：Asia/Shanghai");

const Phase = z.strictObject({ key, name: words(20), opens: date, due: date, work: words(300) });

const Unit = z.strictObject({
  key,
  name: words(40),
  short: words(6),
  kind: z.enum(["department", "locality"], "只能是 department（部门）或 locality（镇街）"),
  sectors: z.array(words(100)).default([]),
  leads: z.boolean().default(false),
  example: z.boolean().default(false),
});

const Duty = z.strictObject({
  key,
  name: words(19),
  units: z.union([z.enum(["departments", "localities", "all"]), z.array(key).min(1)], {
    error: "应是 departments、localities、all，或单位 key 的列表",
  }),
  phase: key,
  due: date,
  document: z.enum(["required", "optional", "none"], "只能是 required、optional 或 none"),
  document_name: words(30),
  nil_report: z.boolean("只能是 true（可零报告）或 false").default(false),
  demands: z.array(words(60)).min(1, "至少写一条").max(3, "最多三条"),
  metrics: z.array(key).default([]),
  /** A report that the bot lays out from the ledger's figures and the unit's words; `null` for another document. */
  report: z
    .enum(["progress", "summary"], "只能是 progress（进展情况）或 summary（全面总结）")
    .nullable()
    .default(null),
  basis: words(300),
});

/** What is said of a duty after it was written down: another day, or that it is owed no longer (RULES §7 T6, T7). */
const Change = z.strictObject({
  duty: key,
  units: z
    .union([z.literal("all"), z.array(key).min(1)], { error: "应是 all，或单位 key 的列表" })
    .default("all"),
  from: date,
  to: z.union([date, z.literal("withdrawn")], { error: "应是新的日期，或 withdrawn（撤销）" }),
  reason: words(60),
});

const Question = z.strictObject({
  key,
  text: words(100),
  yes_means: z.enum(["ok", "violation"], "只能是 ok（合格）或 violation（违规）"),
});

const FocusPoint = z.strictObject({
  key,
  number: z.int().positive(),
  short: words(6),
  text: words(200),
  questions: z.array(Question).min(1, "至少一问"),
});

/** What the ledger counts of one unit. */
export const LEDGER_FIGURES = ["found", "closed", "open", "overdue", "major"] as const;
const LedgerFigure = z.enum(LEDGER_FIGURES, "只能是 found、closed、open、overdue 或 major");
export type LedgerFigure = z.infer<typeof LedgerFigure>;

const Metric = z.strictObject({
  key,
  label: words(8),
  unit: words(4),
  aliases: z.array(words(20)).default([]),
  /** The ledger's figure that fills it in beforehand (RULES §7 T3). */
  ledger: LedgerFigure.nullable().default(null),
});

/** More time for a task: how long before its day it must be asked for, by when it is answered, how often. */
const Extensions = z.strictObject({
  ask_before: days.default(1),
  decide_within: days.default(2),
  most: days.default(1),
});

const Shape = z.strictObject({
  key,
  name: words(60),
  short: words(19),
  district: z.strictObject({ key, name: words(60), timezone: zone }),
  joint_meeting: z.strictObject({
    name: words(60),
    office: words(30),
    chat_id: z
      .string()
      .regex(/^oc_[A-Za-z0-9_-]+$/, "应以 oc_ 开头")
      .nullable()
      .default(null),
  }),
  phases: z.array(Phase).min(1, "至少一个阶段"),
  units: z.array(Unit).min(1, "至少一个单位"),
  duties: z.array(Duty).min(1, "至少一项报送任务"),
  changes: z.array(Change).default([]),
  focus_points: z.array(FocusPoint),
  metrics: z.array(Metric),
  hazards: HazardRules,
  reminders: z.strictObject({
    at: time,
    sign_within: days,
    review_within: days,
    /** Pushes a person and working day at most; red events come on top. */
    budget: z.int().positive("应大于0").default(3),
    /** Working days without an answer after which somebody counts as not to be reached. */
    silent_after: days.positive("应大于0").default(3),
    lights_at: time.default("08:30"),
  }),
  extensions: Extensions.prefault({}),
  ladders: Ladders,
  digest: z.strictObject({
    at: time,
    spread_minutes: z.int().min(2, "至少2分钟").max(9, "最多9分钟"),
    /** When conveners, the office director and leads get a slice of their own; `false` is never. */
    morning_at: z
      .union([z.literal(false), time], { error: "应是时间，例：08:40，或 false（不发）" })
      .default(false),
  }),
  bulletins: BulletinRules,
  score: ScoreRules,
  quiet_hours: z.strictObject({ from: time, to: time }),
});

type Loose = z.infer<typeof Shape>;
export type Extensions = Loose["extensions"];

export type Phase = Loose["phases"][number];
export type Unit = Loose["units"][number];
export type Duty = Loose["duties"][number];
export type Change = Loose["changes"][number];
export type FocusPoint = Loose["focus_points"][number];
export type Metric = Loose["metrics"][number];

/** What config/campaigns/*.yaml must say. */
export const Campaign = Shape.superRefine(
  (campaign, context) => {
    for (const [path, message] of [...contradictions(campaign), ...scoreMistakes(campaign)]) {
      context.addIssue({ code: "custom", path, message });
    }
  },
  // Looked for even where the shape is wrong, so that all mistakes are named at once.
  { when: () => true },
);
export type Campaign = z.infer<typeof Campaign>;

/** The units that owe a duty, in the plan's order. */
export function unitsOf(campaign: Campaign, duty: Duty): Unit[] {
  const { units } = duty;
  if (units === "all") return campaign.units;
  if (units === "departments") return campaign.units.filter(({ kind }) => kind === "department");
  if (units === "localities") return campaign.units.filter(({ kind }) => kind === "locality");
  return campaign.units.filter(({ key: name }) => units.includes(name));
}

/** A unit's name by its key; the key itself when the file no longer lists it. */
export const unitName = (campaign: Campaign, unit: string): string =>
  campaign.units.find((each) => each.key === unit)?.name ?? unit;
