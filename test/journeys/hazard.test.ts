import { expect } from "chai";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { GROUP, onEachStore, who, type House } from "../house.ts";
import { PHOTO } from "./photo.ts";

const liaison = who("jyj_liaison");
const inspector = who("jyj_inspector_1");
const clerk = who("clerk_1");

const found = {
  enterprise: "甲中学",
  site: "化学准备室",
  description: "酒精与高锰酸钾同柜存放",
  focusPoint: "F3",
  category: "储存",
  unit: "jyj",
};

async function register(house: House, by: string, more: Record<string, string> = {}) {
  await house.chat.say(by, "登记隐患");
  await house.drain();
  const answer = await house.chat.press(by, "提交登记", { ...found, ...more });
  await house.drain();
  return answer;
}

describe("a hazard, from 登记 to 销号", () => {
  onEachStore((open) => {
    it("is registered by its own unit, photographed, rectified, verified by somebody else, and stands in the digest", async () => {
      await using house = await open();
      const { chat } = house;
      await house.walkTo("2021-06-18T09:00:00+08:00");
      const three = { person: "甲中学安全员1", dueOn: "2021-06-25", measure: "分柜上锁存放" };
      const registered = await register(house, liaison, three);
      expect(registered.toast?.content).to.equal("已登记隐患0001，进入整改");
      const card = chat.cardsOf(liaison).at(-1);
      expect(wordsOf(card?.content)).to.include("整改中");

      await chat.send(liaison, "整改前.png", PHOTO, card?.messageId ?? null);
      await house.drain();
      await chat.pressOn(liaison, card!, "申请销号");
      const early = await chat.press(liaison, "申请销号", { done: "已分柜上锁", finishedOn: "2021-06-18" });
      expect(early.toast?.content).to.equal("还缺：整改后照片");
      expect(JSON.stringify(early.card)).to.include("已分柜上锁");

      await chat.send(liaison, "整改后.png", PHOTO, card?.messageId ?? null);
      await house.drain();
      const asked = await chat.press(liaison, "申请销号", { done: "已分柜上锁", finishedOn: "2021-06-18" });
      expect(asked.toast?.content).to.equal("已申请销号，已通知对方");
      await house.drain();

      const passed = await chat.press(inspector, "复查通过", { companions: [who("jyj_inspector_2")] });
      expect(passed.toast?.content).to.equal("复查通过，隐患0001已销号");
      await house.drain();
      expect(
        wordsOf(
          chat.cardsOf(liaison).findLast(({ content }) => wordsOf(content).includes("甲中学"))?.content,
        ),
      ).to.include("已销号");

      await house.walkTo("2021-06-18T18:00:00+08:00");
      const digest = house.sandbox.state.messagesIn(GROUP).at(-1);
      expect(wordsOf(digest?.content)).to.include("6月18日（周五）日报");
      const list = await chat.choose(clerk, "今日销号（1条）", house.sandbox.state.messagesIn(GROUP));
      expect(list.toast?.content).to.equal("“今日销号”已私发给您");
      await house.drain();
      expect(wordsOf(chat.cardsOf(clerk).at(-1)?.content)).to.include("隐患0001 甲中学");
    });

    it("goes to the office when it belongs to another unit: assigned, signed for, returned once, then struck off", async () => {
      await using house = await open();
      const { chat } = house;
      await house.walkTo("2021-06-18T09:00:00+08:00");
      const registered = await register(house, who("jiazhen_liaison"));
      expect(registered.toast?.content).to.equal("已登记隐患0001，等待办公室交办");
      await chat.openRow(clerk, "交办：隐患0001");
      await house.drain();
      const assigned = await chat.press(clerk, "交办", {
        person: "甲中学安全员1",
        dueOn: "2021-06-30",
        measure: "分柜上锁存放",
      });
      expect(assigned.toast?.content).to.equal("已交办区教育局，已通知对方");
      await house.drain();
      const hazard = () =>
        chat.cardsOf(liaison).findLast(({ content }) => wordsOf(content).includes("甲中学隐患"))!;
      expect((await chat.pressOn(liaison, hazard(), "签收")).toast?.content).to.equal(
        "已签收，6月30日前整改",
      );
      await house.drain();
      await chat.send(liaison, "整改前.png", PHOTO, hazard().messageId);
      await house.drain();
      await chat.send(liaison, "整改后.png", PHOTO, hazard().messageId);
      await house.drain();
      await chat.pressOn(liaison, hazard(), "申请销号");
      await chat.press(liaison, "申请销号", { done: "已分柜" });
      await house.drain();

      const own = await chat.say(liaison, "隐患 1");
      expect(own.messageId).to.be.a("string");
      const bare = await chat.press(inspector, "退回整改", { companions: [who("jyj_inspector_2")] });
      expect(bare.toast?.content).to.equal("退回要写复查意见：逐条写还差什么");
      const failed = await chat.press(inspector, "退回整改", {
        companions: [who("jyj_inspector_2")],
        remark: "没有双人双锁",
      });
      expect(failed.toast?.content).to.equal("已退回整改，已通知对方");
      await house.drain();
      expect(wordsOf(hazard().content)).to.include("没有双人双锁");
    });
  });
});
