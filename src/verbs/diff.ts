import type { DataSource } from "typeorm";
import { openTurn } from "../bot/routes.ts";
import { systemNow } from "../clock.ts";
import { campaignChanges } from "../campaign/kept.ts";
import { openDoor } from "../db/door.ts";
import type { readHouse } from "../house.ts";
import { noticeChanges } from "../recount.ts";
import { inWords } from "../tasks/amend.ts";
import { compare } from "../tasks/comparison.ts";
import { allTasks } from "../tasks/store.ts";
import { line, type Line } from "./line.ts";

/** What the next start would do to what stands in the database: issued, moved, withdrawn, refused, or done otherwise from then on. */
export async function differencesIn(
  db: DataSource,
  house: ReturnType<typeof readHouse>,
  now: Date = systemNow(),
): Promise<Line[]> {
  const door = openDoor(db);
  const lines: Line[] = [];
  for (const campaign of house.campaigns) {
    await door(async (tx) => {
      const turn = openTurn(house, tx, campaign, now);
      const { differences, refused } = compare(campaign, turn.calendar, await allTasks(turn), turn.today);
      const what = `变更 ${campaign.short}`;
      lines.push(
        ...refused.map((words) => line(what, "错", words)),
        ...differences.map((each) => line(what, "注意", inWords(each, campaign, turn.today))),
      );
      lines.push(...(await noticeChanges(turn)).map((words) => line("放假安排", "注意", words)));
      const rewritten = await campaignChanges(turn);
      lines.push(...rewritten.map((words) => line(what, "注意", `改写：${words}`)));
      if (differences.length + refused.length === 0) lines.push(line(what, "好", "任务和数据库里的一致"));
    });
  }
  return lines;
}
