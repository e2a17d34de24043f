import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { performance } from "node:perf_hooks";
import { rowsBy } from "../src/db/statements.ts";
import { readHouse } from "../src/house.ts";
import { csvOf } from "../src/files/csv.ts";
import { makeLedger, reading } from "../src/ledger/make.ts";

const [side = "", database = "", out = ""] = process.argv.slice(2);
const { campaigns, calendar } = readHouse("./config");
const campaign = campaigns[0]!;
const order = { database, campaign, years: calendar.years, now: new Date("2021-06-18T09:00:00+08:00") };
const asked = { units: null, year: null, unit: null, states: null, light: null, isMajor: false };

/** Every hazard's columns as they lie in the table, page by page, as CSV. */
async function plain(): Promise<void> {
  const file = createWriteStream(out);
  await reading(order, async ({ tx, district }) => {
    for (let last = ""; ;) {
      const rows = await rowsBy(
        tx,
        "SELECT * FROM hazard WHERE district_id = ? AND id > ? ORDER BY id LIMIT 500",
        [district, last],
        (record) => record,
      );
      if (rows.length === 0) return;
      last = String(rows.at(-1)?.["id"]);
      const text = csvOf(rows.map((row) => Object.values(row).map((value) => String(value ?? ""))));
      if (!file.write(text)) await once(file, "drain");
    }
  });
  file.end();
  await once(file, "close");
}

const resident = () => process.memoryUsage().rss / 1024 / 1024;
globalThis.gc?.();
const idle = resident();
let peak = idle;
const watch = setInterval(() => void (peak = Math.max(peak, resident())), 20);
const began = performance.now();
if (side === "csv") await plain();
else await makeLedger({ ...order, kind: "export", asked, by: "bench", out });
clearInterval(watch);
peak = Math.max(peak, resident());
console.log(JSON.stringify({ seconds: (performance.now() - began) / 1_000, growth: peak - idle }));
