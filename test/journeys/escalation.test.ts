import { expect } from "chai";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { onEachStore, who, type House } from "../house.ts";

const clerk = who("clerk_1");
const dayIn = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** The days on which a person got a card that says this. */
const daysOf = (house: House, person: string, words: string): string[] =>
  house.chat
    .cardsOf(person)
    .filter(({ versions }) => versions.some((each) => wordsOf(each).includes(words)))
    .map(({ at }) => dayIn(at));

onEachStore((open) => {
  describe("what rises when a day is missed", () => {
    it("goes from the unit to its lead after three working days, to the office after five, to no convener", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await house.chat.press(who("jyj_liaison"), "签收");
      await house.walkTo("2021-06-28T09:00:00+08:00");
      expect(daysOf(house, who("jyj_liaison"), "逾期1件")).to.include("2021-06-28");
      await house.chat.say(who("jyj_liaison"), "我的任务");
      await house.walkTo("2021-07-12T09:00:00+08:00");
      expect(daysOf(house, who("jyj_lead"), "升级提醒")).to.deep.equal(["2021-06-30"]);
      expect(daysOf(house, clerk, "升级提醒")).to.deep.equal(["2021-07-02"]);
      for (const convener of ["chief", "convener_1", "convener_7"])
        expect(house.chat.cardsOf(who(convener))).to.deep.equal([]);
    });

    it("tells the office first that nobody in a unit answers, and of a unit whose people have", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await house.walkTo("2021-06-24T09:00:00+08:00");
      await house.chat.say(who("wjj_liaison"), "我的任务");
      await house.walkTo("2021-06-28T09:00:00+08:00");
      const [told = ""] = house.chat
        .cardsOf(clerk)
        .map(({ content }) => wordsOf(content))
        .filter((words) => words.includes("没人可催"));
      expect(told)
        .to.match(/宣传.*个工作日没有回应/)
        .and.not.include("区卫健局");
      expect(daysOf(house, who("jyj_lead"), "升级提醒")).to.deep.equal([]);
    });

    it("waits a working day more where the office hears only then that the liaison has left", async () => {
      await using house = await open();
      const liaison = who("kjj_liaison");
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await house.walkTo("2021-06-28T08:00:00+08:00");
      await house.chat.say(liaison, "我的任务");
      await house.walkTo("2021-06-29T12:00:00+08:00");
      await house.sandbox.pusher.push("contact.user.deleted_v3", {
        object: { open_id: liaison, name: "科技局联络员", status: { is_resigned: true } },
        old_object: { open_id: liaison, department_ids: [] },
      });
      await house.drain();
      await house.walkTo("2021-06-30T09:00:00+08:00");
      expect(daysOf(house, clerk, "没人可催")).to.include("2021-06-30");
      expect(daysOf(house, who("kjj_lead"), "升级提醒")).to.deep.equal([]);
      await house.walkTo("2021-07-01T09:00:00+08:00");
      expect(daysOf(house, who("kjj_lead"), "升级提醒")).to.deep.equal(["2021-07-01"]);
    });
  });
});
