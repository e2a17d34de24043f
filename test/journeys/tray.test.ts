import { expect } from "chai";
import { openTurn } from "../../src/bot/routes.ts";
import { refreshAllTrays } from "../../src/campaign/trays.ts";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { onEachStore, who, type House } from "../house.ts";

const liaison = who("jyj_liaison");
const inspector = who("jyj_inspector_1");
const clerk = who("clerk_1");

const trays = (house: House, person = liaison) =>
  house.chat
    .cardsOf(person)
    .filter(({ content }) => /我的待办/.test(wordsOf(content)))
    .map(({ content, at, versions }) => ({ words: wordsOf(content), at: at.toISOString(), versions }));

async function find(house: House, enterprise: string, dueOn: string): Promise<void> {
  await house.chat.say(inspector, "登记隐患");
  await house.drain();
  await house.chat.press(inspector, "提交登记", {
    enterprise,
    site: "准备室",
    description: "混放",
    focusPoint: "F3",
    category: "储存",
    person: "安全员1",
    dueOn,
    measure: "分柜",
  });
  await house.drain();
}

onEachStore((open) => {
  describe("the tray", () => {
    let house: House;
    before(async () => {
      house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await house.chat.say(who("wjj_liaison"), "我的任务");
      await house.drain();
    });
    after(() => house[Symbol.asyncDispose]());

    it("is sent when its reader asks for their tasks or for what waits, and the older one turns grey", async () => {
      for (const word of ["我的任务", "我的待办", "待办"]) {
        await house.chat.say(liaison, word);
        await house.drain();
      }
      expect(trays(house)).to.have.lengthOf(1);
      expect(trays(house)[0]?.words).to.include("我的待办（2）").and.include("报送第一次工作进展情况");
    });

    it("follows silently when something of its unit is found, signed or handed in by a colleague", async () => {
      const cards = house.chat.cardsOf(liaison).length;
      await find(house, "甲中学", "2021-06-25");
      expect(trays(house)[0]?.words).to.include("我的待办（3）").and.include("隐患0001 甲中学");
      expect(house.chat.cardsOf(liaison)).to.have.lengthOf(cards);
    });

    it("lists red before yellow, and among equals what is due first", async () => {
      await find(house, "乙剧场", "2021-06-22");
      const words = trays(house)[0]?.words ?? "";
      const order = ["乙剧场", "甲中学"].map((name) => words.indexOf(name));
      expect(order).to.deep.equal(order.toSorted((one, other) => one - other));
    });

    it("rings once on the morning on which something is due, and says what and why", async () => {
      await house.walkTo("2021-06-21T09:00:00+08:00");
      const [tray] = trays(house);
      expect(trays(house)).to.have.lengthOf(1);
      expect(tray?.at).to.equal("2021-06-21T00:40:00.000Z");
      expect(tray?.words).to.include("今天要办1件").and.include("还剩1个工作日1件").and.include("今早提醒");
    });

    it("does not ring on a morning on which nothing is due to its reader, and counts the days on all the same", async () => {
      const other = who("wjj_liaison");
      const [before] = trays(house, other);
      await house.walkTo("2021-06-21T09:10:00+08:00");
      const [tray] = trays(house, other);
      expect(before?.at).to.match(/^2021-06-18T01:00/);
      expect(tray).to.include({ at: before?.at });
      expect(tray?.words).to.include("还剩4个工作日").and.not.include("今天要办");
    });

    it("shows a verifier what waits for them, and the unit that it waits for others", async () => {
      await house.chat.say(who("jyj_inspector_2"), "我的任务");
      await house.drain();
      const before = trays(house, who("jyj_inspector_2"))[0]?.words;
      expect(before).to.include("甲中学").and.not.include("复查：");
    });

    it("shows the office what it must assign, beside its queue", async () => {
      await house.chat.say(clerk, "我的任务");
      await house.drain();
      expect(trays(house, clerk)[0]?.words).to.include("我的待办");
    });

    it("that is empty still follows on its last of fourteen days", async () => {
      const operator = who("sysadmin");
      await house.chat.say(operator, "我的任务");
      await house.drain();
      house.clock.moveTo(new Date(house.clock.now().getTime() + 13.5 * 24 * 3_600_000));
      const { bot } = house.app;
      await bot.door((tx) => {
        refreshAllTrays(openTurn(bot, tx, bot.campaigns[0]!, house.clock.now()));
        return Promise.resolve();
      });
      await house.drain();
      const [tray] = trays(house, operator);
      expect(tray?.versions).to.have.lengthOf(2);
      expect(tray?.words).to.include("没有待办");
    });
  });
});
