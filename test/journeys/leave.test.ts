import { expect } from "chai";
import { buttonsOf, wordsOf } from "../../src/sandbox/driver.ts";
import { onEachStore, who, type House } from "../house.ts";

const liaison = who("jyj_liaison");
const lead = who("jyj_lead");
const inspector = who("jyj_inspector_1");
const clerk = who("clerk_1");

const last = ({ chat }: House, person: string) => chat.cardsOf(person).at(-1);
const words = (house: House, person: string) => wordsOf(last(house, person)?.content);
const pushes = ({ chat }: House, person: string) => chat.cardsOf(person).length;

async function say(house: House, person: string, text: string) {
  await house.chat.say(person, text);
  await house.drain();
}

async function press(house: House, person: string, label: string, form: Record<string, string> = {}) {
  const { toast } = await house.chat.press(person, label, form);
  await house.drain();
  return toast?.content;
}

/** The office gives a hazard to 区教育局. */
async function assign(house: House, enterprise: string) {
  await say(house, clerk, "登记隐患");
  const found = {
    enterprise,
    site: "库房",
    description: "混放",
    focusPoint: "F3",
    category: "储存",
    unit: "jyj",
  };
  await press(house, clerk, "提交登记", found);
  await say(house, clerk, "待办");
  await house.chat.openRow(clerk, "交办");
  await house.drain();
  return press(house, clerk, "交办", { person: "安全员1", dueOn: "2021-07-16", measure: "分库" });
}

