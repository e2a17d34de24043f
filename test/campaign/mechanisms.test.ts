import { expect } from "chai";
import { REPLIES } from "../../src/bot/replies.ts";
import { openCalendar } from "../../src/campaign/calendar.ts";
import { due, dutyItems, type Push } from "../../src/campaign/plan.ts";
import { readCampaigns, readHolidays } from "../../src/campaign/read.ts";
import { parts, wordsOf } from "../../src/sandbox/driver.ts";
import { everyCard } from "../cards/views.ts";
import { GROUP, openHouse, who, type House } from "../house.ts";
import { does, given, kept, reads } from "../journeys/hazards.ts";

/** How people come to a mechanism of the plan: a word they type, a button on a card, what is sent by itself, or what is played. */
type Way =
  | { word: string }
  | { act: string }
  | { post: Push["kind"]; duty?: string }
  | { play: (house: House) => Promise<void> };

const liaison = who("jyj_liaison");
const inspector = who("jyj_inspector_1");
const clerk = who("clerk_1");

/** Where a hazard was heard of is said when it is registered, and kept. */
const heardOf =
  (...sources: string[]) =>
  async (house: House) => {
    for (const [at, source] of sources.entries()) {
      await house.chat.say(liaison, "登记隐患");
      await house.drain();
      await house.chat.press(liaison, "提交登记", {
        enterprise: `甲中学分校${at}`,
        site: "化学准备室",
        description: "试剂未分类存放",
        focusPoint: "F3",
        category: "储存",
        unit: "jyj",
        source,
      });
      await house.drain();
      expect(await kept(house, at + 1)).to.include({ source, leadUnit: "jyj" });
    }
  };

/** A hazard goes from its unit to the body that enforces, whose penalty stands on its card and closes nothing. */
async function penalty(house: House) {
  await given(house, inspector, { state: "rectifying" });
  await does(house, liaison, "移送执法", { body: "gaj", facts: "易制爆化学品未登记流向" });
  await does(house, who("gaj_liaison"), "受理移送");
  const fine = { kind: "罚款", number: "公罚1号", amount: "30000" };
  expect(await does(house, who("gaj_liaison"), "登记处罚", fine)).to.include("已登记处罚");
  expect(await reads(house, liaison)).to.include("罚款，公罚1号，30000元");
  expect(await kept(house)).to.include({ state: "rectifying" });
}

/** What cannot be put right ends by the government's decision and is never struck off. */
async function closeDown(house: House) {
  await given(house, inspector, { state: "rectifying", grade: "major" });
  await does(house, liaison, "提请关闭取缔", { reason: "距离不足，无法整改" });
  const decision = { minute: "纪要5号", decision: "政关1号", proof: "断水断电，设备清空" };
  expect(await does(house, clerk, "登记关闭取缔", decision)).to.include("已登记关闭取缔");
  expect(await kept(house)).to.include({ state: "shut_down", closedAt: null });
}

/** The office grades it, a convener lists it, and the group reads of it by its number until it is lifted. */
async function listed(house: House) {
  await given(house, inspector, { state: "rectifying", grade: "major_pending" });
  await does(house, clerk, "核定级别", { grade: "major", item: "chem-2017:1" });
  const asked = { reason: "超量储存", level: "区级", supervisor: "区应急管理局", dueOn: "2021-12-31" };
  expect(await does(house, clerk, "提请挂牌督办", asked)).to.include("已提请挂牌督办");
  expect(await does(house, who("convener_1"), "挂牌督办", { number: "督1号" })).to.include("已挂牌督办");
  expect(await reads(house, liaison)).to.include("督1号");
  await house.walkTo("2021-06-18T18:30:00+08:00");
  const [digest] = house.sandbox.state.messagesIn(GROUP).slice(-1);
  expect(wordsOf(digest!.content)).to.include("督1号");
}

