import { expect } from "chai";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { GROUP, onEachStore, who } from "../house.ts";
import { given } from "./hazards.ts";

const clerk = who("clerk_1");
const operator = who("sysadmin");
const liaison = who("jyj_liaison");
const inspector = who("jyj_inspector_1");

describe("the campaign's end", () => {
  onEachStore((open) => {
    it("stands in the last digest with what is carried over; the office hears what to collect; after it nothing that falls due later is chased", async () => {
      await using house = await open({ at: "2022-06-30T08:00:00+08:00" });
      await house.settle();
      await given(house, inspector, { state: "rectifying", dueOn: "2022-07-08", assignedOn: "2022-06-20" });
      await given(house, inspector, {
        number: 2,
        state: "closed",
        dueOn: "2022-06-20",
        closedAt: new Date("2022-06-17T10:00:00+08:00"),
      });
      await house.walkTo("2022-06-30T19:30:00+08:00");
      const inGroup = () => house.sandbox.state.messagesIn(GROUP).map(({ content }) => wordsOf(content));
      const last = inGroup().at(-1) ?? "";
      expect(last).to.include("到此结束。累计登记2条、销号1条；未销号的1条结转");
      expect(last).to.include("已到期没办完的再催一轮，以后不再提醒");
      for (const person of [clerk, operator]) {
        const told = house.chat.cardsOf(person).map(({ content }) => wordsOf(content));
        expect(told.filter((words) => words.includes("取结转清单（1条）"))).to.have.lengthOf(1);
      }

      const [groups, theirs] = [inGroup().length, house.chat.cardsOf(liaison).length];
      await house.walkTo("2022-07-20T19:30:00+08:00");
      expect(inGroup(), "in the group").to.have.length(groups);
      const since = house.chat.cardsOf(liaison).slice(theirs);
      expect(
        since.map(({ content }) => wordsOf(content)).filter((words) => words.includes("隐患0001")),
      ).to.deep.equal([]);

      await house.chat.say(clerk, "台账 未销号");
      await house.drain();
      expect(wordsOf(house.chat.cardsOf(clerk).at(-1)?.content)).to.include("正在生成台账");
      await house.chat.say(liaison, "隐患 1");
      await house.drain();
      expect(wordsOf(house.chat.cardsOf(liaison).at(-1)?.content), "still worked on").to.include("甲中学");
    }).timeout(120_000);
  });
});
