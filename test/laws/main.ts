import { appendFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { runCases } from "./run.ts";

const EVIDENCE = "docs/evidence/laws.jsonl";

const { values } = parseArgs({
  options: { cases: { type: "string", default: "500" }, seed: { type: "string", default: "1" } },
});
const began = performance.now();
const outcome = await runCases(Number(values.cases), Number(values.seed));
const seconds = Math.round((performance.now() - began) / 1_000);
const line = JSON.stringify({ run: "laws", ...outcome, seconds });
console.log(line);
appendFileSync(EVIDENCE, `${line}\n`);
process.exitCode = outcome.ends.length === 0 ? 0 : 1;
