import { fork } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { STORES } from "../../stores.ts";
import { playModel, type Tally } from "./run.ts";

const EVIDENCE = "docs/evidence/model.jsonl";
/** A database fills up: after so many acts a new one is opened, in a process of its own. */
const A_BATCH = 5_000;

const { values } = parseArgs({
  options: {
    acts: { type: "string", default: "5000" },
    from: { type: "string", default: "1" },
    store: { type: "string", default: "sqlite" },
    batch: { type: "string" },
  },
});
if (values.batch === undefined) await runBatches(Number(values.acts), Number(values.from));
else await runBatch(Number(values.batch));

/** As many batches as make up the acts; those that the evidence holds are not run again. */
async function runBatches(acts: number, from: number): Promise<void> {
  const done = seedsKept();
  for (let seed = from; seed < from + acts / A_BATCH; seed += 1) {
    if (done.has(seed)) continue;
    const args = ["--batch", String(seed), "--store", values.store];
    const batch = fork(fileURLToPath(import.meta.url), args);
    const [code] = z
      .tuple([z.number().nullable()])
      .rest(z.unknown())
      .parse(await once(batch, "exit"));
    if (code !== 0) process.exitCode = 1;
  }
}

function sum(tally: Tally, what: "worked" | "refused"): number {
  return Object.values(tally).reduce((all, each) => all + each[what], 0);
}

async function runBatch(seed: number): Promise<void> {
  const store = STORES.find(({ name }) => (name === "SQLite") === (values.store === "sqlite"));
  if (!store) throw new Error(`no store ${values.store}`);
  const { tally, acts, seconds, ends } = await playModel(store, A_BATCH, seed);
  const counts = { acts, worked: sum(tally, "worked"), refused: sum(tally, "refused") };
  const line = JSON.stringify({ run: "model", store: values.store, seed, ...counts, seconds, ends });
  console.log(line);
  appendFileSync(EVIDENCE, `${line}\n`);
  process.exitCode = ends.length === 0 ? 0 : 1;
}

function seedsKept(): Set<number> {
  const Kept = z.object({ store: z.string(), acts: z.number(), seed: z.number(), ends: z.array(z.string()) });
  const lines = existsSync(EVIDENCE) ? readFileSync(EVIDENCE, "utf8").split("\n").filter(Boolean) : [];
  const kept = lines.map((line) => Kept.parse(JSON.parse(line)));
  const good = kept.filter(
    ({ store, acts, ends }) => store === values.store && acts === A_BATCH && ends.length === 0,
  );
  return new Set(good.map(({ seed }) => seed));
}
