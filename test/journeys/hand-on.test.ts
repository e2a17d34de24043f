import { expect } from "chai";
import { PersonTable } from "../../src/campaign/people.ts";
import { buttonsOf, wordsOf } from "../../src/sandbox/driver.ts";
import { TaskTable } from "../../src/tasks/store.ts";
import { onEachStore, who, type House } from "../house.ts";

const liaison = who("jyj_liaison");
const lead = who("jyj_lead");
const inspector = who("jyj_inspector_1");
const clerk = who("clerk_1");
const TITLE = "报送第一次工作进展情况";

const words = ({ chat }: House, person: string) => wordsOf(chat.cardsOf(person).at(-1)?.content);
const pushes = ({ chat }: House, person: string) => chat.cardsOf(person).length;

async function press(house: House, person: string, label: string, form: Record<string, string> = {}) {
  const { toast } = await house.chat.press(person, label, form);
  await house.drain();
  return toast?.content;
}

const idOf = ({ app }: House, openId: string) =>
  app.bot.door(async (tx) => (await tx.getRepository(PersonTable).findOneByOrFail({ openId })).id);

async function openTask(house: House, person: string) {
  await house.chat.say(person, "我的任务");
  await house.drain();
  await house.chat.openRow(person, TITLE);
  await house.drain();
}

