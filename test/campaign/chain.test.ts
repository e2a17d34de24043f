import { createHash } from "node:crypto";
import { expect } from "chai";
import { ChainTable, digestOf, rootInWords, rootOf, verifyChain } from "../../src/campaign/chain.ts";
import { HistoryTable } from "../../src/campaign/history-table.ts";
import { findButton } from "../../src/sandbox/driver.ts";
import { GROUP, onEachStore, who, type House } from "../house.ts";

const DISTRICT = "xinbei";

/** A day with some history: tasks issued, one signed, a digest. */
async function aDay(house: House): Promise<void> {
  await house.walkTo("2021-06-18T09:30:00+08:00");
  const liaison = who("jyj_liaison");
  await house.chat.say(liaison, "我的任务");
  await house.drain();
  await house.chat.openRow(liaison, "报送第一次工作进展情况");
  await house.drain();
  await house.chat.press(liaison, "签收");
  await house.walkTo("2021-06-18T17:30:00+08:00");
}

onEachStore((open) => {
  describe("the history's chain", () => {
    let house: House;
    const verify = (anchors: string[] = []) => house.app.bot.door((tx) => verifyChain(tx, DISTRICT, anchors));
    const history = () => house.app.db.getRepository(HistoryTable);
    const at = (position: number) => ({ districtId: DISTRICT, position });
    before(async () => {
      house = await open();
      await aDay(house);
    });
    after(() => house[Symbol.asyncDispose]());

    it("has a place for every line, and verifies from the first to the last", async () => {
      const { lines, wrong } = await verify();
      expect(wrong).to.equal(null);
      expect(lines).to.equal(await history().countBy({ districtId: DISTRICT }));
      expect(lines).to.be.above(20);
    });

    it("is anchored in the digest that the group read", async () => {
      const [digest] = house.sandbox.state.messagesIn(GROUP);
      const root = /留痕 (\d+-[0-9a-f]{16})/.exec(JSON.stringify(digest?.content))?.[1] ?? "";
      expect((await verify([root])).wrong).to.equal(null);
      expect((await verify([root.replace(/.$/, (last) => (last === "0" ? "1" : "0"))])).wrong).to.include(
        "不符",
      );
    });

    it("names a line that was altered, and is whole again when the line is", async () => {
      const row = await history().findOneByOrFail(at(7));
      await history().update(at(7), { words: "签收了" });
      expect((await verify()).wrong).to.match(/^第7条被改动过/);
      await history().update(at(7), { words: row.words });
      expect((await verify()).wrong).to.equal(null);
    });

    it("names the line after one that was altered together with its own hash", async () => {
      const row = await history().findOneByOrFail(at(7));
      const { hash: before } = await history().findOneByOrFail(at(6));
      const digest = digestOf({ ...row, words: "签收了" });
      const forged = createHash("sha256").update(`${before}:7:${digest}`).digest("hex");
      await history().update(at(7), { words: "签收了", hash: forged });
      expect((await verify()).wrong).to.match(/^第8条被改动过/);
      await history().update(at(7), { words: row.words, hash: row.hash });
      expect((await verify()).wrong).to.equal(null);
    });

    it("names a line that was removed, a cut tail, and a head that was rewritten", async () => {
      const row = await history().findOneByOrFail(at(9));
      await history().delete(at(9));
      expect((await verify()).wrong).to.match(/^第9条不见了/);
      await history().insert(row);

      const { length, head } = await house.app.bot.door((tx) => rootOf(tx, DISTRICT));
      const published = rootInWords({ length, head });
      const tail = await history().findOneByOrFail(at(length));
      await history().delete(at(length));
      expect((await verify()).wrong).to.match(/^末尾缺1条/);
      const chains = house.app.db.getRepository(ChainTable);
      await chains.update({ districtId: DISTRICT }, { length: length - 1 });
      expect((await verify()).wrong).to.include("链头");
      const before = await history().findOneByOrFail(at(length - 1));
      await chains.update({ districtId: DISTRICT }, { head: before.hash ?? "" });
      expect((await verify()).wrong, "whoever rewrites all of it").to.equal(null);
      expect((await verify([published])).wrong, "is found out by what was published").to.include("截去");
      await history().insert(tail);
      await chains.update({ districtId: DISTRICT }, { length, head });
      expect((await verify([published])).wrong).to.equal(null);
    });

    it("takes lines of people who act at the same moment, one after the other", async () => {
      const before = (await verify()).lines;
      const people = ["wjj_liaison", "swj_liaison", "kjj_liaison", "zjj_liaison"].map(who);
      const cards = people.map((each) =>
        house.chat.cardsOf(each).findLast(({ content }) => findButton(content, "签收")),
      );
      await Promise.all(
        people.flatMap((each, place) => {
          const card = cards[place];
          return card ? [house.chat.pressOn(each, card, "签收")] : [];
        }),
      );
      const { lines, wrong } = await verify();
      expect(wrong).to.equal(null);
      expect(lines - before).to.equal(cards.filter(Boolean).length);
    });
  });
});
