import { z } from "zod";
import { time } from "./shapes.ts";

/** Who gets an issued bulletin besides the group. */
const READERS = ["chief_convener", "convener", "observer", "lead", "deputy", "liaison"] as const;

const OFF = "应是一组设置，或 false（不发）";
const AT = "16:00";

const Weekly = z.strictObject({
  weekday: z.int().min(1, "1 是周一").max(7, "7 是周日").default(5),
  at: time.default(AT),
});

const Monthly = z.strictObject({
  day: z
    .union([z.literal("last_workday"), z.int().min(1).max(28)], {
      error: "应是 last_workday（最后一个工作日），或1–28",
    })
    .default("last_workday"),
  at: time.default(AT),
});

/** When a bulletin is drafted, each of them may be off, and who gets it when it is issued (PLAN-FACTS S23). */
export const BulletinRules = z
  .strictObject({
    weekly: z.union([z.literal(false), Weekly], { error: OFF }).default(Weekly.parse({})),
    monthly: z.union([z.literal(false), Monthly], { error: OFF }).default(Monthly.parse({})),
    after_duties: z.boolean("只能是 true 或 false").default(true),
    to: z.array(z.enum(READERS, "不是能收通报的席位，例：convener")).default(["chief_convener", "convener"]),
  })
  .prefault({});
export type BulletinRules = z.infer<typeof BulletinRules>;
