import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DataSource } from "typeorm";
import { openTurn } from "../src/bot/routes.ts";
import { openDatabase } from "../src/db/database.ts";
import { openDoor } from "../src/db/door.ts";
import { migrate } from "../src/db/migrate.ts";
import { findEnterprises } from "../src/enterprises/store.ts";
import { ALL, type Filters } from "../src/hazards/filters.ts";
import { searchHazards } from "../src/hazards/search.ts";
import { readHouse } from "../src/house.ts";
import { TABLES } from "../src/tables.ts";
import type { Person, SeatHeld, Turn } from "../src/turn.ts";
import { withDatabase } from "./database.ts";
import { ABSENT, COMMON, fillSearched, RARE } from "./searched.ts";
import { inPairs, secondsOf, type Options, type Result } from "./measure.ts";

const NOW = new Date("2021-06-18T09:00:00+08:00");
const MOST_S = 0.2;
const MOST_RATIO = 3;

const person = (seat: SeatHeld): Person => ({ id: "nobody", openId: "", name: "", seats: [seat] });
const OFFICE = person({ unit: "office", seat: "office_clerk" });
const UNIT = person({ unit: "jyj", seat: "liaison" });

const hazards =
  (by: Person, words: string, more: Partial<Filters> = {}) =>
  (turn: Turn) =>
    searchHazards(turn, by, { words, filters: { ...ALL, ...more } });

/** What people ask for; words that stand nowhere are the hardest, for all must be read. */
const ASKED: Record<string, (turn: Turn) => Promise<unknown>> = {
  nowhere: hazards(OFFICE, ABSENT),
  "of one enterprise": hazards(OFFICE, RARE),
  everywhere: hazards(OFFICE, COMMON),
  "without words": hazards(OFFICE, ""),
  "last page": hazards(OFFICE, COMMON, { page: 50 }),
  red: hazards(OFFICE, "", { light: "red" }),
  "by a unit, nowhere": hazards(UNIT, ABSENT),
  "by a unit, its own, yellow": hazards(UNIT, "", { scope: "mine", light: "yellow" }),
  "enterprise, nowhere": (turn) => findEnterprises(turn, ABSENT, 21),
  "enterprise, by its number": (turn) => findEnterprises(turn, RARE, 21),
  "enterprise, everywhere": (turn) => findEnterprises(turn, "新材料", 21),
};

/** The same shape without anything of ours. */
const RAW = `SELECT id FROM hazard WHERE district_id = ? AND campaign = ? AND sought LIKE ?
  ORDER BY year DESC, number DESC LIMIT 401`;

async function over(store: string, url: string, count: number, options: Options) {
  const house = readHouse("./config");
  const campaign = house.campaigns[0]!;
  const db: DataSource = await openDatabase(url, TABLES);
  await migrate(db);
  const fill_s = Math.round(await secondsOf(() => fillSearched(db, campaign, count)));
  const raw = () => secondsOf(() => db.query(RAW, [campaign.district.key, campaign.key, `%${ABSENT}%`]));
  const door = openDoor(db);
  const ours = (ask: (turn: Turn) => Promise<unknown>) => () =>
    secondsOf(() => door((tx) => ask(openTurn(house, tx, campaign, NOW))));
  const cases: Record<string, number> = {};
  let hardest = { name: "", ...(await inPairs(raw, ours(ASKED["nowhere"]!), options)) };
  for (const [name, ask] of Object.entries(ASKED)) {
    const pairs = await inPairs(raw, ours(ask), options);
    cases[name] = pairs.b;
    if (pairs.b > hardest.b) hardest = { name, ...pairs };
  }
  await db.destroy();
  const { a: raw_s, b: ours_s, ratio } = hardest;
  return { store, fill_s, hardest: hardest.name || "nowhere", raw_s, ours_s, ratio, cases };
}

async function onFile(count: number, options: Options) {
  const dir = mkdtempSync(join(tmpdir(), "duban-bench-"));
  try {
    return await over("sqlite", `sqlite:${join(dir, "x.sqlite")}`, count, options);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Searches for hazards and enterprises over 10^5 of each, on both stores, beside the bare scan of the same words. */
export async function search(options: Options): Promise<Result> {
  const count = options.smoke ? 1_000 : 100_000;
  const stores = [
    await onFile(count, options),
    await withDatabase((url) => over("mariadb", url, count, options)),
  ];
  const holds = stores.every(({ ours_s, ratio }) => ours_s <= MOST_S && ratio.median <= MOST_RATIO);
  return {
    bench: "search",
    hazards: count,
    enterprises: count,
    stores,
    must: "≤ 200 ms each over 10^5, ≤ 3 × the raw scan, on both stores",
    holds: options.smoke ? null : holds,
  };
}
