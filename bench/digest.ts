import type { DataSource } from "typeorm";
import { openTurn } from "../src/bot/routes.ts";
import { openDatabase } from "../src/db/database.ts";
import { openDoor } from "../src/db/door.ts";
import { migrate } from "../src/db/migrate.ts";
import { newRowId } from "../src/db/ids.ts";
import { figuresOf } from "../src/digest/figures.ts";
import { hazardTitle } from "../src/hazards/rows.ts";
import { allHazards } from "../src/hazards/store.ts";
import { readHouse } from "../src/house.ts";
import { TABLES } from "../src/tables.ts";
import { withDatabase } from "./database.ts";
import { inPairs, type Options, type Result } from "./measure.ts";
import { secondsOf } from "./measure.ts";

const NOW = new Date("2021-06-18T17:11:00+08:00");
const BATCH = 1_000;

/** So many hazards, open and closed, over all units. */
async function fill(
  db: DataSource,
  district: string,
  campaign: string,
  units: readonly string[],
  count: number,
) {
  const states = ["registered", "assigned", "rectifying", "verify_requested", "closed", "closed"];
  const columns =
    "id,district_id,campaign,year,number,state,grade,enterprise,site,description,focus_point,category,source,found_on,finder,lead_unit,person,due_on,measure,funds,emergency_plan,progress,done,companions,verify_place,verify_remark,times_returned,times_refused,refusal,registered_at,version";
  for (let from = 0; from < count; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - from) }, (_each, place) => {
      const at = from + place;
      const [state, unit] = [states[at % states.length], units[at % units.length]];
      return `('${newRowId(NOW)}','${district}','${campaign}',2021,${at},'${state}','general','企业','库房','描述','F3','储存','检查','2021-06-01','p','${unit}','人','2021-07-01','','','','','','[]','','',0,0,'','2021-06-01 01:00:00',1)`;
    });
    await db.query(`INSERT INTO hazard (${columns}) VALUES ${rows.join(",")}`);
  }
}

/** The digest's figures from so many hazards, beside the bare count in SQL. */
export const digest = (options: Options): Promise<Result> =>
  withDatabase(async (url) => {
    const count = options.smoke ? 1_000 : 100_000;
    const { campaigns, calendar } = readHouse("./config");
    const campaign = campaigns[0]!;
    const { key: district } = campaign.district;
    const db = await openDatabase(url, TABLES);
    await migrate(db);
    const units = campaign.units.map(({ key }) => key);
    await fill(db, district, campaign.key, units, count);
    const raw = () =>
      secondsOf(() =>
        db.query(
          "SELECT lead_unit, state, focus_point, COUNT(*) FROM hazard WHERE district_id = ? AND campaign = ? GROUP BY lead_unit, state, focus_point",
          [district, campaign.key],
        ),
      );
    const ours = () =>
      secondsOf(() =>
        openDoor(db)(async (tx) => {
          const turn = openTurn({ campaigns, calendar }, tx, campaign, NOW);
          const rows = { hazards: await allHazards(turn), tasks: [] };
          return figuresOf(rows, {
            today: turn.today,
            campaign,
            calendar,
            signBy: () => turn.today,
            titleOf: hazardTitle,
          });
        }),
      );
    const {
      a: sql_s,
      b: digest_s,
      ...rest
    } = await inPairs(raw, ours, { ...options, pairs: Math.min(3, options.pairs) });
    await db.destroy();
    const must = "≤ 1 s and ≤ 2 × raw SQL over 10^6";
    return { bench: "digest", hazards: count, sql_s, digest_s, ...rest, must, holds: false };
  });
