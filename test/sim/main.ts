import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { runSeed } from "./run.ts";
import { openTemplate } from "./template.ts";

const { values } = parseArgs({
  options: { seeds: { type: "string", default: "300" }, from: { type: "string", default: "1" } },
});
const from = Number(values.from);
const seeds = Number(values.seeds);
const template = await openTemplate();
const began = performance.now();
const totals = { clicks: 0, messages: 0, kills: 0 };
const broken: number[] = [];
const steps = new Map<string, number>();

for (let seed = from; seed < from + seeds; seed += 1) {
  const outcome = await runSeed(template, seed).catch((error: unknown) => ({
    wrong: [String(error)],
    clicks: 0,
    messages: 0,
    kills: 0,
    steps: new Map<string, number>(),
  }));
  totals.clicks += outcome.clicks;
  totals.messages += outcome.messages;
  totals.kills += outcome.kills;
  for (const [step, times] of outcome.steps) steps.set(step, (steps.get(step) ?? 0) + times);
  if (outcome.wrong.length === 0) continue;
  broken.push(seed);
  console.error(`seed ${seed}: replay with npm run test:sim -- --seeds 1 --from ${seed}`);
  for (const each of outcome.wrong.slice(0, 6)) console.error(`  ${each}`);
}
template.drop();
const seconds = Math.round((performance.now() - began) / 1_000);
console.log(
  JSON.stringify({ run: "sim", from, seeds, ...totals, steps: Object.fromEntries(steps), broken, seconds }),
);
process.exitCode = broken.length === 0 ? 0 : 1;
