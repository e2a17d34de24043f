import type { DataSource } from "typeorm";
import { dayOf } from "../dates.ts";
import { openDoor } from "../db/door.ts";
import { isUsedUp, markPassed, usedIn } from "../jobs/quota.ts";
import { line, type Line } from "./line.ts";

/** How much of the month's calls is used, as far as the operator has said how many there are. */
export async function quotaIn(
  db: DataSource,
  most: number | null,
  timezone: string,
  now: Date,
): Promise<Line> {
  const used = await openDoor(db)((tx) => usedIn(tx, dayOf(now, timezone).slice(0, "yyyy-MM".length)));
  const what = `飞书接口 ${used.month}`;
  if (isUsedUp(used, now)) return line(what, "错", `已用${used.calls}次，飞书说本月额度用完了，卡片发不出去`);
  if (most === null)
    return line(
      what,
      "好",
      `已用${used.calls}次；额度写在 FEISHU_MONTHLY_CALLS，用到七成、八成五、九成五会提醒`,
    );
  const mark = markPassed(used, most);
  return line(what, mark === null ? "好" : "注意", `已用${used.calls}次，额度${most}次`);
}
