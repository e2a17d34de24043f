import { expect } from "chai";
import { COMMANDS } from "../../src/bot/commands.ts";
import { REPLIES } from "../../src/bot/replies.ts";
import { openCalendar } from "../../src/campaign/calendar.ts";
import { due, dutyItems, type Push } from "../../src/campaign/plan.ts";
import { readCampaigns, readHolidays } from "../../src/campaign/read.ts";
import { parts, wordsOf } from "../../src/sandbox/driver.ts";
import { everyCard } from "../cards/views.ts";
import { openHouse, who } from "../house.ts";

/** How people come to a mechanism of the plan: a word they type, a button on a card, or what is sent by itself. */
type Way = { word: string } | { act: string } | { post: Push["kind"]; duty?: string };

/** The plan's mechanisms by their number (PLAN-FACTS §8), as far as they are built. */
const WAYS: Record<string, Way[]> = {
  "S1 联席会议": [{ post: "digest" }, { word: "日报" }],
  "S2 办公室": [{ word: "待办" }],
  "S3 各单位工作机制": [{ word: "名册" }, { word: "申请加入" }],
  "S4 实施方案": [
    { post: "task_card", duty: "OB1" },
    { post: "task_card", duty: "OB2" },
    { act: "task.return" },
  ],
  "S9 问题清单和台账": [{ word: "登记隐患" }],
  "S10 整改销号": [{ act: "hazard.request" }, { act: "hazard.pass" }, { act: "hazard.return" }],
  "S13 重大事故隐患": [{ act: "hazard.closeout" }],
  "S14 落实到岗位、明确到人员": [{ act: "handover.take" }, { act: "task.handon" }, { word: "请假" }],
  "S21 信息报送": [
    ...["OB1", "OB2", "OB3", "OB4", "OB5"].map((duty): Way => ({ post: "reminder", duty })),
    { act: "task.handin" },
  ],
  "S23 定期通报": [
    { post: "bulletin" },
    { word: "通报" },
    { act: "bulletin.submit" },
    { act: "bulletin.approve" },
  ],
  "S29 全面总结": [{ post: "task_card", duty: "OB5" }],
  "S33 失职追责": [{ act: "task.proof" }, { act: "hazard.proof" }, { act: "proof.export" }],
};

/** Every act that stands on some card. */
const drawn = new Set(
  Object.values(everyCard()).flatMap((card) =>
    [...parts(card)].flatMap(
      ({ part }) => /"act":"([^"]+)"/.exec(JSON.stringify(part["behaviors"] ?? ""))?.[1] ?? [],
    ),
  ),
);

function isSent({ post, duty }: { post: Push["kind"]; duty?: string }): boolean {
  const campaign = readCampaigns("config/campaigns")[0]!;
  const calendar = openCalendar(readHolidays("config/holidays.yaml"));
  const [from, to] = [new Date("2020-12-01T00:00:00+08:00"), new Date("2022-07-01T00:00:00+08:00")];
  const pushes = due(campaign, calendar, dutyItems(campaign, calendar), from, to);
  return pushes.some((push) => push.kind === post && (duty === undefined || push.duty === duty));
}

describe("33 mechanisms above each reachable by a card, command or scheduled post", () => {
  for (const [name, ways] of Object.entries(WAYS))
    it(`${name}: reachable`, async () => {
      for (const way of ways) {
        if ("post" in way) expect(isSent(way), `${way.post} ${way.duty ?? ""}`).to.equal(true);
        if ("act" in way) {
          expect([...drawn], "stands on a card").to.include(way.act);
          expect(REPLIES, "is answered").to.have.property(way.act);
        }
      }
      const words = ways.flatMap((way) => ("word" in way ? [way.word] : []));
      if (words.length === 0) return;
      expect(COMMANDS).to.include.keys(words);
      await using house = await openHouse();
      await house.settle();
      const clerk = who("clerk_1");
      for (const word of words) {
        const before = house.chat.cardsOf(clerk).length;
        await house.chat.say(clerk, word);
        await house.drain();
        const said = house.chat
          .cardsOf(clerk)
          .slice(before)
          .map(({ content }) => wordsOf(content));
        expect(said, word).to.have.lengthOf(1);
        expect(said[0], word).to.not.include("尚未开通");
      }
    });
});
