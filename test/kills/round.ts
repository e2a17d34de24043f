import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "../../src/db/database.ts";
import { openDoor } from "../../src/db/door.ts";
import { readHouse } from "../../src/house.ts";
import { TABLES } from "../../src/tables.ts";
import { openRehearsal, type Rehearsal } from "../process/bot.ts";
import { openChance, type Chance } from "../sim/chance.ts";
import { judge } from "../sim/judge.ts";
import { actAtRandom } from "../sim/monkey.ts";

/** Where a process is killed: at a named step of the path, with a request on the wire, or just at some time. */
const STEPS = [
  "arrived",
  "click decided",
  "click kept",
  "stored",
  "event",
  "sealed",
  "fired",
  "claimed",
  "attempt",
  "answered",
  "recorded",
  "lane taken",
];
const WIRE = ["/im/v1/messages", "/tenant_access_token"];
const BEGINS_AT = "2021-06-18T08:29:30+08:00";
const LONGEST_LIFE_MS = 1_600;
const LEASE_S = 2;

export type Round = { kills: Map<string, number>; clicks: number; messages: number; wrong: string[] };

/** One bot, killed again and again while people go on, then left in peace and judged. */
export async function runRound(seed: number, kills: number, database: string | undefined): Promise<Round> {
  const chance = openChance(seed);
  const env = { LEASE_SECONDS: String(LEASE_S) };
  await using rehearsal = await openRehearsal({ at: BEGINS_AT, env, ...(database ? { database } : {}) });
  const done = new Map<string, number>();
  for (let left = kills; left > 0; left -= 1) {
    const where = await lifeAndDeath(rehearsal, chance);
    done.set(where, (done.get(where) ?? 0) + 1);
    rehearsal.clock.moveTo(new Date(rehearsal.clock.now().getTime() + 1_000 + chance.below(90_000)));
  }
  const wrong = await comeToRest(rehearsal);
  const { state, pusher } = rehearsal.sandbox;
  return {
    kills: done,
    clicks: pusher.told().filter(({ type }) => type === "card.action.trigger").length,
    messages: [...state.messages.values()].filter(({ from }) => from === "bot").length,
    wrong,
  };
}

/** Starts the process, lets people act, and kills it; answers where. */
async function lifeAndDeath(rehearsal: Rehearsal, chance: Chance): Promise<string> {
  const kind = chance.next();
  const step = kind < 0.6 ? (chance.pick(STEPS) ?? "") : "";
  const path = kind >= 0.6 && kind < 0.7 ? (chance.pick(WIRE) ?? "") : "";
  const before = rehearsal.kills();
  const starting = rehearsal.start(step ? { KILL_AT: `${step}:${1 + chance.below(3)}` } : {});
  if (kind >= 0.95) {
    await sleep(chance.below(900));
    rehearsal.kill();
    await starting;
    return "start";
  }
  await starting;
  if (path) rehearsal.sandbox.chaos.make({ path, times: 1, does: { tell: rehearsal.kill } });
  const end = performance.now() + (step || path ? LONGEST_LIFE_MS : chance.below(LONGEST_LIFE_MS));
  await rehearsal.sandbox.pusher.redeliver();
  while (rehearsal.isRunning() && performance.now() < end) {
    await actAtRandom({ chance, platform: rehearsal.sandbox });
    await sleep(10);
  }
  const atStep = !rehearsal.isRunning();
  rehearsal.kill();
  await rehearsal.ended();
  rehearsal.sandbox.chaos.forget();
  if (rehearsal.kills() === before) throw new Error(`not killed: ${rehearsal.output().slice(-500)}`);
  return atStep ? step || `wire ${path}` : "any time";
}

/** Leaves it alone past every lease and re-send, stops it, and compares what was seen with what is kept. */
export async function comeToRest(rehearsal: Rehearsal): Promise<string[]> {
  const { clock, sandbox } = rehearsal;
  for (const minutes of [1, 6, 66, 70, 380]) {
    clock.moveTo(new Date(clock.now().getTime() + minutes * 60_000));
    await rehearsal.start();
    await sandbox.pusher.redeliver();
    await rehearsal.rest();
    await rehearsal.stop();
  }
  const house = readHouse("./config");
  const db = await openDatabase(rehearsal.database, TABLES);
  try {
    return await judge({
      db,
      door: openDoor(db),
      clock,
      house,
      state: sandbox.state,
      told: sandbox.pusher.told().map(({ answer, ...each }) => ({
        ...each,
        answer: answer?.status === 200 ? answer.body : null,
      })),
      said: [],
    });
  } finally {
    await db.destroy();
  }
}
