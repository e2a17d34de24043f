import { expect } from "chai";
import { openTurn } from "../../src/bot/routes.ts";
import { say } from "../../src/bot/say.ts";
import { PersonTable } from "../../src/campaign/people.ts";
import { AttemptTable } from "../../src/jobs/attempts.ts";
import { OutboxTable } from "../../src/jobs/outbox-table.ts";
import { GROUP } from "../house.ts";
import { judge } from "./judge.ts";
import { as, startReplica } from "./replica.ts";
import { openTemplate, type Template } from "./template.ts";
import { openWorld, type World } from "./world.ts";

const SECOND_MS = 1_000;
const LEASE_S = 30;

/** Sentences to everybody in turn, due now. */
async function fill(world: World, cards: number, priority: 0 | 1 | 2 | 3 = 1): Promise<void> {
  const { house } = world.template;
  const campaign = house.campaigns[0]!;
  const people = await world.db.getRepository(PersonTable).find({ order: { id: "ASC" } });
  await world.door(async (tx) => {
    const turn = openTurn(house, tx, campaign, world.clock.now());
    for (let at = 0; at < cards; at += 1)
      await say(turn, people[at % people.length]!.id, `第${at}句`, `p${priority}-${at}`, priority);
  });
}

/** Lets replicas send for so long; answers how many messages there are then. */
async function sendFor(world: World, seconds: number): Promise<number> {
  const end = world.clock.now().getTime() + seconds * SECOND_MS;
  while (world.clock.now().getTime() < end) {
    let worked = 0;
    let next: number | null = null;
    for (const replica of world.replicas.filter(({ alive }) => alive)) {
      const pass = await as(world, replica, () => replica.app.passes.sender());
      worked += pass?.worked ?? 0;
      next = pass?.nextAt ?? next;
    }
    const now = world.clock.now().getTime();
    world.moveTo(
      new Date(Math.min(end, worked > 0 ? now + 50 : Math.max(now + 20, next ?? now + SECOND_MS))),
    );
  }
  return arrived(world);
}

const arrived = ({ platform }: World) =>
  [...platform.state.messages.values()].filter(({ from }) => from === "bot").length;
const refusals = ({ platform }: World) => platform.state.refusals.length;
const judged = (world: World) =>
  judge({ ...world, house: world.template.house, state: world.platform.state });

