import { expect } from "chai";
import { OutboxTable } from "../../src/jobs/outbox-table.ts";
import { QuotaTable } from "../../src/jobs/quota.ts";
import { AT_ONCE } from "../../src/jobs/rate.ts";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { onEachStore, who, type House } from "../house.ts";

const liaison = who("jyj_liaison");
const told = [who("sysadmin"), who("clerk_1")];
const SEND = "/im/v1/messages";
const MOST = 10_000;

async function metric(house: House, name: string): Promise<number> {
  const answer = await fetch(new URL("/metrics", house.url));
  const line = (await answer.text()).split("\n").find((each) => each.startsWith(`${name} `));
  return Number(line?.split(" ")[1]);
}

const called = (house: House) => metric(house, "duban_feishu_calls_this_month");
const ready = async (house: House): Promise<string> => (await fetch(new URL("/readyz", house.url))).text();
const setCalls = (house: House, calls: number) =>
  house.app.db.getRepository(QuotaTable).update({ districtId: "app" }, { calls });

/** What one person was told of the month's calls. */
const heard = (house: House, openId: string): string[] =>
  house.chat
    .cardsOf(openId)
    .map(({ content }) => wordsOf(content))
    .filter((words) => words.includes("额度") || words.includes("有了新卡片"));

onEachStore((open) => {
  describe("the calls of a month", () => {
    it("are counted one by one, and those of all replicas together", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:20:00+08:00");
      await house.settle();
      const before = await called(house);
      let asked = 0;
      house.sandbox.chaos.make({ path: SEND, times: 1_000, does: { tell: () => (asked += 1) } });
      for (const words of ["帮助", "我的任务", "待办"]) await house.chat.say(liaison, words);
      await house.drain();
      await house.settle();
      expect(asked).to.be.above(2);
      expect((await called(house)) - before).to.equal(asked);
      const mine = asked;
      await setCalls(house, before + mine + 1_000);
      await house.chat.say(liaison, "日报");
      await house.drain();
      await house.settle();
      expect(asked).to.be.above(mine);
      expect(await called(house), "another replica's thousand").to.equal(before + asked + 1_000);
    });

    it("are told of once at 70, 85 and 95 of a hundred, and begin anew with the month", async () => {
      await using house = await open({ monthlyCalls: MOST });
      await house.walkTo("2021-06-18T09:20:00+08:00");
      expect(await metric(house, "duban_feishu_calls_allowed")).to.equal(MOST);
      const times = () => told.map((each) => heard(house, each).length);
      const reach = async (calls: number) => {
        await setCalls(house, calls);
        await house.settle();
        await house.settle();
        return times();
      };
      expect(await reach(6_900)).to.deep.equal([0, 0]);
      expect(await reach(7_000)).to.deep.equal([1, 1]);
      expect(heard(house, told[0]!)[0]).to.include("过了额度10000次的70%");
      expect(await reach(8_400)).to.deep.equal([1, 1]);
      expect(await reach(9_700), "one step over two marks").to.deep.equal([2, 2]);
      expect(heard(house, told[0]!).at(-1)).to.include("过了额度10000次的95%");
      house.clock.moveTo(new Date("2021-07-01T10:00:00+08:00"));
      expect(await called(house)).to.equal(0);
      await house.chat.say(liaison, "帮助");
      await house.drain();
      await house.app.watch.tell();
      expect(await called(house)).to.be.within(1, 1_000);
      expect(times()).to.deep.equal([2, 2]);
    }).timeout(60_000);

    it("when they are used up make the bot not ready; when they return, answers to people are among the first eight, which leave together", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T08:35:00+08:00");
      const sent = () => [...house.sandbox.state.messages.values()].filter(({ from }) => from === "bot");
      const before = sent().length;
      const body = { code: 99991403, msg: "This month's API call quota has been exceeded" };
      house.sandbox.chaos.make({ path: SEND, times: 10_000, does: { answer: { status: 400, body } } });
      await house.walkTo("2021-06-18T08:50:00+08:00");
      await house.chat.say(liaison, "帮助");
      await house.walkTo("2021-06-18T08:55:00+08:00");
      expect(await ready(house)).to.include("额度用完了");
      expect(await metric(house, "duban_feishu_calls_used_up")).to.equal(1);
      expect(sent()).to.have.lengthOf(before);

      house.sandbox.chaos.forget();
      await house.walkTo("2021-06-18T09:15:00+08:00");
      expect(await ready(house)).to.not.include("额度");
      const rows = await house.app.db.getRepository(OutboxTable).find();
      expect(rows.map(({ state }) => state)).to.not.include("waiting");
      const first = sent().slice(before);
      expect(first.length, "cards that waited").to.be.above(AT_ONCE * 3);
      const words = first.slice(0, AT_ONCE).map(({ content }) => wordsOf(content));
      expect(words.filter((each) => each.includes("我的任务"))).to.have.lengthOf(1);
    }).timeout(120_000);
  });
});
