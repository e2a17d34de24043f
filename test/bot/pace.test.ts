import { expect } from "chai";
import { MESSAGES_A_MINUTE, openPace, PRESSES_A_MINUTE } from "../../src/bot/pace.ts";
import { stoppedClock } from "../../src/clock.ts";
import { InboxTable } from "../../src/jobs/inbox.ts";
import { TaskTable } from "../../src/tasks/store.ts";
import { findButton } from "../../src/sandbox/driver.ts";
import { onEachStore, who, type House } from "../house.ts";

const SECOND = 1_000;
const start = new Date("2021-06-18T01:00:00Z");
const after = (ms: number) => new Date(start.getTime() + ms);
const times = (count: number) => Array.from({ length: count }, (_each, nth) => nth);

describe("how fast one person may go", () => {
  it("120 presses a minute, and again when the first of them is a minute old", () => {
    const clock = stoppedClock(start);
    const pace = openPace(clock);
    const taken = times(PRESSES_A_MINUTE + 30).map((nth) => {
      clock.moveTo(after(nth * 100));
      return pace.mayPress("ou_1");
    });
    expect(taken.lastIndexOf(true)).to.equal(PRESSES_A_MINUTE - 1);
    expect(pace.mayPress("ou_2"), "somebody else").to.equal(true);
    clock.moveTo(after(60 * SECOND - 1));
    expect(pace.mayPress("ou_1")).to.equal(false);
    clock.moveTo(after(60 * SECOND));
    expect(pace.mayPress("ou_1")).to.equal(true);
    expect(pace.mayPress("ou_1"), "the second is not a minute old").to.equal(false);
  });

  it("60 messages a minute at once; the others in their order, 60 in each minute after", () => {
    const pace = openPace(stoppedClock(start));
    const delays = times(MESSAGES_A_MINUTE * 3).map(() => pace.delayOf("ou_1"));
    expect(delays).to.deep.equal(times(180).map((nth) => Math.floor(nth / 60) * 60 * SECOND));
    expect(pace.delayOf("ou_2")).to.equal(0);
  });

  it("nobody waits for a clock that was put back", () => {
    let now = start;
    const pace = openPace({ ...stoppedClock(start), now: () => now });
    for (const _each of times(500)) pace.delayOf("ou_1");
    now = after(-3_600 * SECOND);
    expect(pace.delayOf("ou_1")).to.equal(0);
    expect(pace.mayPress("ou_1")).to.equal(true);
  });

  it("ten thousand people are remembered, not more: who was quiet longest is forgotten", () => {
    const pace = openPace(stoppedClock(start));
    for (const _each of times(PRESSES_A_MINUTE)) pace.mayPress("ou_first");
    expect(pace.mayPress("ou_first")).to.equal(false);
    for (const nth of times(10_000)) pace.mayPress(`ou_${nth}`);
    expect(pace.mayPress("ou_first")).to.equal(true);
  });
});

onEachStore((open) => {
  const liaison = who("jyj_liaison");
  const inbox = (house: House, sender = liaison) =>
    house.app.bot.door((tx) => tx.getRepository(InboxTable).find({ where: { sender } }));
  const tasks = (house: House) => house.app.bot.door((tx) => tx.getRepository(TaskTable).find());

  it("a press beyond 120 in a minute is answered with words and leaves no trace; a minute later it counts", async () => {
    await using house = await open();
    await house.walkTo("2021-06-18T09:00:00+08:00");
    const card = house.chat.cardsOf(liaison).find(({ content }) => findButton(content, "签收"))!;
    const value = { v: 1, act: "form.back", id: "x", rev: 0 };
    const press = () => house.sandbox.doings.press(liaison, card.messageId, { tag: "button", value });
    for (const _each of times(PRESSES_A_MINUTE)) await press();
    const before = { inbox: await inbox(house), tasks: await tasks(house) };
    expect(before.inbox).to.have.lengthOf(PRESSES_A_MINUTE);

    const refused = await house.chat.pressOn(liaison, card, "签收");
    expect(refused.toast?.content).to.equal("操作太快，请稍后再试");
    expect({ inbox: await inbox(house), tasks: await tasks(house) }).to.deep.equal(before);

    house.clock.moveTo(new Date("2021-06-18T09:01:00+08:00"));
    const taken = await house.chat.pressOn(liaison, card, "签收");
    expect(taken.toast?.content).to.include("已签收");
  }).timeout(60_000);

  it("messages beyond 60 in a minute are all stored and all answered, the later ones a minute later", async () => {
    await using house = await open();
    await house.walkTo("2021-06-18T09:00:00+08:00");
    for (const _each of times(MESSAGES_A_MINUTE + 5)) await house.chat.say(liaison, "帮助");
    const waiting = async () => (await inbox(house)).filter(({ state }) => state === "waiting");
    expect(await waiting()).to.have.lengthOf(MESSAGES_A_MINUTE + 5);
    for (const _each of times(MESSAGES_A_MINUTE + 5)) await house.app.passes.inbox();
    expect(await waiting()).to.have.lengthOf(5);

    const other = who("wjj_liaison");
    await house.chat.say(other, "帮助");
    await house.app.passes.inbox();
    expect(
      (await inbox(house, other)).map(({ state }) => state),
      "nobody else waits",
    ).to.deep.equal(["done"]);
    house.clock.moveTo(new Date("2021-06-18T09:01:00+08:00"));
    await house.drain();
    expect(await waiting()).to.deep.equal([]);
  }).timeout(60_000);
});
