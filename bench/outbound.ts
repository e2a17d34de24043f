import { openTurn } from "../src/bot/routes.ts";
import { PersonTable } from "../src/campaign/people.ts";
import { newRowId } from "../src/db/ids.ts";
import { OutboxTable, type OutboxRow } from "../src/jobs/outbox-table.ts";
import { as } from "../test/sim/replica.ts";
import { openTemplate } from "../test/sim/template.ts";
import { openWorld, type World } from "../test/sim/world.ts";
import type { Options, Result } from "./measure.ts";

const SECOND_MS = 1_000;
const WAITING = 100_000;
const BATCH = 400;

/** What Feishu allows one method in so many seconds. */
const allowed = (seconds: number): number =>
  1_000 * Math.floor(seconds / 60) + Math.min(1_000, 50 * (seconds % 60));

/** Sentences to everybody in turn, all due now. */
async function fill({ db, door, template, clock }: World, cards: number): Promise<void> {
  const people = await db.getRepository(PersonTable).find();
  await door(async (tx) => {
    const { district, campaign, now } = openTurn(
      template.house,
      tx,
      template.house.campaigns[0]!,
      clock.now(),
    );
    const row = (at: number): OutboxRow => ({
      id: newRowId(now),
      districtId: district,
      campaign: campaign.key,
      idemKey: `say:bench-${at}|said`,
      personId: people[at % people.length]!.id,
      chatId: null,
      subject: `say:bench-${at}`,
      frozen: { words: `第${at}句` },
      priority: 1,
      state: "waiting",
      want: 1,
      shown: 0,
      superseded: false,
      openForm: null,
      shownForm: null,
      shownCount: null,
      shownAt: null,
      visibleAt: now.getTime(),
      token: null,
      attempts: 0,
      firstTriedAt: null,
      generation: 0,
      messageId: null,
      sentAt: null,
      reason: null,
      trouble: null,
      toldAt: null,
      createdAt: now,
    });
    for (let from = 0; from < cards; from += BATCH)
      await tx
        .getRepository(OutboxTable)
        .insert(Array.from({ length: Math.min(BATCH, cards - from) }, (_each, at) => row(from + at)));
  });
}

async function drainFor(world: World, seconds: number): Promise<number> {
  const end = world.clock.now().getTime() + seconds * SECOND_MS;
  const [replica] = world.replicas;
  while (world.clock.now().getTime() < end) {
    const pass = await as(world, replica!, () => replica!.app.passes.sender());
    const now = world.clock.now().getTime();
    const next = pass && pass.worked > 0 ? now + 40 : Math.max(now + 20, pass?.nextAt ?? now + SECOND_MS);
    world.moveTo(new Date(Math.min(end, next)));
  }
  return [...world.platform.state.messages.values()].filter(({ from }) => from === "bot").length;
}

/** A hundred thousand cards wait: how much of what Feishu allows is used, in virtual time over a real SQLite file. */
export async function outbox({ smoke }: Options): Promise<Result> {
  const seconds = smoke ? 20 : 180;
  const template = await openTemplate();
  const world = await openWorld(template, 1, { replicas: 1 });
  await fill(world, smoke ? 2_000 : WAITING);
  const accepted = await drainFor(world, seconds);
  const refused = world.platform.state.refusals.length;
  await world.close();
  template.drop();
  const part = Number((accepted / allowed(seconds)).toFixed(4));
  const figures = {
    waiting: smoke ? 2_000 : WAITING,
    virtual_seconds: seconds,
    accepted,
    allowed: allowed(seconds),
  };
  return {
    bench: "outbox",
    ...figures,
    part,
    refused,
    must: "≥ 0.97 of what is allowed over 180 s, none refused",
    holds: smoke ? null : part >= 0.97 && refused === 0,
  };
}