describe("the lanes to Feishu", () => {
  let template: Template;
  let world: World;
  const open = async (replicas: number) => (world = await openWorld(template, 1, { replicas }));
  before(async () => (template = await openTemplate()));
  afterEach(() => world.close());
  after(() => template.drop());

  it("send as fast as Feishu allows and never faster", async () => {
    await open(1);
    await fill(world, 2_500);
    const allowed = 2_000;
    expect(await sendFor(world, 120)).to.be.at.least(Math.floor(allowed * 0.97));
    expect(refusals(world)).to.equal(0);
  }).timeout(120_000);

  it("are taken over after a lease, and the new holder counts what the old one sent", async () => {
    await open(2);
    await fill(world, 2_500);
    const [first] = world.replicas;
    const before = await sendFor(world, 20);
    first!.alive = false;
    const meanwhile = await sendFor(world, LEASE_S - 2);
    const after = await sendFor(world, 15);
    expect(before).to.be.above(800);
    expect(meanwhile - before).to.be.below(10);
    expect(after).to.be.above(meanwhile);
    await sendFor(world, 130);
    expect(refusals(world)).to.equal(0);
    expect(await judged(world)).to.deep.equal([]);
  }).timeout(120_000);

  it("let a paused holder that was taken over change nothing but its own attempt", async () => {
    await open(1);
    await fill(world, 40);
    const [paused] = world.replicas;
    let go: () => void = () => undefined;
    const pause = new Promise<void>((resolve) => (go = resolve));
    const shuffle = world.shuffle;
    const { steps } = world;
    world.shuffle = async () => {
      if ((steps.get("attempt") ?? 0) === 4 && paused!.alive) await pause;
    };
    const stuck = as(world, paused!, () => paused!.app.passes.sender());
    for (let yields = 0; yields < 2_000; yields += 1) await Promise.resolve();
    world.shuffle = shuffle;
    world.moveTo(new Date(world.clock.now().getTime() + (LEASE_S + 1) * SECOND_MS));
    world.replicas.push(startReplica(world, 0));
    const other = world.replicas[1]!;
    for (let pass = 0; pass < 60; pass += 1) {
      await as(world, other, () => other.app.passes.sender());
      world.moveTo(new Date(world.clock.now().getTime() + SECOND_MS));
    }
    const rows = () => world.db.getRepository(OutboxTable).find({ order: { id: "ASC" } });
    const taken = await rows();
    go();
    await stuck;
    expect(await rows()).to.deep.equal(taken);
    await sendFor(world, 90);
    expect(await judged(world)).to.deep.equal([]);
    const open4 = await world.db.getRepository(AttemptTable).countBy({ outcome: "sent" });
    expect(open4).to.be.above(4);
  }).timeout(60_000);

  it("bring a person's answer before deadlines, deadlines before digests, and leave room beside notices", async () => {
    await open(1);
    await fill(world, 1_500, 3);
    await sendFor(world, 61);
    const before = arrived(world);
    expect(before).to.be.below(830);
    await fill(world, 30, 0);
    await sendFor(world, 4);
    const newest = [...world.platform.state.messages.values()].slice(-30);
    expect(newest.filter(({ content }) => JSON.stringify(content).includes("第")).length).to.equal(30);
    const answered = await world.db
      .getRepository(OutboxTable)
      .createQueryBuilder("card")
      .where("card.idemKey LIKE 'say:p0-%' AND card.state = 'sent'")
      .getCount();
    expect(answered).to.equal(30);
  }).timeout(120_000);

  it("slow down within a minute when the limits are halved without notice", async () => {
    await open(1);
    await fill(world, 4_000);
    await sendFor(world, 60);
    world.platform.state.rules.pace = 0.5;
    await sendFor(world, 60);
    const atFirst = refusals(world);
    await sendFor(world, 180);
    expect(atFirst, "what was under way with the first refusal").to.be.at.most(8);
    expect(refusals(world) - atFirst).to.be.at.most(3);
  }).timeout(180_000);

  it("go on for others when one group is held back", async () => {
    await open(1);
    const { chats } = world.platform.state;
    expect(chats.has(GROUP)).to.equal(true);
    await fill(world, 60);
    const [busy] = await world.db.getRepository(PersonTable).find({ order: { id: "ASC" } });
    await world.door(async (tx) => {
      const turn = openTurn(world.template.house, tx, world.template.house.campaigns[0]!, world.clock.now());
      for (let at = 0; at < 200; at += 1) await say(turn, busy!.id, `重${at}`, `busy-${at}`, 0);
    });
    await sendFor(world, 10);
    const others = await world.db
      .getRepository(OutboxTable)
      .createQueryBuilder("card")
      .where("card.idemKey LIKE 'say:p1-%' AND card.state = 'waiting'")
      .andWhere("card.personId <> :busy", { busy: busy!.id })
      .getCount();
    expect(others).to.equal(0);
    expect(refusals(world)).to.equal(0);
  }).timeout(60_000);

  it("say when the next for somebody may leave, so that a rehearsal's clock can wait for it in one step", async () => {
    await open(1);
    const { app } = world.replicas[0]!;
    await sendFor(world, 60);
    const [person] = await world.db.getRepository(PersonTable).find({ order: { id: "ASC" } });
    await world.door(async (tx) => {
      const turn = openTurn(world.template.house, tx, world.template.house.campaigns[0]!, world.clock.now());
      for (let at = 0; at < 12; at += 1) await say(turn, person!.id, `重${at}`, `many-${at}`, 0);
    });
    const before = arrived(world);
    let passes = 0;
    for (;;) {
      const { worked, nextAt } = await app.passes.sender();
      passes += 1;
      if (worked > 0) continue;
      const now = world.clock.now().getTime();
      if (nextAt === null || nextAt - now > 2 * SECOND_MS) break;
      world.moveTo(new Date(nextAt));
    }
    expect(arrived(world) - before).to.equal(12);
    expect(passes).to.be.below(12);
    expect(refusals(world)).to.equal(0);
  });
});
