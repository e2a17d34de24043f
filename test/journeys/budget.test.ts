import { expect } from "chai";
import { findButton, wordsOf } from "../../src/sandbox/driver.ts";
import { onEachStore, who, type House } from "../house.ts";

const finder = who("jyj_inspector_1");
const clerk = who("clerk_1");
const liaison = who("wjj_liaison");

/** Somebody of another unit finds it, the office assigns it to 区卫健局; answers what the clerk is told. */
async function assign(
  house: House,
  number: number,
  grade = "general",
  dueOn = "2021-07-20",
): Promise<string> {
  const { chat } = house;
  await chat.say(finder, "登记隐患");
  await house.drain();
  const about = {
    site: "病理科",
    description: "未附说明书",
    focusPoint: "F5",
    category: "管理",
    unit: "wjj",
  };
  await chat.press(finder, "提交登记", { enterprise: `医院${number}`, grade, ...about });
  await house.drain();
  await chat.say(clerk, "待办");
  await house.drain();
  await chat.openRow(clerk, `交办：隐患000${number}`);
  await house.drain();
  const measures = { unit: "wjj", person: "科主任1", dueOn, measure: "索取并张贴" };
  const told = await chat.press(clerk, "交办", measures);
  await house.drain();
  return told.toast?.content ?? "";
}

const rungOn = (house: House, person: string, day: string) =>
  house.chat
    .cardsOf(person)
    .filter(({ at }) => new Date(at.getTime() + 8 * 3_600_000).toISOString().startsWith(day));

onEachStore((open) => {
  describe("what rings for one person", () => {
    it("is three cards a working day; the rest waits on the tray and is told the next morning", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:30:00+08:00");
      const before = rungOn(house, liaison, "2021-06-18").length;
      const told: string[] = [];
      for (const number of [1, 2, 3, 4, 5]) told.push(await assign(house, number));
      expect(before).to.equal(1);
      expect(rungOn(house, liaison, "2021-06-18")).to.have.lengthOf(3);
      expect(told.slice(2, 4)).to.deep.equal([
        "已交办区卫健局，已通知对方",
        "已交办区卫健局，6月21日 08:40通知对方",
      ]);

      await house.walkTo("2021-06-21T09:00:00+08:00");
      const morning = rungOn(house, liaison, "2021-06-21");
      expect(morning).to.have.lengthOf(1);
      expect(wordsOf(morning[0]?.content)).to.include("昨天新到3件").and.include("医院5");
    }).timeout(120_000);

    it("is not a card that grows old: on a full day it stays as it is, and comes anew another morning", async () => {
      await using house = await open({ at: "2021-06-04T08:40:00+08:00" });
      await house.walkTo("2021-06-04T09:00:00+08:00");
      const taskOf = (person: string) =>
        house.chat.cardsOf(person).find(({ content }) => findButton(content, "签收"))!;
      const old = taskOf(liaison);
      house.clock.moveTo(new Date("2021-06-17T15:00:00+08:00"));
      await house.settle();
      for (const number of [1, 2, 3]) await assign(house, number);
      await house.chat.pressOn(who("wjj_lead"), taskOf(who("wjj_lead")), "签收");
      await house.drain();
      expect(rungOn(house, liaison, "2021-06-17")).to.have.lengthOf(3);
      expect(findButton(old.content, "签收"), "still the card to press").to.not.equal(null);

      await house.walkTo("2021-06-18T09:00:00+08:00");
      const fresh = rungOn(house, liaison, "2021-06-18");
      expect(fresh.filter(({ content }) => findButton(content, "提交进展"))).to.have.lengthOf(1);
      // In its last minutes a card is left as it is: after them Feishu takes no press on it.
      const late = await house.chat.pressOn(liaison, old, "签收");
      expect(late.error?.text).to.include("卡片已过期");
    });

    it("is urgent in the app when a major hazard is past its day, beside the budget", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:30:00+08:00");
      await assign(house, 1, "major", "2021-06-21");
      await house.walkTo("2021-06-22T09:00:00+08:00");
      const { urgents } = house.sandbox.state;
      expect(urgents.flatMap(({ openIds }) => openIds)).to.have.members([liaison, who("wjj_lead")]);
      const [tray] = rungOn(house, liaison, "2021-06-22");
      expect(urgents.map(({ messageId }) => messageId)).to.include(tray?.messageId);
    }).timeout(120_000);
  });
});
