import { createHash } from "node:crypto";
import { actAtRandom } from "./monkey.ts";
import { calm } from "./faults.ts";
import { judge } from "./judge.ts";
import { as, startReplica, type Replica } from "./replica.ts";
import type { Template } from "./template.ts";
import { openWorld, type World } from "./world.ts";

const STEPS = 70;
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const LONGEST_QUIET = 4_000;

export type Outcome = {
  seed: number;
  wrong: string[];
  /** The same for every replay of a seed. */
  fingerprint: string;
  clicks: number;
  messages: number;
  kills: number;
  steps: Map<string, number>;
};

/** One seed: a random morning under random faults, then quiet, then the judgement. */
export async function runSeed(template: Template, seed: number): Promise<Outcome> {
  const world = await openWorld(template, seed);
  try {
    for (let left = STEPS; left > 0; left -= 1) await step(world);
    await quieten(world);
    const {
      template: { house },
      platform: { state },
    } = world;
    const wrong = await judge({ ...world, house, state });
    return { seed, wrong, ...counted(world) };
  } finally {
    await world.close();
  }
}

async function step(world: World): Promise<void> {
  const { chance, clock, replicas } = world;
  const kind = chance.next();
  if (kind < 0.5) await actAtRandom(world);
  else if (kind < 0.8) await workAtRandom(world);
  else if (kind < 0.93) world.moveTo(new Date(clock.now().getTime() + stretch(world)));
  else if (kind < 0.95) world.takeDown("store", new Date(clock.now().getTime() + stretch(world)));
  else if (kind < 0.97) world.takeDown("feishu", new Date(clock.now().getTime() + stretch(world)));
  else if (kind < 0.985) for (const replica of replicas.slice(0, 1)) replica.alive = false;
  await world.platform.pusher.redeliver();
  revive(world);
}

/** Whoever runs the bot starts again what died, though not at once. */
function revive(world: World): void {
  const { replicas, chance } = world;
  for (const [at, replica] of replicas.entries())
    if (!replica.alive && chance.is(0.3)) replicas[at] = startReplica(world, replica.skewMs);
}

/** Some replicas work at the same time, each at something. */
async function workAtRandom(world: World): Promise<void> {
  const { chance, replicas } = world;
  const workers = replicas.filter(({ alive }) => alive && chance.is(0.8));
  await Promise.all(
    workers.map((replica) =>
      as(world, replica, async () => {
        const { passes } = replica.app;
        const pass = chance.pick([
          passes.schedule,
          passes.inbox,
          passes.sender,
          passes.sender,
          passes.sender,
        ]);
        await pass?.();
        if (chance.is(0.1)) await replica.app.watch.tell();
      }),
    ),
  );
}

/** Mostly moments, sometimes an hour. */
function stretch({ chance }: World): number {
  const kind = chance.next();
  if (kind < 0.5) return chance.below(3 * SECOND_MS);
  if (kind < 0.8) return chance.below(3 * MINUTE_MS);
  if (kind < 0.95) return chance.below(HOUR_MS);
  return chance.below(5 * HOUR_MS);
}

/** No more faults and no more acts: everything that waits for a moment, a lease or a re-send comes to its end. */
async function quieten(world: World): Promise<void> {
  const { clock, replicas, platform, chance } = world;
  world.weather = calm();
  platform.state.rules.repeats = "same";
  world.takeDown("store", new Date(0));
  world.takeDown("feishu", new Date(0));
  for (const [at, replica] of replicas.entries())
    if (!replica.alive) replicas[at] = startReplica(world, replica.skewMs);
  const end = clock.now().getTime() + 10 * HOUR_MS;
  let lastMinute = -1;
  // One that does not hold the lane finds nothing to do: the end is when nobody does.
  const idle = new Set<Replica>();
  for (let pass = 0; pass < LONGEST_QUIET; pass += 1) {
    const replica = chance.pick(replicas)!;
    const { passes, watch } = replica.app;
    const minute = Math.floor(clock.now().getTime() / MINUTE_MS);
    if (minute !== lastMinute) {
      await passes.schedule();
      await watch.tell();
    }
    lastMinute = minute;
    const worked = await passes.inbox();
    const { worked: sent, nextAt } = await passes.sender();
    await platform.pusher.redeliver();
    const now = clock.now().getTime();
    if (worked + sent > 0) idle.clear();
    else idle.add(replica);
    if (worked + sent > 0) world.moveTo(new Date(now + 100));
    else if (now >= end && idle.size === replicas.length) return;
    else
      world.moveTo(
        new Date(Math.min(end, Math.max(now + SECOND_MS, Math.min(nextAt ?? end, now + 20 * MINUTE_MS)))),
      );
  }
  throw new Error("the world does not come to rest");
}

function counted({ platform, told, kills, steps }: World): Omit<Outcome, "seed" | "wrong"> {
  const messages = [...platform.state.messages.values()];
  const seen = messages.map(({ chatId, at, versions }) => [chatId, at, versions.length]);
  const answers = told.map(({ eventId, answer }) => [eventId, answer === null]);
  return {
    fingerprint: createHash("sha256")
      .update(JSON.stringify([seen, answers]))
      .digest("hex")
      .slice(0, 16),
    clicks: told.filter(({ type }) => type === "card.action.trigger").length,
    messages: messages.filter(({ from }) => from === "bot").length,
    kills: [...kills.values()].reduce((sum, each) => sum + each, 0),
    steps,
  };
}
