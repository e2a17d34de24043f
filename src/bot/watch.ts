import { LessThan } from "typeorm";
import { verifyChain } from "../campaign/chain.ts";
import { forgetAttempts } from "../jobs/attempts.ts";
import { forgetArrivals, InboxTable } from "../jobs/inbox.ts";
import { markOf } from "../jobs/marks.ts";
import { OutboxTable } from "../jobs/outbox-table.ts";
import { isQuarantined } from "../jobs/quarantine.ts";
import type { Meter } from "../jobs/quota.ts";
import type { Bot } from "./bot.ts";
import { tellQuota } from "./quota.ts";
import { districtsOf, openTurn } from "./routes.ts";
import { tellTroubles } from "./troubles.ts";

const MINUTE_MS = 60_000;
const OUTBOX_LATE_MS = 10 * MINUTE_MS;
const INBOX_LATE_MS = 5 * MINUTE_MS;
const SCHEDULE_LATE_MS = 5 * MINUTE_MS;

export type Watch = {
  /** Each minute: cards that did not arrive are handed on and told of, and the calls of the month are counted. */
  tell(): Promise<number>;
  /** Each five minutes: what should have happened and did not, in sentences; empty when all is well. */
  audit(): Promise<string[]>;
  /** Each night: what has been kept long enough is forgotten, a batch at a time. */
  forget(): Promise<void>;
};

/** Looks on from outside the path: it reads what the others wrote, and notices silence (RELIABILITY §3.11). */
export function openWatch(bot: Bot, meter: Meter): Watch {
  const { door, clock } = bot;
  const verified = new Map<string, string>();

  async function late(districtId: string): Promise<string[]> {
    const now = clock.now().getTime();
    const [outbox, inbox] = await door(async (tx) => {
      if (await isQuarantined(tx)) return [0, 0];
      const waiting = { districtId, state: "waiting" as const };
      return [
        await tx
          .getRepository(OutboxTable)
          .countBy({ ...waiting, visibleAt: LessThan(now - OUTBOX_LATE_MS) }),
        await tx.getRepository(InboxTable).countBy({ ...waiting, visibleAt: LessThan(now - INBOX_LATE_MS) }),
      ];
    });
    return [
      ...(outbox ? [`${districtId}：有${outbox}张卡片过了时间10分钟还没发出`] : []),
      ...(inbox ? [`${districtId}：有${inbox}条消息收到5分钟还没处理`] : []),
    ];
  }

  /** The whole chain is gone through once a day; in between nothing was taken off its end. */
  async function broken(districtId: string): Promise<string[]> {
    const today = clock.now().toISOString().slice(0, 10);
    if (verified.get(districtId) === today) return [];
    const { wrong } = await door((tx) => verifyChain(tx, districtId));
    if (wrong) return [`${districtId}：留痕被改动：${wrong}`];
    verified.set(districtId, today);
    return [];
  }

  async function stopped(): Promise<string[]> {
    const behind: string[] = [];
    for (const { key, short, district } of bot.campaigns) {
      const mark = await door((tx) => markOf(tx, district.key, `schedule:${key}`));
      if (mark && clock.now().getTime() - mark.getTime() > SCHEDULE_LATE_MS)
        behind.push(`${short}：日程停在${mark.toISOString()}`);
    }
    return behind;
  }

  return {
    tell: async () => {
      await meter.keep();
      const used = await meter.used();
      let told = 0;
      for (const campaign of bot.campaigns)
        told += await door(async (tx) => {
          const turn = openTurn(bot, tx, campaign, clock.now());
          return (await tellTroubles(turn)) + (await tellQuota(turn, used, meter.most));
        });
      return told;
    },
    audit: async () => {
      const found: string[] = [...(await stopped())];
      for (const district of districtsOf(bot))
        found.push(...(await late(district)), ...(await broken(district)));
      return found;
    },
    forget: async () => {
      for (const district of districtsOf(bot))
        for (const forget of [forgetAttempts, forgetArrivals])
          while ((await door((tx) => forget(tx, district, clock.now()))) > 0) continue;
    },
  };
}
