import { expect } from "chai";
import { buttonsOf } from "../../src/sandbox/driver.ts";
import { HazardTable } from "../../src/hazards/table.ts";
import { onEachStore, who, type House } from "../house.ts";
import { ask, does, given, kept, onFriday, reads } from "./hazards.ts";
import { PHOTO } from "./photo.ts";

const liaison = who("jyj_liaison");
const lead = who("jyj_lead");
const inspector = who("jyj_inspector_1");
const second = who("jyj_inspector_2");
const clerk = who("clerk_1");
const health = who("wjj_liaison");

const FOUND = {
  enterprise: "甲中学",
  site: "化学准备室",
  description: "酒精与高锰酸钾同柜存放",
  focusPoint: "F3",
  category: "储存",
  unit: "jyj",
};
const THREE = { person: "甲中学安全员1", dueOn: "2021-06-30", measure: "分柜上锁存放" };

const photographed = async (house: House, by: string): Promise<void> => {
  await house.chat.send(by, "照片.png", PHOTO, (await ask(house, by)).messageId);
  await house.drain();
};

const registered = async (house: House, by: string, typed: Record<string, unknown>): Promise<string> => {
  await house.chat.say(by, "登记隐患");
  await house.drain();
  const answer = await house.chat.press(by, "提交登记", typed);
  await house.drain();
  return answer.toast?.content ?? "";
};

describe("each step of a hazard's life (RULES §4)", () => {
  onEachStore((start) => {
    it("H1: is registered by whoever found it, with enterprise, place, description, source and day, and takes a photo before or after", async () => {
      await using house = await onFriday(start);
      expect(await registered(house, health, { ...FOUND, site: "" })).to.equal("请填场所部位");
      expect(await registered(house, health, FOUND)).to.equal("已登记隐患0001，等待办公室交办");
      expect(await kept(house)).to.include({
        state: "registered",
        number: 1,
        foundOn: "2021-06-18",
        source: "检查",
      });
      await photographed(house, health);
      expect(await reads(house, health)).to.include("整改前照片1件");
    });

    it("H2: leaves 登记 only with one lead unit, a responsible person, a deadline that is not past and a measure", async () => {
      await using house = await onFriday(start);
      await given(house, health, {
        person: "",
        measure: "",
        dueOn: null,
        firstDueOn: null,
        assignedOn: null,
      });
      const blank = await does(house, clerk, "交办", { ...THREE, person: "　" });
      expect(blank).to.equal("请填责任人");
      expect(await does(house, clerk, "交办", { ...THREE, dueOn: "2021-06-17" })).to.include("不能早于今天");
      expect((await kept(house)).state).to.equal("registered");
      expect(await does(house, clerk, "交办", { ...THREE, unit: "jyj" })).to.equal(
        "已交办区教育局，已通知对方",
      );
      expect(await kept(house)).to.include({
        state: "assigned",
        leadUnit: "jyj",
        ...THREE,
        assignedOn: "2021-06-18",
      });
    });

    it("H3: is signed for by the lead unit alone; that opens the rectification", async () => {
      await using house = await onFriday(start);
      await given(house, health, { state: "assigned" });
      expect(buttonsOf((await ask(house, health)).content)).not.to.include("签收");
      expect(await does(house, liaison, "签收")).to.equal("已签收，7月9日前整改");
      expect((await kept(house)).state).to.equal("rectifying");
    });

    it("H4: goes back with a reason and the unit it belongs to; after the second time the office rules, and there is no third", async () => {
      await using house = await onFriday(start);
      await given(house, health, { state: "assigned" });
      const back = "退回（非本单位职责）";
      const why = { reason: "不归本单位监管", rightUnit: "wjj" };
      for (const _ of [1, 2]) {
        expect(await does(house, liaison, back, why)).to.equal("已退回，由办公室重新交办");
        expect(await kept(house)).to.include({ state: "registered" });
        await does(house, clerk, "交办", { ...THREE, unit: "jyj" });
      }
      expect(await does(house, liaison, back, why)).to.equal("已退回过两次，办公室已裁定，请签收办理");
      expect(await kept(house)).to.include({ state: "assigned", timesRefused: 2 });
    });

    it("H6: progress is words and a day; of a major hazard each comes with a photo or file that is new", async () => {
      await using house = await onFriday(start);
      await given(house, inspector, { state: "rectifying", grade: "major" });
      const said = { progress: "防爆柜已到货", measure: "分柜上锁", person: "甲中学安全员1" };
      const wanted = "重大隐患每次写进展都要有照片或材料：先回复卡片发来，再写进展";
      expect(await does(house, liaison, "更新整改", said)).to.equal(wanted);
      await photographed(house, liaison);
      await photographed(house, liaison);
      expect(await does(house, liaison, "更新整改", said)).to.equal("已更新整改");
      expect(await reads(house, liaison)).to.include("防爆柜已到货");
      expect(await does(house, liaison, "更新整改", { ...said, progress: "已安装" })).to.equal(wanted);
      await given(house, inspector, { number: 2, state: "rectifying" });
      expect(await does(house, liaison, "更新整改", said, 2)).to.equal("已更新整改");
    });

    it("H7–H9: goes up for verification with a photo of after, is verified by a named team of two who did not handle it, and is struck off", async () => {
      await using house = await onFriday(start);
      await given(house, inspector, { state: "rectifying" });
      expect(await does(house, liaison, "申请销号", { done: "已分柜" })).to.include("整改后");
      await photographed(house, liaison);
      await photographed(house, liaison);
      expect(await does(house, liaison, "申请销号", { done: "已分柜", finishedOn: "2021-06-19" })).to.include(
        "不能晚于今天",
      );
      expect(await does(house, liaison, "申请销号", { done: "已分柜" })).to.include("已申请销号");
      expect(await does(house, inspector, "复查通过", { companions: [second] })).to.include("已销号");
      const { state, closedBy, number } = await kept(house);
      expect({ state, number }).to.deep.equal({ state: "closed", number: 1 });
      expect(closedBy).to.be.a("string");
    });

    it("H10: comes back with what is missing and at most half of the first span; the second time the office and the unit's lead are told", async () => {
      await using house = await onFriday(start);
      const request = {
        state: "verify_requested",
        requestedAt: new Date("2021-06-18T00:30:00Z"),
        finishedOn: "2021-06-17",
      } as const;
      await given(house, inspector, { ...request, timesReturned: 1 });
      const told = (by: string) => house.chat.cardsOf(by).length;
      const before = [told(clerk), told(lead)];
      const missing = { companions: [second], remark: "没有双人双锁" };
      expect(await does(house, inspector, "退回整改", missing)).to.equal("已退回整改，已通知对方");
      const { state, timesReturned, dueOn } = await kept(house);
      expect({ state, timesReturned }).to.deep.equal({ state: "rectifying", timesReturned: 2 });
      // The first span was 9 June to 9 July, thirty days: fifteen from today end on a Saturday.
      expect(dueOn).to.equal("2021-07-02");
      expect(told(clerk)).to.be.above(before[0]!);
      expect(told(lead)).to.be.above(before[1]!);
    });

    it("H11: its request is taken back by its own unit, before the verification has begun", async () => {
      await using house = await onFriday(start);
      await given(house, inspector, {
        state: "verify_requested",
        requestedAt: new Date("2021-06-18T00:30:00Z"),
        finishedOn: "2021-06-17",
      });
      expect(buttonsOf((await ask(house, health)).content)).not.to.include("撤回申请");
      expect(await does(house, liaison, "撤回申请")).to.include("已撤回");
      expect((await kept(house)).state).to.equal("rectifying");
    });

    it("X2: how often it was extended is counted again when it is granted: twice for a major hazard, once after its grade was lowered", async () => {
      await using house = await onFriday(start);
      const due = { dueOn: "2021-07-30", firstDueOn: "2021-07-20", assignedOn: "2021-06-09" };
      await given(house, inspector, { state: "rectifying", grade: "major", timesExtended: 1, ...due });
      const asking = { cause: "设备未到", done: "已定货", protection: "停用该柜", until: "2021-08-20" };
      expect(await does(house, liaison, "申请延期", asking)).to.include("已申请延期");
      await house.app.db.getRepository(HazardTable).update({ number: 1 }, { grade: "general" });
      expect(await does(house, lead, "同意延期")).to.include("最多延期1次，已延过1次");
      expect(await kept(house)).to.include({ dueOn: "2021-07-30", timesExtended: 1 });
      await house.app.db.getRepository(HazardTable).update({ number: 1 }, { grade: "major" });
      expect(await does(house, clerk, "同意延期")).to.include("已同意延期");
      expect(await kept(house)).to.include({ dueOn: "2021-08-20", timesExtended: 2 });
    });
  });
});

