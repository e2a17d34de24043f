import { judge } from "../test/sim/judge.ts";
import { as } from "../test/sim/replica.ts";
import { openTemplate } from "../test/sim/template.ts";
import { openWorld, type World } from "../test/sim/world.ts";
import type { Options, Result } from "./measure.ts";
import { fillOutbox } from "./waiting.ts";

const SECOND_MS = 1_000;
const BETWEEN_PASSES_MS = 40;
const LONG = { waiting: 100_000, seconds: 180, killedAfter: 30 };
const SMOKE = { waiting: 600, seconds: 10, killedAfter: 3 };

/** What Feishu allows one method in so many seconds. */
const allowed = (seconds: number): number =>
  1_000 * Math.floor(seconds / 60) + Math.min(1_000, 50 * (seconds % 60));

const accepted = ({ platform }: World): number =>
  [...platform.state.messages.values()].filter(({ from }) => from === "bot").length;

/** Every living replica sends until an instant. */
async function sendUntil(world: World, end: number): Promise<void> {
  while (world.clock.now().getTime() < end) {
    let worked = 0;
    let nextAt = Infinity;
    for (const replica of world.replicas.filter(({ alive }) => alive)) {
      const pass = await as(world, replica, () => replica.app.passes.sender());
      worked += pass?.worked ?? 0;
      nextAt = Math.min(nextAt, pass?.nextAt ?? Infinity);
    }
    const now = world.clock.now().getTime();
    const soon = Math.min(nextAt, now + SECOND_MS);
    world.moveTo(new Date(Math.min(end, worked > 0 ? now + BETWEEN_PASSES_MS : Math.max(now + 20, soon))));
  }
}

/** A world of its own with so many cards waiting, on a real SQLite file. */
async function withWaiting<Value>(
  replicas: number,
  waiting: number,
  work: (world: World) => Promise<Value>,
): Promise<Value> {
  const template = await openTemplate();
  const world = await openWorld(template, 1, { replicas });
  try {
    await fillOutbox({ door: world.door, house: template.house, now: world.clock.now() }, waiting);
    return await work(world);
  } finally {
    await world.close();
    template.drop();
  }
}

function drained(world: World, { waiting, seconds }: typeof LONG) {
  const count = accepted(world);
  const most = allowed(seconds);
  const part = Number((count / most).toFixed(4));
  const refused = world.platform.state.refusals.length;
  return { waiting, virtual_seconds: seconds, accepted: count, allowed: most, part, refused };
}

/** A hundred thousand cards wait: how much of what Feishu allows is used, in virtual time. */
export function outbox({ smoke }: Options): Promise<Result> {
  const size = smoke ? SMOKE : LONG;
  return withWaiting(1, size.waiting, async (world) => {
    await sendUntil(world, world.clock.now().getTime() + size.seconds * SECOND_MS);
    const figures = drained(world, size);
    return {
      bench: "outbox",
      ...figures,
      must: "≥ 0.97 of what is allowed over 180 s, none refused",
      holds: smoke ? null : figures.part >= 0.97 && figures.refused === 0,
    };
  });
}

/** Broken promises about doubles and limits; what still waits is no fault here. */
async function faults(world: World): Promise<string[]> {
  const { template, platform } = world;
  const wrong = await judge({ ...world, house: template.house, state: platform.state });
  return wrong.filter((each) => /^P[48] /.test(each));
}

/** The holder dies with a request on the wire; a second replica takes its lanes over. */
export function takeover({ smoke }: Options): Promise<Result> {
  const size = smoke ? { ...SMOKE, seconds: 40 } : LONG;
  return withWaiting(2, size.waiting, async (world) => {
    const began = world.clock.now().getTime();
    const killedAt = began + size.killedAfter * SECOND_MS;
    await sendUntil(world, killedAt);
    const before = accepted(world);
    world.replicas[0]!.alive = false;
    while (accepted(world) === before) await sendUntil(world, world.clock.now().getTime() + SECOND_MS);
    const resumed = (world.clock.now().getTime() - killedAt) / SECOND_MS;
    await sendUntil(world, began + size.seconds * SECOND_MS);
    const figures = drained(world, size);
    const wrong = await faults(world);
    return {
      bench: "takeover",
      ...figures,
      resumed_after_s: resumed,
      wrong,
      must: "work goes on within 45 s, none refused, none doubled; 0.90 of what is allowed is aimed at",
      holds: smoke ? null : resumed <= 45 && figures.refused === 0 && wrong.length === 0,
    };
  });
}
