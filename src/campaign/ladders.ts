import { z } from "zod";

/** How a step reaches people: on the living tray, by a card that rings, urgently in the app, or in the digest alone. */
export const CHANNELS = ["tray", "push", "urgent", "digest"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Whom a step may go to. Conveners are named in the digest and get nothing to do. */
const RECEIVERS = ["liaison", "lead", "deputy", "inspector", "office", "chief_convener", "convener"] as const;
export type Receiver = (typeof RECEIVERS)[number];
const CONVENERS: readonly Receiver[] = ["chief_convener", "convener"];

const days = z.int("应是整数").nonnegative("不能为负");
const receivers = z.array(z.enum(RECEIVERS, "不是能提醒的席位，例：liaison")).min(1, "至少写一个席位");

const Before = z.union(
  [
    days.transform((at) => ({ days: at, by: "push" as const })),
    z.strictObject({ days, by: z.enum(["tray", "push", "urgent"]).default("push") }),
  ],
  "应是工作日数，例：5，或 { days: 20, by: tray }",
);

const After = z
  .strictObject({
    days: days.positive("应大于0"),
    kind: z.enum(["overdue", "escalation"], "只能是 overdue（逾期）或 escalation（升级提醒）"),
    to: receivers,
    by: z.enum(CHANNELS, "只能是 tray、push、urgent 或 digest").default("push"),
  })
  .refine(
    ({ to, by }) => by === "digest" || !to.some((seat) => CONVENERS.includes(seat)),
    "召集人只在日报里看到，请写 by: digest",
  );

const Ladder = z.strictObject({
  /** Whom the steps before the target go to. */
  to: receivers,
  before: z.array(Before),
  after: z.array(After),
});
export type Ladder = z.infer<typeof Ladder>;

type Written = z.input<typeof Ladder>;

const rising = (lead: number, office: number, digest: number, by: Channel = "push"): Written["after"] => [
  { days: 1, kind: "overdue", to: ["liaison", "lead"], by },
  { days: lead, kind: "escalation", to: ["lead"] },
  { days: office, kind: "escalation", to: ["office"] },
  { days: digest, kind: "escalation", to: ["chief_convener", "convener"], by: "digest" },
];

/** The office's own clocks: it is told each morning, and the chief convener's digest shows what is late. */
const ofOffice = (before: number[], to: Receiver[] = ["office"]): Written => ({
  to,
  before,
  after: [
    { days: 1, kind: "overdue", to },
    { days: 2, kind: "escalation", to: ["chief_convener"], by: "digest" },
    { days: 3, kind: "overdue", to },
    { days: 5, kind: "overdue", to },
  ],
});

const OF_UNIT: Receiver[] = ["liaison", "lead"];

const DEFAULTS = {
  /** A dated duty of the plan. */
  duty: { to: OF_UNIT, before: [20, 10, 5, 3, 1, 0], after: rising(3, 5, 10) },
  /** What has a day of its own: a report that was returned. */
  task: { to: OF_UNIT, before: [3, 1, 0], after: rising(3, 5, 10) },
  hazard: { to: OF_UNIT, before: [3, 1, 0], after: rising(3, 5, 10) },
  major_hazard: { to: OF_UNIT, before: [5, 3, 1, 0], after: rising(2, 3, 5, "urgent") },
  review: ofOffice([4, 3, 2, 1, 0]),
  assignment: ofOffice([0]),
  /** Two working days to arrange it, five to have it done. */
  verification: ofOffice([3, 1, 0], ["deputy", "inspector", "office"]),
  confirmation: ofOffice([0]),
  request: ofOffice([1, 0]),
  /** What another unit, or a unit's own lead, is asked to answer: a transfer, a referral, a plan. */
  answer: { to: OF_UNIT, before: [0], after: rising(2, 3, 5) },
} satisfies Record<string, Written>;

export type LadderName = keyof typeof DEFAULTS;

const ladder = (name: LadderName) => Ladder.prefault(DEFAULTS[name]);

/** Who is told what, how many working days before and after a target, for each kind of thing. */
export const Ladders = z
  .strictObject({
    duty: ladder("duty"),
    task: ladder("task"),
    hazard: ladder("hazard"),
    major_hazard: ladder("major_hazard"),
    review: ladder("review"),
    assignment: ladder("assignment"),
    verification: ladder("verification"),
    confirmation: ladder("confirmation"),
    request: ladder("request"),
    answer: ladder("answer"),
  })
  .prefault({});
export type Ladders = z.infer<typeof Ladders>;
