import { expect } from "chai";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { onEachStore, who, type House } from "../house.ts";
import { listed } from "../hazards/tracks.ts";
import { given } from "./hazards.ts";

const inspector = who("jyj_inspector_1");
const clerk = who("clerk_1");
const liaison = who("jyj_liaison");

async function asks(house: House, person: string, words: string): Promise<string> {
  await house.chat.say(person, words);
  await house.drain();
  return wordsOf(house.chat.cardsOf(person).at(-1)?.content ?? "");
}

describe("statistics of major hazards", () => {
  onEachStore((start) => {
    it("are sent to the office by quarter or year, with funds in words, and each number opens its list; a unit is declined", async () => {
      await using house = await start();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      const found = { grade: "major", foundOn: "2021-05-10" } as const;
      const closedAt = new Date("2021-06-10T02:00:00Z");
      await given(house, inspector, {
        ...found,
        state: "rectifying",
        funds: "12万元，通风柜2套",
        listing: listed,
      });
      await given(house, inspector, { ...found, number: 2, state: "closed", closedAt, leadUnit: "wjj" });
      await given(house, inspector, { number: 3, state: "rectifying", foundOn: "2021-05-10" });
      const card = await asks(house, clerk, "统计 2021 2");
      expect(card).to.include("2021年第2季度").and.include("隐患0001 甲中学：12万元，通风柜2套");
      const [shown] = house.chat.cardsOf(clerk).slice(-1);
      await house.chat.choose(clerk, "整改销号（1条）", [shown!]);
      await house.drain();
      const list = wordsOf(house.chat.cardsOf(clerk).at(-1)!.content);
      expect(list).to.include("整改销号（1）").and.include("隐患0002").and.not.include("隐患0001");
      await house.chat.choose(clerk, "教育局（1条）", [shown!]);
      await house.drain();
      expect(wordsOf(house.chat.cardsOf(clerk).at(-1)!.content)).to.include("隐患0001");
      expect(await asks(house, clerk, "统计 2021 1")).to.include("没有重大隐患");
      expect(await asks(house, liaison, "统计 2021")).to.include("由办公室和召集人查看");
    });
  });
});