/** The plan's mechanisms by their number (PLAN-FACTS §8) that are built. */
const WAYS: Record<string, Way[]> = {
  "S1 联席会议": [{ post: "digest" }, { word: "日报" }],
  "S2 办公室": [{ word: "待办" }],
  "S3 各单位工作机制": [{ word: "名册" }, { word: "申请加入" }],
  "S4 实施方案": [
    { post: "task_card", duty: "OB1" },
    { post: "task_card", duty: "OB2" },
    { act: "task.return" },
  ],
  "S6 自查、线索、举报三条渠道": [{ play: heardOf("自查", "线索", "举报") }],
  "S9 问题清单和台账": [{ word: "登记隐患" }, { word: "台账" }],
  "S10 整改销号": [
    { act: "hazard.request" },
    { act: "hazard.pass" },
    { act: "hazard.return" },
    { word: "回头看" },
  ],
  "S11 行政处罚": [{ play: penalty }],
  "S12 关闭取缔": [{ play: closeDown }],
  "S13 重大事故隐患": [{ act: "hazard.closeout" }, { word: "统计" }, { play: listed }],
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
  "S24 年度考核": [
    { word: "考核" },
    { act: "score.publish" },
    { act: "score.object" },
    { act: "score.accept" },
    { act: "score.freeze" },
  ],
  "S27 媒体监督": [{ play: heardOf("媒体") }],
  "S29 全面总结": [{ post: "task_card", duty: "OB5" }],
  "S33 失职追责": [{ act: "task.proof" }, { act: "hazard.proof" }, { act: "proof.export" }],
};

/** Those that nothing shows yet, each with the word that will lead to it, where one is kept for it. */
const NOT_YET: Record<string, string | null> = {
  "S5 底数摸排": "底数",
  "S7 自查自改": "底数",
  "S8 风险档案": "底数",
  "S15 联合督查组": "检查",
  "S16 督查指导": "检查",
  "S17 部门联动检查": "检查",
  "S18 随机抽查": "检查",
  "S19 书面请示": "请示",
  "S20 与其他专项整治结合": null,
  "S22 督查": "检查",
  "S25 宣传": null,
  "S26 举报奖励": "举报",
  "S28 经验做法": "经验",
  "S30 联合惩戒": null,
  "S31 应急演练": "底数",
  "S32 许可证": "底数",
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

/** What a word brings, each time it is said. */
async function broughtBy(house: House, person: string, word: string): Promise<string[]> {
  const before = house.chat.cardsOf(person).length;
  await house.chat.say(person, word);
  await house.drain();
  return house.chat
    .cardsOf(person)
    .slice(before)
    .map(({ content }) => wordsOf(content));
}

describe("33 mechanisms above each reachable by a card, command or scheduled post", () => {
  it("are 33, and each is either shown here or named as not built", () => {
    const numbers = [...Object.keys(WAYS), ...Object.keys(NOT_YET)].map((name) => Number(/\d+/.exec(name)));
    expect(numbers.toSorted((one, other) => one - other)).to.deep.equal(
      Array.from({ length: 33 }, (_each, at) => at + 1),
    );
  });

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
      const plays = ways.flatMap((way) => ("play" in way ? [way.play] : []));
      if (words.length + plays.length === 0) return;
      await using house = await openHouse();
      await house.settle();
      for (const word of words) {
        const said = await broughtBy(house, clerk, word);
        expect(said, word).to.not.have.lengthOf(0);
        expect(said.join("\n"), word).to.not.include("尚未开通");
      }
      if (plays.length > 0) await house.walkTo("2021-06-18T09:00:00+08:00");
      for (const play of plays) await play(house);
    });

  it("that are not built are not promised: their words say so, and what can be done instead", async () => {
    await using house = await openHouse();
    await house.settle();
    const words = new Set(Object.values(NOT_YET).filter((word) => word !== null));
    for (const word of words)
      expect((await broughtBy(house, clerk, word)).join("\n"), word).to.include("尚未开通，发“帮助”");
    const [help = ""] = await broughtBy(house, clerk, "帮助");
    for (const word of words) expect(help.split(/[^\p{L}]+/u), word).to.not.include(word);
  });
});
