import { holders, officePeople } from "../campaign/people.ts";
import { claimOccurrence } from "../jobs/occurrences.ts";
import { post } from "../jobs/outbox.ts";
import { markPassed, openMeter, type Counted, type Meter, type Used } from "../jobs/quota.ts";
import type { Settings } from "../env.ts";
import type { Turn } from "../turn.ts";
import type { Bot } from "./bot.ts";
import { campaignOf } from "./routes.ts";

/** The meter of this app's calls; months are those of its first campaign's time zone. */
export const meterFor = (
  bot: Bot,
  { FEISHU_MONTHLY_CALLS = null }: { FEISHU_MONTHLY_CALLS?: Settings["FEISHU_MONTHLY_CALLS"] | null },
  take: () => Counted,
): Meter =>
  openMeter({
    door: bot.door,
    clock: bot.clock,
    timezone: campaignOf(bot, "").district.timezone,
    most: FEISHU_MONTHLY_CALLS,
    take,
  });

/** Tells the operator and the office once of each mark that the month's calls have passed. */
export async function tellQuota(turn: Turn, used: Used, most: number | null): Promise<number> {
  const { tx, district: districtId, now } = turn;
  const mark = markPassed(used, most);
  if (mark === null) return 0;
  const told = { districtId, kind: "quota", occursOn: `${used.month}-01`, key: String(mark), firedAt: now };
  if (!(await claimOccurrence(tx, told))) return 0;
  const people = [...(await holders(turn, "office", ["sysadmin"])), ...(await officePeople(turn))];
  const words = `本月已调用飞书接口${used.calls}次，过了额度${most}次的${mark}%。用完后当月发不出卡片，请系统管理员看用量，必要时升级飞书版本。`;
  for (const id of new Set(people.map((each) => each.id)))
    await post(turn, { person: id }, "say:quota", {
      key: `${used.month}:${mark}`,
      priority: 3,
      budget: "apart",
      frozen: { words },
    });
  return 1;
}
