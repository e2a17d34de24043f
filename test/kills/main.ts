import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { STORES } from "../stores.ts";
import { runRound } from "./round.ts";

const A_ROUND = 25;
const { values } = parseArgs({
  options: {
    store: { type: "string", default: "sqlite" },
    kills: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
  },
});
const store = STORES.find(({ name }) => name.toLowerCase().includes(values.store));
if (!store) throw new Error(`--store is one of ${STORES.map(({ name }) => name).join(", ")}`);

let left = Number(values.kills);
let seed = Number(values.seed);
let wrongs = 0;
while (left > 0) {
  const began = performance.now();
  const { url, drop } = await store.open();
  const kills = Math.min(A_ROUND, left);
  const { wrong, kills: done, ...counts } = await runRound(seed, kills, url);
  await drop();
  const seconds = Math.round((performance.now() - began) / 1_000);
  const where = Object.fromEntries([...done].toSorted(([one], [other]) => (one < other ? -1 : 1)));
  console.log(
    JSON.stringify({ run: "kills", store: store.name, seed, kills, ...counts, where, wrong, seconds }),
  );
  wrongs += wrong.length;
  left -= kills;
  seed += 1;
}
process.exitCode = wrongs === 0 ? 0 : 1;