describe("转办", () => {
  onEachStore((open) => {
    it("offers a task to a colleague; nothing changes hands until it is taken, then cards and reminders follow", async () => {
      await using house = await open({ at: "2021-06-21T08:30:00+08:00" });
      await house.walkTo("2021-06-21T09:00:00+08:00");
      await press(house, liaison, "签收");
      await press(house, liaison, "转办");
      const to = { toId: await idOf(house, inspector), note: "先报学校的数" };
      expect(await press(house, liaison, "提出转办", to)).to.equal(
        "已提出，等教育局检查人员1答复，已通知对方",
      );
      expect(words(house, inspector)).to.include("转办待答复").and.include(TITLE).and.include("先报学校的数");
      await openTask(house, liaison);
      expect(words(house, liaison)).to.include("已转办给教育局检查人员1，等待接办");

      await press(house, inspector, "不接");
      expect(await press(house, inspector, "不接", { reason: "下周出差" })).to.equal(
        "已答复，没有接办，已通知对方",
      );
      expect(words(house, liaison)).to.include("没有接办").and.include("下周出差");

      await press(house, liaison, "转办");
      await press(house, liaison, "提出转办", to);
      const early = await house.chat.press(liaison, "提交进展", { percent: "10", text: "已排查" });
      expect(early.toast?.content, "the giver keeps it meanwhile").to.equal("已记录，进度10%");
      await house.drain();
      expect(await press(house, inspector, "接办")).to.equal("已接办，卡片已发在最下面");
      expect(words(house, inspector)).to.include(TITLE).and.include("执行人：教育局检查人员1");
      const reported = await house.chat.press(inspector, "提交进展", { percent: "30", text: "已排查12家" });
      expect(reported.toast?.content).to.equal("已记录，进度30%");
      await house.drain();
      const { number } = await house.app.db
        .getRepository(TaskTable)
        .findOneByOrFail({ unit: "jyj", duty: "OB3" });
      await house.chat.say(inspector, `任务 ${number} 留痕`);
      await house.drain();
      expect(words(house, inspector), "and may show what was done").to.include("接办，执行人教育局检查人员1");

      const before = [liaison, inspector, lead].map((each) => pushes(house, each));
      await house.walkTo("2021-06-22T12:00:00+08:00");
      const after = [liaison, inspector, lead].map((each) => pushes(house, each));
      expect(
        after.map((count, at) => count - (before[at] ?? 0)),
        "three days left: who took it, and the lead",
      ).to.deep.equal([0, 1, 1]);
      await openTask(house, inspector);
      expect(words(house, inspector))
        .to.include("接办，执行人教育局检查人员1")
        .and.include("不接办：下周出差");
    });

    it("goes back to the unit when whoever took it leaves, and to who takes over", async () => {
      await using house = await open({ at: "2021-06-21T08:30:00+08:00" });
      await house.walkTo("2021-06-21T09:00:00+08:00");
      await press(house, liaison, "转办");
      await press(house, liaison, "提出转办", { toId: await idOf(house, inspector) });
      await press(house, inspector, "接办");
      await house.sandbox.pusher.push("contact.user.deleted_v3", {
        object: { open_id: inspector, status: { is_resigned: true } },
        old_object: { department_ids: ["od-1"], open_id: inspector },
      });
      await house.drain();
      const second = who("jyj_inspector_2");
      expect(words(house, second), "the same seat").to.include("待接手");
      await press(house, second, "全部接手");
      await openTask(house, second);
      expect(words(house, second)).to.include("执行人：教育局检查人员2");
      expect(buttonsOf(house.chat.cardsOf(second).at(-1)?.content)).to.include("签收");
    });

    it("goes to who covers while whoever took it is on leave, and back when the cover leaves", async () => {
      await using house = await open({ at: "2021-06-21T08:30:00+08:00" });
      await house.walkTo("2021-06-21T09:00:00+08:00");
      await press(house, liaison, "签收");
      await press(house, liaison, "转办");
      await press(house, liaison, "提出转办", { toId: await idOf(house, inspector) });
      await press(house, inspector, "接办");
      await house.chat.say(inspector, "请假 6月22日至24日，由教育局检查人员2代");
      await house.drain();
      await press(house, inspector, "确认请假");
      const second = who("jyj_inspector_2");
      const heardOn = async (iso: string) => {
        const before = [liaison, inspector, second, lead].map((each) => pushes(house, each));
        await house.walkTo(iso);
        return [liaison, inspector, second, lead].map((each, at) => pushes(house, each) - (before[at] ?? 0));
      };
      expect(
        await heardOn("2021-06-22T12:00:00+08:00"),
        "its cover, with the leave's card, and the lead",
      ).to.deep.equal([0, 0, 2, 1]);
      await openTask(house, second);
      const reported = await house.chat.press(second, "提交进展", { percent: "30", text: "已排查12家" });
      expect(reported.toast?.content).to.equal("已记录，进度30%");
      await house.drain();

      await house.sandbox.pusher.push("contact.user.deleted_v3", {
        object: { open_id: second, status: { is_resigned: true } },
        old_object: { department_ids: ["od-1"], open_id: second },
      });
      await house.drain();
      expect(await heardOn("2021-06-23T12:00:00+08:00"), "nothing is due").to.deep.equal([0, 0, 0, 0]);
      await house.walkTo("2021-06-24T08:00:00+08:00");
      const [, own] = await heardOn("2021-06-24T12:00:00+08:00");
      expect(own, "a leave ends with its cover: it is the executor's again").to.equal(1);
    });

    it("hands on a hazard's work; whoever puts it right does not verify it", async () => {
      await using house = await open({ at: "2021-06-21T08:30:00+08:00" });
      await house.walkTo("2021-06-21T09:00:00+08:00");
      await house.chat.say(clerk, "登记隐患");
      await house.drain();
      const found = {
        enterprise: "甲中学",
        site: "库房",
        description: "混放",
        focusPoint: "F3",
        category: "储存",
        unit: "jyj",
      };
      await press(house, clerk, "提交登记", found);
      await house.chat.say(clerk, "待办");
      await house.drain();
      await house.chat.openRow(clerk, "交办");
      await house.drain();
      await press(house, clerk, "交办", { person: "安全员1", dueOn: "2021-07-16", measure: "分库" });
      const hazard = (person: string) =>
        house.chat.cardsOf(person).findLast(({ content }) => wordsOf(content).includes("甲中学隐患"))!;
      await house.chat.pressOn(liaison, hazard(liaison), "签收");
      await house.drain();
      await house.chat.pressOn(liaison, hazard(liaison), "转办");
      await house.drain();
      await press(house, liaison, "提出转办", { toId: await idOf(house, inspector) });
      await press(house, inspector, "接办");
      expect(wordsOf(hazard(liaison).content)).to.include("执行人：教育局检查人员1");
      const photo = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
      for (const name of ["整改前.png", "整改后.png"]) {
        await house.chat.send(liaison, name, photo, hazard(liaison).messageId);
        await house.drain();
      }
      await house.chat.pressOn(liaison, hazard(liaison), "申请销号");
      await press(house, liaison, "申请销号", { done: "已分库" });
      expect(buttonsOf(hazard(inspector).content)).to.not.include("复查通过");
      const second = house.chat.cardsOf(who("jyj_inspector_2"));
      expect(second.flatMap(({ content }) => buttonsOf(content))).to.include("复查通过");
    });
  });
});
