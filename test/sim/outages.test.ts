import { expect } from "chai";
import { InboxTable } from "../../src/jobs/inbox.ts";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { GROUP } from "../house.ts";
import { openChance } from "./chance.ts";
import { judge } from "./judge.ts";
import { actAtRandom } from "./monkey.ts";
import { as, startReplica } from "./replica.ts";
import { openTemplate, type Template } from "./template.ts";
import { openWorld, type World } from "./world.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Everybody alive works until nothing is due at this instant. */
async function work(world: World): Promise<void> {
  for (let pass = 0; pass < 2_000; pass += 1) {
    let [worked, next] = [0, Infinity];
    for (const replica of world.replicas.filter(({ alive }) => alive)) {
      const { passes } = replica.app;
      worked += (await as(world, replica, () => passes.inbox())) ?? 0;
      const sent = await as(world, replica, () => passes.sender());
      worked += sent?.worked ?? 0;
      next = Math.min(next, sent?.nextAt ?? Infinity);
    }
    const now = world.clock.now().getTime();
    if (worked > 0) continue;
    if (next - now > 500) return;
    world.moveTo(new Date(Math.max(next, now + 1)));
  }
  return undefined;
}

/** Lets time pass in stretches, with what falls due on the way. */
async function live(world: World, hours: number, act?: () => Promise<void>): Promise<void> {
  const end = world.clock.now().getTime() + hours * HOUR_MS;
  while (world.clock.now().getTime() < end) {
    await act?.();
    for (const replica of world.replicas.filter(({ alive }) => alive)) {
      await as(world, replica, () => replica.app.passes.schedule());
      await as(world, replica, () => replica.app.watch.tell());
    }
    await world.platform.pusher.redeliver();
    await work(world);
    world.moveTo(new Date(Math.min(end, world.clock.now().getTime() + 5 * MINUTE_MS)));
  }
}

const judged = (world: World) =>
  judge({ ...world, house: world.template.house, state: world.platform.state });

describe("an outage", () => {
  let template: Template;
  let world: World;
  const open = async (replicas: number) => (world = await openWorld(template, 3, { replicas }));
  before(async () => (template = await openTemplate()));
  afterEach(() => world.close());
  after(() => template.drop());

  it("of Feishu for 24 hours loses nothing and doubles nothing, and is drained within the limits", async () => {
    await open(2);
    await live(world, 1);
    const before = [...world.platform.state.messages.values()].filter(({ from }) => from === "bot").length;
    world.takeDown("feishu", new Date(world.clock.now().getTime() + 24 * HOUR_MS));
    const scene = { chance: openChance(5), platform: world.platform };
    await live(world, 24, () => (scene.chance.is(0.5) ? actAtRandom(scene) : Promise.resolve()));
    await live(world, 3);
    expect(await judged(world)).to.deep.equal([]);
    const after = [...world.platform.state.messages.values()].filter(({ from }) => from === "bot").length;
    expect(after - before).to.be.above(10);
    const digests = world.platform.state.messagesIn(GROUP);
    expect(digests.length).to.be.at.most(2);
  }).timeout(180_000);

  it("of ours for 6.9 hours loses no message that people sent meanwhile", async () => {
    await open(1);
    await live(world, 0.5);
    for (const replica of world.replicas) replica.alive = false;
    const { state, doings, pusher } = world.platform;
    const people = [...state.people.keys()];
    const said: string[] = [];
    for (let minute = 0; minute < 6.9 * 60; minute += 3) {
      const openId = people[minute % people.length]!;
      if (minute % 30 === 0) {
        const message = await doings.say(openId, state.p2p(openId)!.chatId, { type: "text", text: "帮助" });
        said.push(message.messageId);
      }
      await pusher.redeliver();
      world.moveTo(new Date(world.clock.now().getTime() + 3 * MINUTE_MS));
    }
    world.replicas[0] = startReplica(world, 0);
    await live(world, 7);
    const kept = await world.db.getRepository(InboxTable).find();
    for (const messageId of said) {
      const rows = kept.filter(({ dedupeKey }) => dedupeKey === `message:${messageId}`);
      expect(rows.map((row) => row.state)).to.deep.equal(["done"]);
    }
    const answers = [...state.messages.values()].filter(
      ({ from, content }) => from === "bot" && wordsOf(content).includes("可以这样用"),
    );
    expect(answers.length).to.be.at.least(1);
    expect(await judged(world)).to.deep.equal([]);
  }).timeout(120_000);

  it("of the store for ten minutes is said to everybody who presses, and loses nothing", async () => {
    await open(2);
    await live(world, 0.5);
    const until = world.clock.now().getTime() + 10 * MINUTE_MS;
    world.takeDown("store", new Date(until));
    const scene = { chance: openChance(9), platform: world.platform };
    for (let acts = 0; acts < 40; acts += 1) {
      await actAtRandom(scene);
      world.moveTo(new Date(world.clock.now().getTime() + 14_000));
      await world.platform.pusher.redeliver();
    }
    const presses = world.told.filter(({ type }) => type === "card.action.trigger");
    expect(presses.length).to.be.above(5);
    for (const { answer } of presses)
      expect(JSON.stringify(answer)).to.match(/没有办成，内容没有改动|没有及时办成|没有改动/);
    await live(world, 8);
    expect(await judged(world)).to.deep.equal([]);
  }).timeout(120_000);
});

describe("four replicas", () => {
  let template: Template;
  before(async () => (template = await openTemplate()));
  after(() => template.drop());

  /** The same acts of the same people; what everybody sees in the end. */
  async function day(replicas: number): Promise<string[]> {
    const world = await openWorld(template, 17, { replicas });
    const scene = { chance: openChance(23), platform: world.platform };
    await live(world, 0.2);
    for (let acts = 0; acts < 60; acts += 1) {
      await actAtRandom(scene);
      await work(world);
      world.moveTo(new Date(world.clock.now().getTime() + 2 * MINUTE_MS));
      await work(world);
    }
    await live(world, 8);
    expect(await judged(world)).to.deep.equal([]);
    const seen = [...world.platform.state.messages.values()]
      .filter(({ from }) => from === "bot")
      .map(({ chatId, content }) => `${chatId} ${wordsOf(content).replaceAll(/\d{2}:\d{2}/g, "<time>")}`);
    await world.close();
    return seen.toSorted();
  }

  it("give everybody the same cards as one does on the same day", async () => {
    const one = await day(1);
    expect(one.length).to.be.above(30);
    expect(await day(4)).to.deep.equal(one);
  }).timeout(180_000);
});
