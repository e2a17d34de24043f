import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import { digestAt } from "../../src/campaign/postings.ts";
import { readHouse } from "../../src/house.ts";
import { comeToRest } from "../kills/round.ts";
import { openRehearsal, type Rehearsal } from "../process/bot.ts";
import { STORES } from "../stores.ts";
import { openChance, type Chance } from "../sim/chance.ts";
import { actAtRandom } from "../sim/monkey.ts";
import { ASKABLE, heldMb } from "./heap.ts";
import { residentMb, trendOf, type Sample } from "./memory.ts";

const DAY = "2021-06-18";
const MINUTE_MS = 60_000;
const BETWEEN_ACTS_MS = 200;
const SAMPLE_S = 5;
/** So often, evenly, the garbage is collected and what is left is weighed. */
const WEIGHED = 5;

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
    store: { type: "string", default: "sqlite" },
  },
});
const minutes = Number(values.minutes);
const store = STORES.find(({ name }) => name.toLowerCase().includes(values.store));
if (!store) throw new Error(`--store is one of ${STORES.map(({ name }) => name).join(", ")}`);

/** Told to stop, it stops acting, and judges what there is. */
const told = { toStop: false };
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => (told.toStop = true));

type Lived = { acts: number; samples: Sample[]; held: number[] };

/** People press, write and ask, five times a second, until the time is over; the process is weighed on the way. */
async function live(rehearsal: Rehearsal, chance: Chance): Promise<Lived> {
  const began = performance.now();
  const end = began + minutes * MINUTE_MS;
  const samples: Sample[] = [];
  const held = [await heldMb(rehearsal)];
  let acts = 0;
  while (performance.now() < end && rehearsal.isRunning() && !told.toStop) {
    await actAtRandom({ chance, platform: rehearsal.sandbox });
    acts += 1;
    const second = (performance.now() - began) / 1_000;
    if (held.length < WEIGHED && second >= (held.length * minutes * 60) / WEIGHED)
      held.push(await heldMb(rehearsal));
    if (second >= samples.length * SAMPLE_S) samples.push({ second, mb: residentMb(rehearsal.pid()) });
    await sleep(Math.max(0, began + acts * BETWEEN_ACTS_MS - performance.now()));
  }
  if (rehearsal.isRunning()) held.push(await heldMb(rehearsal));
  return { acts, samples, held };
}

const { url, drop } = await store.open();
const { campaigns } = readHouse("./config");
const digest = digestAt(campaigns[0]!, DAY);
await using rehearsal = await openRehearsal({
  at: `${DAY}T08:30:00+08:00`,
  env: ASKABLE,
  ...(url ? { database: url } : {}),
});
// The day's digest falls into the middle of the run.
await rehearsal.prepare(new Date(digest.getTime() - (minutes * MINUTE_MS) / 2).toISOString());
await rehearsal.start();
const began = performance.now();
const { acts, samples, held } = await live(rehearsal, openChance(Number(values.seed)));
const seconds = Math.round((performance.now() - began) / 1_000);
const survived = rehearsal.isRunning();
await rehearsal.stop();
const lines = rehearsal
  .output()
  .split("\n")
  .filter((line) => line.includes('"level":50'));
const errors = lines.length;
for (const line of lines) console.error(line);
const wrong = await comeToRest(rehearsal);
await drop();
const { state, pusher } = rehearsal.sandbox;
const pushed = pusher.told();
const unanswered = pushed.filter(({ answer }) => answer?.status !== 200).length;
const clicks = pushed.filter(({ type }) => type === "card.action.trigger").length;
const messages = [...state.messages.values()].filter(({ from }) => from === "bot").length;
const counts = { acts, clicks, messages, unanswered, errors, survived };
const run = { run: "soak", store: store.name, seed: Number(values.seed), seconds };
console.log(JSON.stringify({ ...run, ...counts, ...trendOf(samples), held_mb: held, wrong }));
process.exitCode = wrong.length === 0 && survived && errors === 0 ? 0 : 1;
