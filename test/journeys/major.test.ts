import { expect } from "chai";
import { buttonsOf, findButton, wordsOf } from "../../src/sandbox/driver.ts";
import { onEachStore, who, type House } from "../house.ts";
import { PHOTO } from "./photo.ts";
import { ask, does, given, kept, onFriday, reads } from "./hazards.ts";

const liaison = who("jyj_liaison");
const lead = who("jyj_lead");
const inspector = who("jyj_inspector_1");
const clerk = who("clerk_1");
const other = who("clerk_2");
const convener = who("convener_1");

const SIX = {
  goal_task: "三个月内分库储存",
  method_measure: "建专用储存间",
  funds_materials: "12万元，通风柜2套",
  body_people: "总务处，安全员1",
  time_limit: "7月前通风，9月前建成",
  safety_emergency: "双人双锁，每日巡查",
};

/** Photos of before and after, in answer to the newest card. */
async function photographed(house: House): Promise<void> {
  const card = await ask(house, liaison);
  for (const name of ["整改前.png", "整改后.png"]) {
    await house.chat.send(liaison, name, PHOTO, card.messageId);
    await house.drain();
  }
}

/** Opens an answer that stands under 更多, and says no. */
async function declines(
  house: House,
  person: string,
  [opens, label]: readonly [string, string],
  typed = {},
): Promise<string> {
  const card = await ask(house, person);
  if (!findButton(card.content, label)) await house.chat.choose(person, opens, [card]);
  const answer = await house.chat.pressOn(person, card, label, typed);
  await house.drain();
  return answer.toast?.content ?? "";
}

const NOT_LISTED = ["挂牌督办", "不予挂牌"] as const;
const NOT_CLOSED = ["登记关闭取缔", "不予关闭取缔"] as const;

