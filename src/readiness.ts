import type { DataSource } from "typeorm";
import type { Bot } from "./bot/bot.ts";
import { systemNow } from "./clock.ts";
import { clockGap, durabilityOf } from "./db/durability.ts";
import { missingMigrations } from "./db/migrate.ts";
import { isQuarantined } from "./jobs/quarantine.ts";
import { isUsedUp, type Meter } from "./jobs/quota.ts";
import { inBrief } from "./log.ts";
import type { Pulse } from "./pulse.ts";

const WIDE_GAP_MS = 30_000;

export type Watched = {
  /** Whether the long connection, if there is one, is open. */
  isConnected: () => boolean;
  pulse: Pick<Pulse, "stoodStill">;
  meter: Pick<Meter, "used">;
};

/** Says what keeps the bot from being ready, each with what to do; empty when it is. */
export const openReadiness =
  (db: DataSource, bot: Bot, { isConnected, pulse, meter }: Watched) =>
  async (): Promise<string[]> => {
    const reasons = bot.campaigns.length === 0 ? ["没有专项行动文件，请在 config/campaigns 放入一个"] : [];
    if (!isConnected()) reasons.push("长连接断开了，正在重连；请检查到飞书的网络");
    const still = Math.round(pulse.stoodStill() / 1_000);
    if (still > 0)
      reasons.push(`程序停顿了 ${still} 秒，其间没有应答；请看这台机器的处理器、内存和磁盘是否太忙`);
    try {
      const missing = await missingMigrations(db);
      if (missing.length > 0)
        return [...reasons, `数据库缺少 ${missing.length} 步升级，请运行 duban migrate`];
      reasons.push(...(await durabilityOf(db)));
      const gap = Math.round((await clockGap(db, systemNow)) / 1_000);
      if (Math.abs(gap) * 1_000 > WIDE_GAP_MS)
        reasons.push(`本机时钟与数据库相差 ${gap} 秒，请给两台机器对时`);
      if (await bot.door(isQuarantined))
        reasons.push("数据库比上次运行时旧（可能是恢复的备份），已暂停发送；核对后运行 duban release");
      if (isUsedUp(await meter.used(), bot.clock.now()))
        reasons.push("飞书说本月的接口调用额度用完了，卡片发不出去；请升级飞书版本，或等到下月");
      return reasons;
    } catch (error) {
      return [...reasons, `数据库没有应答（${inBrief(error).message}），请检查 DATABASE_URL 和数据库服务`];
    }
  };
