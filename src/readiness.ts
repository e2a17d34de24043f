import type { DataSource } from "typeorm";
import type { Bot } from "./bot/bot.ts";
import { missingMigrations } from "./db/migrate.ts";
import { inBrief } from "./log.ts";

/** Says what keeps the bot from being ready, each with what to do; empty when it is. */
export const openReadiness = (db: DataSource, bot: Bot) => async (): Promise<string[]> => {
  const reasons = bot.campaigns.length === 0 ? ["没有专项行动文件，请在 config/campaigns 放入一个"] : [];
  try {
    const missing = await missingMigrations(db);
    return missing.length === 0
      ? reasons
      : [...reasons, `数据库缺少 ${missing.length} 步升级，请运行 duban migrate`];
  } catch (error) {
    return [...reasons, `数据库没有应答（${inBrief(error).message}），请检查 DATABASE_URL 和数据库服务`];
  }
};