describe("separation of duties (RULES §2.2)", () => {
  onEachStore((start) => {
    const requested = {
      state: "verify_requested",
      requestedAt: new Date("2021-06-18T00:30:00Z"),
      finishedOn: "2021-06-17",
    } as const;

    it("1: who asked for the re-check, or is the responsible person, is not on it, also not as a companion", async () => {
      await using house = await onFriday(start);
      await given(house, inspector, { ...requested, person: "教育局检查人员2" });
      expect(await does(house, inspector, "复查通过", { companions: [second] })).to.include(
        "教育局检查人员2",
      );
      expect((await kept(house)).state).to.equal("verify_requested");
    });

    it("2: a verification on site names at least two people", async () => {
      await using house = await onFriday(start);
      await given(house, inspector, requested);
      expect(await does(house, inspector, "复查通过", { companions: [inspector] })).to.include(
        "请换一名同行人",
      );
      await does(house, inspector, "复查通过", { companions: [] }).catch((error: unknown) =>
        expect(String(error)).to.include("companions"),
      );
      expect((await kept(house)).state).to.equal("verify_requested");
      expect(await does(house, inspector, "复查通过", { companions: [second] })).to.include("已销号");
    });

    it("3: what the director's own department owes is decided by another member of the office", async () => {
      await using house = await onFriday(start);
      const director = who("yjj_lead");
      await given(house, who("yjj_liaison"), {
        leadUnit: "yjj",
        state: "verifying",
        grade: "major",
        finishedOn: "2021-06-17",
        verifiedOn: "2021-06-17",
      });
      expect(buttonsOf((await ask(house, director)).content)).not.to.include("销号确认");
      expect(buttonsOf((await ask(house, clerk)).content)).to.include("销号确认");
    });

    it("5: who asks for more time cannot grant it; a major hazard's is decided one level up, by the office", async () => {
      await using house = await onFriday(start);
      await given(house, inspector, {
        state: "rectifying",
        grade: "major",
        dueOn: "2021-07-30",
        firstDueOn: "2021-07-30",
      });
      const asking = { cause: "设备未到", done: "已定货", protection: "停用该柜", until: "2021-08-20" };
      expect(await does(house, lead, "申请延期", asking)).to.include("已申请延期");
      expect(buttonsOf((await ask(house, lead)).content)).not.to.include("同意延期");
      expect(await does(house, clerk, "同意延期")).to.include("已同意延期");
      expect((await kept(house)).dueOn).to.equal("2021-08-20");
    });
  });
});
