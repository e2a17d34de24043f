import { expect } from "chai";
import type { RosterRow } from "../../src/campaign/roster.ts";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { GROUP, onEachStore, who, type House } from "../house.ts";
import { does, given } from "./hazards.ts";

const clerk = who("clerk_1");
const dayIn = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** The days on which a person got a card that says this. */
const daysOf = (house: House, person: string, words: string): string[] =>
  house.chat
    .cardsOf(person)
    .filter(({ versions }) => versions.some((each) => wordsOf(each).includes(words)))
    .map(({ at }) => dayIn(at));

const SEATED = ["xctz", "jyj", "kjj", "wjj", "office", "meeting"];
const few = { roster: (shipped: RosterRow[]) => shipped.filter(({ unit }) => SEATED.includes(unit)) };

onEachStore((open) => {
  describe("what rises when a day is missed", () => {
    it("goes from the unit to its lead after three working days, to the office after five, and stands in the conveners' digest after ten", async () => {
      await using house = await open(few);
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await house.chat.press(who("jyj_liaison"), "签收");
      await house.walkTo("2021-06-28T09:00:00+08:00");
      expect(daysOf(house, who("jyj_liaison"), "逾期1件")).to.include("2021-06-28");
      await house.chat.say(who("jyj_liaison"), "我的任务");
      await house.walkTo("2021-07-08T18:00:00+08:00");
      expect(daysOf(house, who("jyj_lead"), "升级提醒")).to.deep.equal(["2021-06-30"]);
      expect(daysOf(house, clerk, "升级提醒")).to.deep.equal(["2021-07-02"]);
      await house.walkTo("2021-07-09T18:00:00+08:00");
      const digests = house.sandbox.state.messagesIn(GROUP).map(({ content }) => wordsOf(content));
      const risen = digests.flatMap((words) => /久拖未办(\d+)条，已升级到召集人/.exec(words)?.[1] ?? []);
      expect(Number(risen.at(-1)) - Number(risen[0]), "every unit's first report").to.equal(16);
      expect(digests.at(-1)).to.include("7月9日");
      for (const convener of ["chief", "convener_1", "convener_7"])
        expect(house.chat.cardsOf(who(convener))).to.deep.equal([]);
    }).timeout(120_000);

    it("rises for an answer as well: a transfer that a unit leaves unanswered reaches its lead, with what waits", async () => {
      await using house = await open({ ...few, campaign: (shipped) => ({ ...shipped, duties: [] }) });
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await given(house, who("jyj_inspector_1"), { state: "rectifying", dueOn: "2021-08-30" });
      await does(house, who("jyj_liaison"), "移交", { unit: "wjj", reason: "是卫生院" });
      await house.chat.say(who("wjj_liaison"), "我的任务");
      await house.walkTo("2021-06-23T18:00:00+08:00");
      const [risen = ""] = house.chat
        .cardsOf(who("wjj_lead"))
        .map(({ content }) => wordsOf(content))
        .filter((words) => words.includes("升级提醒"));
      expect(risen).to.include("移交接收：隐患0001").and.include("逾期1件");
      expect(risen).to.not.include("都已办理");
    }).timeout(120_000);

    it("tells the office first that nobody in a unit answers, and of a unit whose people have", async () => {
      await using house = await open(few);
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
    }).timeout(120_000);

    it("waits a working day more where the office hears only then that the liaison has left", async () => {
      await using house = await open(few);
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
    }).timeout(120_000);
  });
});
