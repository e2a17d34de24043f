import { holders, officePeople } from "../campaign/people.ts";
import { lastDay } from "../campaign/plan.ts";
import { shortDay } from "../dates.ts";
import { post } from "../jobs/outbox.ts";
import type { Turn } from "../turn.ts";

const wordsFor = ({ campaign }: Turn, open: number): string =>
  [
    `${campaign.short}到${shortDay(lastDay(campaign))}结束，日报、通报到此为止；已到期没办完的再催一轮，以后不再提醒。还要办的：`,
    `1. 发“台账 未销号”，取结转清单（${open}条），交责任单位接着整改到销号。`,
    "2. 发“待办”，办完待审核的报告和待确认的销号；再发“汇总”，取各单位总结的汇总和缺报名单。",
    "3. 请系统管理员运行 backup，存一份全部数据和材料；再用 export 导出台账、任务、企业、席位和办理记录，一并归档。",
  ].join("\n");

/** On the campaign's last day: what is still to be done, to those who do it. */
export async function tellClosing(turn: Turn, open: number): Promise<void> {
  const words = wordsFor(turn, open);
  const people = [...(await officePeople(turn)), ...(await holders(turn, "office", ["sysadmin"]))];
  for (const id of new Set(people.map((each) => each.id))) {
    await post(turn, { person: id }, "say:closing", {
      key: turn.campaign.key,
      priority: 1,
      frozen: { words },
    });
  }
}
