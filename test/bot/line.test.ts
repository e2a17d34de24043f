import { expect } from "chai";
import { openLine } from "../../src/bot/line.ts";
import { changeBy } from "../../src/db/statements.ts";
import { InboxTable } from "../../src/jobs/inbox.ts";
import { findButton } from "../../src/sandbox/driver.ts";
import { TaskTable } from "../../src/tasks/store.ts";
import { onEachStore, type House } from "../house.ts";
import { until } from "../process/bot.ts";

/** The bot begins so many presses at once. */
const AT_ONCE = 8;
const MOST_MS = 200;
const BUSY = "系统繁忙，这次没有办理，请等几秒再点一次";

/** A line of one place, whose work ends when it is told to. */
function openOne() {
  let now = 0;
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const line = openLine(1, MOST_MS, () => now);
  const take = (name: number) =>
    line.take(() => {
      begun.push(name);
      return new Promise<number>((end) => void ends.push(() => end(name)));
    });
  /** The one that has the place ends, so much later. */
  const end = async (afterMs: number) => {
    now += afterMs;
    ends.shift()?.();
    await new Promise(setImmediate);
  };
  return { line, take, end, begun, pass: (ms: number) => void (now += ms) };
}

describe("presses that wait for each other", () => {
  it("go in the order in which they came, as long as that is soon", async () => {
    const { take, end, begun } = openOne();
    const all = [1, 2, 3, 4].map(take);
    for (const _each of all) await end(20);
    expect(begun).to.deep.equal([1, 2, 3, 4]);
    expect(await Promise.all(all)).to.deep.equal([1, 2, 3, 4]);
  });

  it("go newest first once the oldest has waited too long to be answered soon", async () => {
    const { take, end, begun, pass } = openOne();
    const all = [1, 2].map(take);
    pass(290);
    all.push(take(3), take(4));
    await end(20);
    await end(20);
    await end(20);
    await end(20);
    expect(begun).to.deep.equal([1, 4, 3, 2]);
    expect(await Promise.all(all)).to.deep.equal([1, 2, 3, 4]);
  });

  it("are told so when none would be in time: nothing of them was begun", async () => {
    const { line, take, end, begun } = openOne();
    const first = take(1);
    const late = await line.take(() => {
      begun.push(2);
      return Promise.resolve("done");
    });
    expect(late).to.equal(null);
    await end(0);
    expect(await first).to.equal(1);
    const next = take(3);
    await end(0);
    expect(await next, "the place is free again").to.equal(3);
    expect(begun).to.deep.equal([1, 3]);
  });

  it("the oldest at once, when more wait than can be begun in time", async () => {
    const { take, end, begun } = openOne();
    void take(0);
    const told: number[] = [];
    const waiting = Array.from({ length: 12 }, (_each, at) => {
      const mine = take(at + 1);
      void mine.then((answer) => answer === null && told.push(at + 1));
      return mine;
    });
    await new Promise(setImmediate);
    expect(told, "eight are begun within 200 ms if each takes 25").to.deep.equal([1, 2, 3, 4]);
    for (const _each of waiting) await end(10);
    expect(begun).to.have.lengthOf(9);
  });

  it("a place is free again after work that failed", async () => {
    const line = openLine(1, MOST_MS, () => 0);
    const failed = line.take(() => Promise.reject(new Error("no"))).catch(String);
    expect(await line.take(() => Promise.resolve("yes"))).to.equal("yes");
    expect(await failed).to.equal("Error: no");
  });
});

onEachStore((open) => {
  const tasks = (house: House) => house.app.bot.door((tx) => tx.getRepository(TaskTable).find());
  const clicks = (house: House) =>
    house.app.bot.door((tx) => tx.getRepository(InboxTable).countBy({ kind: "click" }));

  /** Somebody else keeps what every press writes last, until they are told to let go. */
  async function hold({ app }: House) {
    let letGo = () => {};
    const until = new Promise<void>((resolve) => (letGo = resolve));
    let held = () => {};
    const isHeld = new Promise<void>((resolve) => (held = resolve));
    const over = app.bot.door(async (tx) => {
      await changeBy(tx, "UPDATE chain SET length = length", []);
      held();
      await until;
    });
    await isHeld;
    return async () => {
      letGo();
      await over;
    };
  }

  it("presses beyond what the store can take in time are answered at once with what to do, and nothing of them is done; pressed again, they count", async () => {
    await using house = await open();
    await house.walkTo("2021-06-18T09:00:00+08:00");
    const signing = [...house.sandbox.state.people.keys()].flatMap((person) => {
      const card = house.chat.cardsOf(person).find(({ content }) => findButton(content, "签收"));
      return card && person.endsWith("_liaison") ? [{ person, card }] : [];
    });
    expect(signing).to.have.lengthOf.above(10);
    const letGo = await hold(house);
    const began = performance.now();
    const pressed = signing.map(async ({ person, card }) => {
      const { toast } = await house.chat.pressOn(person, card, "签收");
      return { person, card, said: toast?.content ?? "", ms: performance.now() - began };
    });
    let answered = 0;
    for (const press of pressed) void press.then(() => (answered += 1));
    await until("all but those under way", () => answered >= signing.length - AT_ONCE);
    await letGo();
    const answers = await Promise.all(pressed);

    const busy = answers.filter(({ said }) => said === BUSY);
    const done = answers.filter(({ said }) => said.includes("已签收"));
    expect(busy).to.have.lengthOf(signing.length - AT_ONCE);
    expect(done).to.have.lengthOf(AT_ONCE);
    for (const { ms } of answers) expect(ms).to.be.below(3_000);
    expect((await tasks(house)).filter(({ state }) => state === "accepted")).to.have.lengthOf(AT_ONCE);
    expect(await clicks(house)).to.equal(AT_ONCE);
    const metrics = await (await fetch(new URL("/metrics", house.url))).text();
    expect(metrics).to.include(`duban_refused_total{reason="busy"} ${busy.length}`);
    expect(metrics).to.include(`duban_press_seconds_count ${signing.length}`);

    for (const { person, card } of busy) {
      expect((await house.chat.pressOn(person, card, "签收")).toast?.content).to.include("已签收");
    }
  }).timeout(60_000);
});