describe("leave with cover", () => {
  onEachStore((open) => {
    it("is typed, shown back and agreed with one tap; whoever covers gets the cards and may act, until it ends by itself", async () => {
      await using house = await open({ at: "2021-06-21T08:30:00+08:00" });
      await house.walkTo("2021-06-21T09:00:00+08:00");
      await say(house, liaison, "请假 6月22日，由教育局检查人员1代");
      expect(words(house, liaison)).to.include("请假登记").and.include("教育局联络员 · 区教育局");
      expect(await press(house, liaison, "确认请假")).to.equal("已登记，教育局检查人员1代办，已通知对方");
      expect(words(house, liaison)).to.include("已请假").and.include("6月22日");
      expect(words(house, inspector)).to.include("将要代办").and.include("报送第一次工作进展情况");

      await house.chat.openRow(inspector, "报送第一次工作进展情况");
      await house.drain();
      expect(buttonsOf(last(house, inspector)?.content), "not yet").to.not.include("签收");

      await house.walkTo("2021-06-22T09:00:00+08:00");
      expect(wordsOf(house.chat.cardsOf(inspector).map(({ content }) => content))).to.include("正在代办");
      const quiet = pushes(house, liaison);
      const heard = pushes(house, inspector);
      expect(await assign(house, "甲中学")).to.equal("已交办区教育局，已通知对方");
      expect(pushes(house, liaison), "the absent one is not pushed").to.equal(quiet);
      expect(pushes(house, inspector), "one card, though in two seats").to.equal(heard + 1);
      expect(await press(house, inspector, "签收")).to.equal("已签收，7月16日前整改");
      await say(house, inspector, "我的任务");
      await house.chat.openRow(inspector, "报送第一次工作进展情况");
      await house.drain();
      expect(await press(house, inspector, "签收"), "what only the seat may do").to.equal(
        "已签收，6月25日前报送",
      );

      await say(house, liaison, "我的任务");
      expect(words(house, liaison), "cards stay readable").to.include("报送第一次工作进展情况");

      await house.walkTo("2021-06-23T09:00:00+08:00");
      const back = pushes(house, liaison);
      await assign(house, "乙中学");
      expect(pushes(house, liaison)).to.equal(back + 1);
      const refused = await house.chat.press(inspector, "提交进展", { percent: "10", text: "已排查" });
      expect(refused.toast?.content).to.include("您没有办理席位");
    });

    it("is ended by 销假, from that moment on", async () => {
      await using house = await open({ at: "2021-06-18T08:30:00+08:00" });
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await say(house, liaison, "请假 今天，由教育局检查人员1代");
      await press(house, liaison, "确认请假");
      const quiet = pushes(house, liaison);
      await assign(house, "甲中学");
      expect(pushes(house, liaison)).to.equal(quiet);
      await say(house, liaison, "销假");
      expect(words(house, liaison)).to.include("已销假：教育局联络员 6月18日");
      expect(words(house, inspector)).to.include("代办结束");
      await assign(house, "乙中学");
      expect(pushes(house, liaison), "the answer to 销假, and the new card").to.equal(quiet + 2);
      await say(house, liaison, "销假");
      expect(words(house, liaison)).to.include("您现在没有请假");
    });

    it("is asked for on the card when the sentence leaves something out, and refused with what to do next", async () => {
      await using house = await open({ at: "2021-06-18T08:30:00+08:00" });
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await say(house, liaison, "请假");
      const deputy =
        JSON.stringify(last(house, liaison)?.content).match(/"initial_option":"([^"]+)"/)?.[1] ?? "";
      expect(deputy, "the unit's only deputy is proposed").to.not.equal("");
      const past = { fromOn: "2021-06-16", toOn: "2021-06-21", coverId: deputy };
      expect(await press(house, liaison, "确认请假", past)).to.include("请从今天或以后的日期起填");
      expect(JSON.stringify(last(house, liaison)?.content)).to.include("确认请假");
      const good = { fromOn: "2021-06-21", toOn: "2021-06-25", coverId: deputy };
      expect(await press(house, liaison, "确认请假", good)).to.include("已登记，教育局B角代办");
      await say(house, liaison, "请假 6月24日至28日，由B角代");
      expect(await press(house, liaison, "确认请假")).to.equal(
        "6月21日至6月25日已经请过假，要改请先发“销假”",
      );

      await say(house, lead, "请假 教育局检查人员1 6月23日，由B角代");
      expect(await press(house, lead, "确认请假"), "a lead for their own").to.include("教育局B角代办");
      expect(words(house, inspector)).to.include("已请假");
      await say(house, who("wjj_lead"), "请假 教育局检查人员1 6月24日");
      expect(words(house, who("wjj_lead"))).to.include("没有找到“教育局检查人员1”");
      await say(house, liaison, "请假 教育局负责人 6月24日，由B角代");
      expect(words(house, liaison)).to.include("请假由本人、本单位负责人或办公室登记");
    });

    it("also what was waiting for Monday morning when the leave was asked for goes to whoever covers", async () => {
      await using house = await open({ at: "2021-06-18T08:30:00+08:00" });
      await house.walkTo("2021-06-18T21:00:00+08:00");
      await assign(house, "甲中学");
      await say(house, liaison, "请假 6月21日，由B角代");
      await press(house, liaison, "确认请假");
      const quiet = pushes(house, liaison);
      await house.walkTo("2021-06-21T08:20:00+08:00");
      expect(pushes(house, liaison)).to.equal(quiet);
      const covering = house.chat.cardsOf(who("jyj_deputy")).map(({ content }) => wordsOf(content));
      expect(covering.filter((card) => card.includes("甲中学隐患"))).to.have.length(1);
    });

    it("passes on: when whoever covers goes on leave too, the next one covers both", async () => {
      await using house = await open({ at: "2021-06-18T08:30:00+08:00" });
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await say(house, liaison, "请假 6月21日至25日，由B角代");
      await press(house, liaison, "确认请假");
      await say(house, who("jyj_deputy"), "请假 6月22日，由教育局检查人员1代");
      await press(house, who("jyj_deputy"), "确认请假");
      await house.walkTo("2021-06-22T09:00:00+08:00");
      const before = [liaison, who("jyj_deputy"), inspector].map((each) => pushes(house, each));
      await assign(house, "甲中学");
      const after = [liaison, who("jyj_deputy"), inspector].map((each) => pushes(house, each));
      expect(after.map((count, at) => count - (before[at] ?? 0))).to.deep.equal([0, 0, 1]);
    });
  });
});
