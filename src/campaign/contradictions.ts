import { z } from "zod";

/** Where it is, and what is wrong. */
export type Mistake = [path: (string | number)[], rule: string];

type Path = Mistake[0];

const text = z.string().catch("");
const texts = z.array(text).catch([]);
const day = z.iso.date().nullable().catch(null);
const minutes = z
  .string()
  .regex(/^\d\d:\d\d$/)
  .transform((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)))
  .nullable()
  .catch(null);
/** A group of keys that is always there: what is missing or misshapen reads as empty. */
const part = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).catch(z.object(shape).parse({}));
const listOf = <Shape extends z.ZodRawShape>(shape: Shape) => z.array(part(shape)).catch([]);

const count = z.number().nullable().catch(null);
const ladder = {
  before: z
    .array(z.union([z.number(), z.object({ days: z.number() }).transform(({ days }) => days)]))
    .catch([]),
  after: listOf({ days: count, by: text }),
};

/** As much of a campaign as shows whether its parts fit; what cannot be read counts as not written. */
const Parts = part({
  phases: listOf({ key: text, opens: day, due: day }),
  units: listOf({ key: text, name: text, kind: text }),
  duties: listOf({
    key: text,
    phase: text,
    due: day,
    units: z.union([z.string(), texts]).catch(""),
    metrics: texts,
  }),
  changes: listOf({
    duty: text,
    units: z.union([z.string(), texts]).catch("all"),
    from: day,
    to: z
      .union([z.iso.date(), z.literal("withdrawn")])
      .nullable()
      .catch(null),
  }),
  focus_points: listOf({ key: text, questions: listOf({ key: text }) }),
  metrics: listOf({ key: text }),
  reminders: part({ at: minutes }),
  ladders: z.record(z.string(), part(ladder)).catch({}),
  digest: part({ at: minutes, spread_minutes: z.number().catch(0), morning_at: minutes }),
  bulletins: part({ weekly: part({ at: minutes }), monthly: part({ at: minutes }) }),
  quiet_hours: part({ from: minutes, to: minutes }),
});
type Parts = z.infer<typeof Parts>;

/** What each part may say by itself, but not together. */
export function contradictions(campaign: unknown): Mistake[] {
  const parts = Parts.parse(campaign);
  const { phases, units, duties, metrics, focus_points, ladders } = parts;
  const questions = focus_points.flatMap((point, at) =>
    point.questions.map(({ key }, nth): Written => [["focus_points", at, "questions", nth, "key"], key]),
  );
  return [
    ...[phases, units, duties, metrics, focus_points].flatMap((list, nth) =>
      twice(list.map(({ key }, at) => [[LISTS[nth]!, at, "key"], key])),
    ),
    ...twice(units.map(({ name }, at) => [["units", at, "name"], name])),
    ...twice(questions),
    ...units.flatMap(({ key }, at) =>
      when(RESERVED.includes(key), ["units", at, "key"], `“${key}”已有别的用处，请换一个 key`),
    ),
    ...inPhases(parts),
    ...duties.flatMap((_, at) => inDuty(parts, at)),
    ...parts.changes.flatMap((_, at) => inChange(parts, at)),
    ...Object.entries(ladders).flatMap(([name, steps]) => inLadder(["ladders", name], steps)),
    ...inTimes(parts),
  ];
}

const LISTS = ["phases", "units", "duties", "metrics", "focus_points"];
const RESERVED = ["office", "meeting"];
const GROUPS: Record<string, string> = { departments: "department", localities: "locality" };

const when = (wrong: boolean, path: Path, rule: string): Mistake[] => (wrong ? [[path, rule]] : []);

type Written = [path: Path, word: string];

const twice = (written: Written[]): Mistake[] =>
  written.flatMap(([path, word], at) =>
    when(word !== "" && written.findIndex(([, each]) => each === word) < at, path, `“${word}”重复`),
  );

const inPhases = ({ phases }: Parts): Mistake[] =>
  phases.flatMap(({ opens, due }, at) => {
    const before = phases[at - 1]?.due ?? null;
    return [
      ...when(opens !== null && due !== null && due < opens, ["phases", at, "due"], "早于本阶段开始日"),
      ...when(
        opens !== null && before !== null && opens <= before,
        ["phases", at, "opens"],
        "应晚于上一阶段结束日",
      ),
    ];
  });

