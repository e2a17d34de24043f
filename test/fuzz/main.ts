import { parseArgs } from "node:util";
import { fuzzGate } from "./gate.ts";

const { values } = parseArgs({
  options: { requests: { type: "string", default: "20000" }, seed: { type: "string", default: "1" } },
});
const outcome = fuzzGate(Number(values.requests), Number(values.seed));
console.log(JSON.stringify({ run: "fuzz", seed: Number(values.seed), ...outcome }));
process.exitCode = outcome.let_in + outcome.crashes === 0 ? 0 : 1;
