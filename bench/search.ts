import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DataSource } from "typeorm";
import { openTurn } from "../src/bot/routes.ts";
import type { Campaign } from "../src/campaign/definition.ts";
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

type Case = { ask: (turn: Turn) => Promise<unknown>; raw: [sql: string, ...values: string[]] };

/** The same shape without anything of ours: a scan for the words, the newest 401; a scan for the words, sorted, the first 21. */
const RAW_HAZARDS = `SELECT id FROM hazard WHERE district_id = ? AND campaign = ? AND sought LIKE ?
  ORDER BY year DESC, number DESC LIMIT 401`;
const RAW_ENTERPRISES = `SELECT id FROM enterprise WHERE district_id = ? AND sought LIKE ?
  ORDER BY LENGTH(sought), sought, id LIMIT 21`;

/** What people ask for; words that stand nowhere are the hardest, for all must be read. */
function casesOf({ key, district }: Campaign): Record<string, Case> {
  const hazards = (by: Person, words: string, more: Partial<Filters> = {}): Case => ({
    ask: (turn) => searchHazards(turn, by, { words, filters: { ...ALL, ...more } }),
    raw: [RAW_HAZARDS, district.key, key, `%${words}%`],
  });
  const enterprises = (words: string): Case => ({
    ask: (turn) => findEnterprises(turn, words, 21),
    raw: [RAW_ENTERPRISES, district.key, `%${words}%`],
  });
  return {
    nowhere: hazards(OFFICE, ABSENT),
    "of one enterprise": hazards(OFFICE, RARE),
    everywhere: hazards(OFFICE, COMMON),
    "without words": hazards(OFFICE, ""),
    "last page": hazards(OFFICE, COMMON, { page: 50 }),
    red: hazards(OFFICE, "", { light: "red" }),
    "by a unit, nowhere": hazards(UNIT, ABSENT),
    "by a unit, its own, yellow": hazards(UNIT, "", { scope: "mine", light: "yellow" }),
    "enterprise, nowhere": enterprises(ABSENT),
    "enterprise, by its number": enterprises(RARE),
    "enterprise, everywhere": enterprises("新材料"),
  };
}

async function over(store: string, url: string, count: number, options: Options) {
  const house = readHouse("./config");
  const campaign = house.campaigns[0]!;
  const db: DataSource = await openDatabase(url, TABLES);
  await migrate(db);
  const fill_s = Math.round(await secondsOf(() => fillSearched(db, campaign, count)));
  const door = openDoor(db);
  const measured = [];
  for (const [name, { ask, raw }] of Object.entries(casesOf(campaign))) {
    const [sql, ...values] = raw;
    const bare = () => secondsOf(() => db.query(sql, values));
    const ours = () => secondsOf(() => door((tx) => ask(openTurn(house, tx, campaign, NOW))));
    measured.push({ name, ...(await inPairs(bare, ours, options)) });
  }
  await db.destroy();
  const [slowest] = measured.toSorted((one, other) => other.b - one.b);
  const { name: hardest, a: raw_s, b: ours_s, ratio } = slowest!;
  const cases = Object.fromEntries(measured.map(({ name, b }) => [name, b]));
  return { store, fill_s, hardest, raw_s, ours_s, ratio, cases };
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
    must: "≤ 200 ms each over 10^5, the slowest ≤ 3 × its bare scan, on both stores",
    holds: options.smoke ? null : holds,
  };
}
