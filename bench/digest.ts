import type { DataSource } from "typeorm";
import { openTurn } from "../src/bot/routes.ts";
import type { Campaign } from "../src/campaign/definition.ts";
import { openDatabase } from "../src/db/database.ts";
import { openDoor } from "../src/db/door.ts";
import { migrate } from "../src/db/migrate.ts";
import { freezeDigest } from "../src/digest/publish.ts";
import { DigestTable } from "../src/digest/store.ts";
import { drawDigest } from "../src/digest/view.ts";
import { raisedItems } from "../src/followup/conveners.ts";
import { recountWhenOther } from "../src/hazards/recount.ts";
import { readHouse } from "../src/house.ts";
import { TABLES } from "../src/tables.ts";
import { withDatabase } from "./database.ts";
import { inPairs, secondsOf, type Options, type Result } from "./measure.ts";
import { fillHazards } from "./million.ts";

const NOW = new Date("2021-06-18T17:11:00+08:00");
const MOST_S = 1;
const MOST_RATIO = 2;
const MOST_GROWTH = 2;
const MIB = 1024 * 1024;

const GROUPS = `SELECT state, lead_unit, focus_point, COUNT(*) FROM hazard
  WHERE district_id = ? AND campaign = ? GROUP BY state, lead_unit, focus_point`;

/** Both sides over what is in the database: the bare count, and a digest as it is published, from its figures to its card. */
function sidesOver(
  db: DataSource,
  { campaigns, calendar }: ReturnType<typeof readHouse>,
  campaign: Campaign,
) {
  const raw = () => secondsOf(() => db.query(GROUPS, [campaign.district.key, campaign.key]));
  const digest = () =>
    openDoor(db)(async (tx) => {
      const turn = openTurn({ campaigns, calendar }, tx, campaign, NOW);
      await freezeDigest(turn, turn.today, { raised: await raisedItems(turn) });
      const drawn = await drawDigest(turn, turn.today, { person: null, form: null, frozen: null });
      if (!drawn) throw new Error("no card");
    });
  const ours = async () => {
    const seconds = await secondsOf(digest);
    await db.getRepository(DigestTable).createQueryBuilder().delete().execute();
    return seconds;
  };
  return { raw, ours };
}

/** One size in a database of its own. */
const over = (count: number, options: Options) =>
  withDatabase(async (url) => {
    const house = readHouse("./config");
    const campaign = house.campaigns[0]!;
    const db = await openDatabase(url, TABLES);
    await migrate(db);
    const fill_s = Math.round(await secondsOf(() => fillHazards(db, campaign, count)));
    const recount_s = Math.round(
      await secondsOf(() => openDoor(db)((tx) => recountWhenOther(openTurn(house, tx, campaign, NOW)))),
    );
    const { raw, ours } = sidesOver(db, house, campaign);
    const before = process.memoryUsage().rss;
    const pairs = await inPairs(raw, ours, options);
    const memory_mb = Math.round((process.memoryUsage().rss - before) / MIB);
    await db.destroy();
    return { fill_s, recount_s, memory_mb, ...pairs };
  });

/** The digest up to its card, beside the bare count over the same hazards; and how it grows with them. */
export async function digest(options: Options): Promise<Result> {
  const count = options.smoke ? 1_000 : 1_000_000;
  const few = options.smoke ? 100 : 1_000;
  const small = await over(few, options);
  const { a: sql_s, b: digest_s, ...rest } = await over(count, options);
  const growth = Number((digest_s / small.b).toFixed(2));
  const holds = digest_s <= MOST_S && rest.ratio.median <= MOST_RATIO && growth <= MOST_GROWTH;
  return {
    bench: "digest",
    hazards: count,
    sql_s,
    digest_s,
    ...rest,
    growth,
    must: "≤ 1 s, ≤ 2 × raw GROUP BY over 10^6, ≤ 2 × as long as over 10^3",
    holds: options.smoke ? null : holds,
  };
}
