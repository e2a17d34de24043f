import type { App } from "../app.ts";
import { openTurn } from "../bot/routes.ts";
import { officePeople } from "../campaign/people.ts";
import type { Clock } from "../clock.ts";
import { addEnterprise, mustBeFree } from "../enterprises/store.ts";

type Listed = [
  name: string,
  usci: string,
  town: string,
  sector: string,
  chemicals: string,
  aliases: string[],
];

/** Who uses what in the rehearsed district; all invented, codes too. */
const LISTED: readonly Listed[] = [
  ["甲中学", "12000000MA1TEX0016", "jiazhen", "jyj", "酒精、高锰酸钾、盐酸", ["一中"]],
  ["乙中学", "12000000MA1TEX0029", "yijie", "jyj", "酒精、盐酸", []],
  ["丙中学", "12000000MA1TEX003C", "bingzhen", "jyj", "甲醛、酒精", ["三中"]],
  ["丁医院", "12000000MA1TEX004F", "jiazhen", "wjj", "二甲苯、甲醛", []],
  ["戊医院", "12000000MA1TEX005J", "yijie", "wjj", "二甲苯", []],
  ["壬商行", "92000000MA1TEX006D", "yijie", "swj", "稀释剂", []],
  ["己新材料（滨开）有限公司", "91000000MA1TEX007K", "bkq", "kjj", "丙酮、甲苯", ["己新材"]],
  ["庚生物科技有限公司", "91000000MA1TEX008N", "bkq", "kjj", "乙醇、过氧化氢", ["庚生物"]],
  ["辛汽车修理厂", "92000000MA1TEX009N", "bingzhen", "jtdd", "油漆、稀释剂", []],
  ["癸农资店", "92000000MA1TEX010U", "bingzhen", "nyj", "农药", []],
];

/** The office has a list of enterprises before anything is found. */
export async function listEnterprises({ bot }: App, clock: Clock): Promise<void> {
  const [campaign] = bot.campaigns;
  if (!campaign) return;
  await bot.door(async (tx) => {
    const turn = openTurn(bot, tx, campaign, clock.now());
    const [clerk] = await officePeople(turn);
    for (const [name, usci, town, sector, chemicals, aliases] of LISTED) {
      const known = {
        name,
        usci: await mustBeFree(turn, usci),
        town,
        sector,
        chemicals,
        aliases,
        address: "",
      };
      await addEnterprise(turn, clerk?.id ?? "", known);
    }
  });
}
