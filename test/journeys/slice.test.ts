import { expect } from "chai";
import type { Campaign } from "../../src/campaign/definition.ts";
import { dayOf } from "../../src/dates.ts";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { onEachStore, who } from "../house.ts";
import { rest, rowsOf, sheetOf, told } from "./chats.ts";
import { given } from "./hazards.ts";

const CONVENER = who("convener_1");
const LEAD = who("jyj_lead");
const OTHER = who("kjj_lead");
const START = "2021-06-18T08:30:00+08:00";
const early = (shipped: Campaign): Campaign => ({
  ...shipped,
  digest: { ...shipped.digest, morning_at: "08:50" },
});

describe("a morning's slice", () => {
  onEachStore((start) => {
    it("comes to conveners, the office director and the unit's lead only where something is red, and says only what is theirs", async () => {
      await using house = await start({ at: START, campaign: early });
      await given(house, who("jyj_liaison"), { state: "rectifying", dueOn: "2021-06-17" });
      await house.walkTo("2021-06-21T08:55:00+08:00");
      const slices = (person: string) =>
        house.chat
          .cardsOf(person)
          .map(({ content }) => wordsOf(content))
          .filter((words) => words.includes("6月21日（周一）晨报"));
      expect(slices(CONVENER)).to.have.lengthOf(1);
      expect(slices(who("yjj_lead"))).to.have.lengthOf(1);
      expect(slices(LEAD)).to.have.lengthOf(1);
      expect(slices(who("observer"))).to.deep.equal([]);
      expect(slices(OTHER).join()).to.not.include("隐患0001");
      expect(slices(LEAD)[0]).to.include("隐患0001");
      await house.walkTo("2021-06-21T10:00:00+08:00");
      expect(slices(CONVENER)).to.have.lengthOf(1);
    }).timeout(60_000);

    it("opens behind each of its figures as many as it says, to the convener and to the unit's lead alike", async () => {
      await using house = await start({ at: START, campaign: early });
      await given(house, who("jyj_liaison"), { state: "rectifying", dueOn: "2021-06-17" });
      await given(house, who("kjj_liaison"), { number: 2, state: "registered", leadUnit: "kjj" });
      await house.walkTo("2021-06-21T08:55:00+08:00");
      for (const [person, names] of [
        [CONVENER, ["红灯", "黄灯", "办公室待办"]],
        [LEAD, ["红灯", "未销号"]],
      ] as const) {
        const slice = house.chat
          .cardsOf(person)
          .findLast(({ content }) => wordsOf(content).includes("6月21日（周一）晨报"))!;
        for (const name of names) {
          const count = Number(new RegExp(`${name}（(\\d+)`).exec(JSON.stringify(slice.content))?.[1]);
          expect(count, name).to.be.above(0);
          rest(house);
          await house.chat.choose(person, name, [slice]);
          await house.drain();
          expect(told(house, person), name).to.include("6月21日晨报清单，截至08:50");
          expect(rowsOf(house, person), name).to.equal(Math.min(count, 24));
          await house.chat.press(person, "要表格");
          await house.drain();
          expect(sheetOf(house, person).slice(2), name).to.have.lengthOf(count);
        }
      }
    }).timeout(60_000);

    it("stays away from whoever's pushes of the morning are spent: a morning later it would be another's", async () => {
      await using house = await start({
        at: START,
        campaign: (shipped) => ({ ...early(shipped), reminders: { ...shipped.reminders, budget: 1 } }),
      });
      await given(house, who("jyj_liaison"), { state: "rectifying", dueOn: "2021-06-17" });
      await house.walkTo("2021-06-23T10:00:00+08:00");
      const mornings = house.chat
        .cardsOf(LEAD)
        .filter(({ content }) => wordsOf(content).includes("晨报"))
        .map(({ content, at }) => [
          /(\d+)日（周/.exec(wordsOf(content))?.[1],
          dayOf(at, "Asia/Shanghai").slice(-2),
        ]);
      for (const [of, on] of mornings) expect(of).to.equal(on);
    }).timeout(60_000);

    it("is not sent at all where the district has not asked for it", async () => {
      await using house = await start({ at: START });
      await given(house, who("jyj_liaison"), { state: "rectifying", dueOn: "2021-06-17" });
      await house.walkTo("2021-06-18T09:00:00+08:00");
      expect(house.chat.cardsOf(CONVENER)).to.deep.equal([]);
    });
  });
});