function inDuty({ phases, units, metrics, duties }: Parts, at: number): Mistake[] {
  const { phase, due, units: owing, metrics: asked } = duties[at]!;
  const opens = phases.find(({ key }) => key === phase)?.opens ?? null;
  const unknown = (path: string, named: readonly string[], known: readonly { key: string }[], what: string) =>
    named
      .filter((each) => each !== "" && !known.some(({ key }) => key === each))
      .map((each): Mistake => [["duties", at, path], `没有“${each}”这个${what}`]);
  const group = typeof owing === "string" ? GROUPS[owing] : undefined;
  return [
    ...unknown("phase", [phase], phases, "阶段"),
    ...unknown("units", typeof owing === "string" ? [] : owing, units, "单位"),
    ...unknown("metrics", asked, metrics, "指标"),
    ...when(
      group !== undefined && !units.some(({ kind }) => kind === group),
      ["duties", at, "units"],
      `units 里没有 kind 为 ${group} 的单位`,
    ),
    ...when(opens !== null && due !== null && due < opens, ["duties", at, "due"], "早于阶段开始日"),
  ];
}

/** Each change says truly what stood before it, for units that owe the duty, and changes something. */
function inChange({ changes, duties, units, phases }: Parts, at: number): Mistake[] {
  const { duty: name, units: meant, from, to } = changes[at]!;
  const duty = duties.find(({ key }) => key === name);
  if (!duty) return when(name !== "", ["changes", at, "duty"], `没有“${name}”这项报送任务`);
  const owing = units
    .filter(({ key, kind }) =>
      typeof duty.units === "string" ? isOf(duty.units, kind) : duty.units.includes(key),
    )
    .map(({ key }) => key);
  const strangers = typeof meant === "string" ? [] : meant.filter((key) => !owing.includes(key));
  const before = (unit: string) =>
    changes
      .slice(0, at)
      .findLast(
        (each) => each.duty === name && (typeof each.units === "string" || each.units.includes(unit)),
      );
  const wrong = owing
    .filter((unit) => typeof meant === "string" || meant.includes(unit))
    .flatMap((unit) => {
      const day = before(unit) ? before(unit)!.to : duty.due;
      if (day === null || from === null || day === from) return [];
      if (day === "withdrawn") return [`${unit} 的这项任务在前面已经撤销，不能再改`];
      return [`${unit} 在这之前的期限是 ${day}，from 请照实写`];
    });
  const opens = phases.find(({ key }) => key === duty.phase)?.opens ?? null;
  return [
    ...strangers.map((key): Mistake => [["changes", at, "units"], `“${key}”没有这项报送任务`]),
    ...when(wrong.length > 0, ["changes", at, "from"], wrong[0] ?? ""),
    ...when(to !== null && to === from, ["changes", at, "to"], "和原来的期限相同"),
    ...when(to !== null && opens !== null && to < opens, ["changes", at, "to"], "早于阶段开始日"),
  ];
}

const isOf = (group: string, kind: string): boolean => group === "all" || GROUPS[group] === kind;

const inLadder = (path: Path, { before, after }: Parts["ladders"][string]): Mistake[] => [
  ...when(
    before.some((step, at) => at > 0 && step >= before[at - 1]!),
    [...path, "before"],
    "应从大到小，例：[20, 10, 5, 3, 1, 0]",
  ),
  ...when(
    after.some(({ days }, at) => days !== null && at > 0 && days <= (after[at - 1]!.days ?? 0)),
    [...path, "after"],
    "days 应从小到大，例：1、3、5",
  ),
];

/** Nothing may be planned for the hours in which nothing may ring (RULES §14). */
function inTimes({ reminders, digest, bulletins, quiet_hours: { from, to } }: Parts): Mistake[] {
  if (from === null || to === null) return [];
  if (from <= to) return [[["quiet_hours", "from"], '应晚于 to，例：from: "20:00", to: "08:00"']];
  const isQuiet = (at: number | null) => at !== null && (at < to || at >= from);
  const last = digest.at === null ? null : digest.at + digest.spread_minutes;
  return [
    ...when(isQuiet(reminders.at), ["reminders", "at"], "在免打扰时段里，请改到时段外"),
    ...when(
      isQuiet(digest.at) || isQuiet(last),
      ["digest", "at"],
      "加上推迟的分钟，会落在免打扰时段里，请改到时段外",
    ),
    ...when(isQuiet(digest.morning_at), ["digest", "morning_at"], "在免打扰时段里，请改到时段外"),
    ...(["weekly", "monthly"] as const).flatMap((each) =>
      when(isQuiet(bulletins[each].at), ["bulletins", each, "at"], "在免打扰时段里，请改到时段外"),
    ),
  ];
}