describe("a major hazard", () => {
  onEachStore((start) => {
    it("§3: what a unit takes on itself and suspects to be major stands before the office at once, and rings it", async () => {
      await using house = await onFriday(start);
      const before = house.chat.cardsOf(clerk).length;
      await house.chat.say(liaison, "登记隐患");
      await house.drain();
      await house.chat.press(liaison, "提交登记", {
        enterprise: "甲中学",
        site: "化学准备室",
        description: "储存量超过设计",
        focusPoint: "F3",
        category: "储存",
        unit: "jyj",
        grade: "major_pending",
        person: "甲中学安全员1",
        dueOn: "2021-07-09",
        measure: "分库储存",
      });
      await house.drain();
      expect((await kept(house)).state).to.equal("rectifying");
      const rung = house.chat.cardsOf(clerk).slice(before);
      expect(rung.map(({ content }) => wordsOf(content)).join("\n")).to.include("定级：隐患0001 甲中学");
    });

    it("§3: what the finder calls major runs as such until the office confirms it by an item of the list, lowers it with a reason, or names another clause", async () => {
      await using house = await onFriday(start);
      await given(house, inspector, { state: "rectifying", grade: "major_pending" });
      await house.chat.say(clerk, "待办");
      await house.drain();
      await house.chat.openRow(clerk, "定级：隐患0001");
      await house.drain();
      expect(await does(house, clerk, "核定级别", { grade: "general" })).to.equal("降为一般要写原因");
      expect(await does(house, clerk, "核定级别", { grade: "major", item: "chem-2017:1" })).to.equal(
        "已核定为重大，已通知对方",
      );
      expect(await kept(house)).to.include({ grade: "major", rulePack: "chem-2017" });
      expect(await reads(house, liaison)).to.include("2017化工第1项");
    });

    it("H5: the unit hands in the six items, its lead approves, never who handed them in", async () => {
      await using house = await onFriday(start);
      await given(house, inspector, { state: "rectifying", grade: "major" });
      expect(await does(house, liaison, "报送方案", SIX)).to.equal("已报送方案，已通知对方");
      expect(await reads(house, lead)).to.include("三个月内分库储存");
      expect(buttonsOf((await ask(house, liaison)).content)).to.not.include("批准方案");
      expect(await does(house, lead, "退改方案", { reason: "时限要具体" })).to.equal(
        "已退改方案，已通知对方",
      );
      expect(await reads(house, liaison)).to.include("退改：时限要具体");
      await does(house, liaison, "报送方案");
      expect(await does(house, lead, "批准方案")).to.equal("已批准方案，已通知对方");
      expect(await kept(house)).to.include({ funds: SIX.funds_materials, measure: SIX.method_measure });
    });

    it("L1–L3, U1–U2, H7–H9: is listed by a convener's hand, stopped, rectified, verified by others, lifted, resumed, and only then struck off by the office", async () => {
      await using house = await onFriday(start);
      await given(house, inspector, { state: "rectifying", grade: "major" });
      await does(house, liaison, "报送方案", SIX);
      await does(house, lead, "批准方案");
      const proposal = { reason: "通风失效", supervisor: "办公室经办1", dueOn: "2021-12-31" };
      expect(await does(house, liaison, "提请挂牌督办", proposal)).to.equal("已提请挂牌督办");
      expect(await does(house, clerk, "挂牌督办", { number: "督1号" })).to.include("会议纪要");
      expect(await does(house, convener, "挂牌督办", { number: "督1号" })).to.equal("已挂牌督办，已通知对方");
      expect(await does(house, clerk, "登记公布")).to.equal("已登记公布");
      const order = { scope: "full", number: "停1号", reason: "通风失效" };
      expect(await does(house, inspector, "责令停产停用", order)).to.equal("已责令全部停产停业，已通知对方");
      expect(await does(house, clerk, "作废", { reason: "误报" })).to.include("先摘牌");

      await photographed(house);
      const done = { done: "储存间已建成", finishedOn: "2021-06-18" };
      expect(await does(house, liaison, "申请销号", done)).to.equal("还缺：评估");
      const made = { assessor: "技术组", conclusion: "达到要求", assessedOn: "2021-06-18" };
      expect(await does(house, liaison, "登记评估", made)).to.equal("已登记评估");
      await does(house, liaison, "申请复产", { done: "通风已换" });
      expect(await does(house, liaison, "申请销号", done)).to.equal("已申请销号，已通知对方");
      const team = { companions: [who("jyj_inspector_2")] };
      expect(await does(house, inspector, "复查通过", team)).to.equal("隐患0001复查通过，等待销号确认");
      expect(buttonsOf((await ask(house, other)).content)).to.not.include("销号确认");
      expect(await does(house, clerk, "同意复产")).to.include("已同意复产");
      expect(await does(house, convener, "摘牌")).to.include("已摘牌");
      expect(await does(house, other, "销号确认")).to.equal("隐患0001已销号");
      expect(await reads(house, liaison)).to.include("已摘牌督1号");
    });

    it("L2, H14: is not listed, or not closed down, with a reason that its unit is told; either may be asked again", async () => {
      await using house = await onFriday(start);
      await given(house, inspector, { state: "rectifying", grade: "major" });
      const listing = { reason: "逾期未改", level: "区级", supervisor: "应急管理局", dueOn: "2021-09-30" };
      expect(await does(house, lead, "提请挂牌督办", listing)).to.equal("已提请挂牌督办");
      expect(await declines(house, clerk, NOT_LISTED)).to.equal("不予挂牌要写原因");
      expect(await declines(house, convener, NOT_LISTED, { reason: "已停用，按期整改即可" })).to.equal(
        "已答复不予挂牌，已通知对方",
      );
      expect((await kept(house)).listing).to.equal(null);
      expect(await reads(house, liaison)).to.include("已停用，按期整改即可");
      expect(await does(house, lead, "提请挂牌督办", listing)).to.equal("已提请挂牌督办");

      expect(await does(house, lead, "提请关闭取缔", { reason: "场地无法改造" })).to.equal("已提请关闭取缔");
      expect(await declines(house, clerk, NOT_LISTED, { reason: "先议关闭" })).to.include("已答复不予挂牌");
      expect(await declines(house, clerk, NOT_CLOSED, { reason: "可另选库房" })).to.match(
        /^已答复不予关闭取缔，.*通知对方$/,
      );
      expect(await kept(house)).to.deep.include({ state: "rectifying", closeDown: null });
    });

    it("H10: that passed and does not hold goes back point by point before the office strikes it off", async () => {
      await using house = await onFriday(start);
      await given(house, inspector, {
        state: "verifying",
        grade: "major",
        verifiedBy: inspector,
        finishedOn: "2021-06-17",
      });
      const points = { companions: [who("jyj_inspector_2")], remark: "1. 隔板未装\n2. 台账缺3种" };
      expect(await does(house, other, "退回整改", points)).to.include("已退回整改");
      expect(await kept(house)).to.deep.include({
        state: "rectifying",
        timesReturned: 1,
        returnPoints: ["隔板未装", "台账缺3种"],
      });
      expect(await reads(house, liaison)).to.include("第1次退回");
    });

    it("H14: that cannot be rectified is closed down by the government's decision, and is not among the rectified", async () => {
      await using house = await onFriday(start);
      await given(house, inspector, { state: "rectifying", grade: "major" });
      expect(await does(house, liaison, "提请关闭取缔", { reason: "距离不足，无法整改" })).to.equal(
        "已提请关闭取缔",
      );
      const decision = { minute: "纪要5号", decision: "政关1号", proof: "断水断电，设备清空" };
      expect(await does(house, clerk, "登记关闭取缔", decision)).to.equal("已登记关闭取缔，已通知对方");
      expect(await kept(house)).to.include({ state: "shut_down", closedAt: null });
      expect(wordsOf((await ask(house, liaison)).content)).to.include("本条隐患关闭取缔");
    });
  });
});
