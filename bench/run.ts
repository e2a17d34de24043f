import { parseArgs } from "node:util";
import { apply } from "./apply.ts";
import { audit } from "./audit.ts";
import { bulletin } from "./bulletin.ts";
import { claim } from "./claim.ts";
import { click, event, gate, p99 } from "./inbound.ts";
import type { Options, Result } from "./measure.ts";
import { ledger } from "./ledger.ts";
import { outbox, takeover } from "./outbound.ts";
import { mornings, plan } from "./plan.ts";
import { e2e } from "./e2e.ts";
import { replicas } from "./replicas.ts";
import { memory, start } from "./process.ts";
import { digest } from "./digest.ts";
import { search } from "./search.ts";
import { year } from "./year.ts";

const BENCHES: Record<string, (options: Options) => Promise<Result>> = {
  gate,
  event,
  click,
  p99,
  outbox,
  takeover,
  plan,
  mornings,
  claim,
  replicas,
  e2e,
  apply,
  audit,
  year,
  digest,
  ledger,
  bulletin,
  search,
  start,
  memory,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: "string", default: "7" },
    smoke: { type: "boolean", default: false },
    until: { type: "string" },
  },
});
const { smoke, until } = values;
const options = { pairs: smoke ? 1 : Number(values.pairs), smoke, ...(until ? { until } : {}) };
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const unknown = names.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(", ")}; there are ${Object.keys(BENCHES).join(", ")}`);
  process.exit(2);
}
for (const name of names) console.log(JSON.stringify(await BENCHES[name]?.(options)));
