import { fork } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { A_BATCH, runCases } from "./run.ts";

const EVIDENCE = "docs/evidence/laws.jsonl";

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "500" },
    from: { type: "string", default: "1" },
    batch: { type: "string" },
  },
});
if (values.batch === undefined) await runBatches(Number(values.cases), Number(values.from));
else await runBatch(Number(values.batch));

/** As many batches as make up the cases, each a process of its own; those that the evidence holds are not run again. */
async function runBatches(cases: number, from: number): Promise<void> {
  const done = seedsKept();
  for (let seed = from; seed < from + cases / A_BATCH; seed += 1) {
    if (done.has(seed)) continue;
    const batch = fork(fileURLToPath(import.meta.url), ["--batch", String(seed)]);
    const [code] = z
      .tuple([z.number().nullable()])
      .rest(z.unknown())
      .parse(await once(batch, "exit"));
    if (code !== 0) process.exitCode = 1;
  }
}

async function runBatch(seed: number): Promise<void> {
  const began = performance.now();
  const outcome = await runCases(A_BATCH, seed);
  const seconds = Math.round((performance.now() - began) / 1_000);
  const line = JSON.stringify({ run: "laws", ...outcome, seconds });
  console.log(line);
  appendFileSync(EVIDENCE, `${line}\n`);
  process.exitCode = outcome.ends.length === 0 ? 0 : 1;
}

function seedsKept(): Set<number> {
  const Kept = z.object({ cases: z.number(), seed: z.number(), ends: z.array(z.string()) });
  const lines = existsSync(EVIDENCE) ? readFileSync(EVIDENCE, "utf8").split("\n").filter(Boolean) : [];
  const kept = lines.map((line) => Kept.parse(JSON.parse(line)));
  return new Set(
    kept.filter(({ cases, ends }) => cases === A_BATCH && ends.length === 0).map(({ seed }) => seed),
  );
}
