import { createPool, type Pool } from "mysql2/promise";
import { z } from "zod";
import { PersonTable } from "../src/campaign/people.ts";
import { openDatabase } from "../src/db/database.ts";
import { openDoor, type Door } from "../src/db/door.ts";
import { newRowId } from "../src/db/ids.ts";
import { migrate } from "../src/db/migrate.ts";
import { readHouse } from "../src/house.ts";
import { claimCard, dueCards } from "../src/jobs/claim.ts";
import { TABLES } from "../src/tables.ts";
import { withDatabase } from "./database.ts";
import { inPairs, secondsOf, type Options, type Result } from "./measure.ts";
import { fillOutbox } from "./waiting.ts";

const ROWS = 1_000;
const TOGETHER = 50;
const AT_ONCE = 8;
const NOW = new Date("2021-06-18T09:00:00+08:00");
const Ids = z.tuple([z.array(z.object({ id: z.string() })), z.unknown()]);

type Claimed = { rate: number; ids: string[] };

/** Fifty rows at a time, skipping what others hold, until none is left. */
async function claimRaw(pool: Pool, district: string): Promise<Claimed> {
  const ids: string[] = [];
  const connection = await pool.getConnection();
  const seconds = await secondsOf(async () => {
    for (;;) {
      await connection.beginTransaction();
      const found = await connection.query(
        "SELECT id FROM outbox WHERE district_id = ? AND state = 'waiting' AND visible_at <= ? ORDER BY visible_at LIMIT ? FOR UPDATE SKIP LOCKED",
        [district, NOW.getTime(), TOGETHER],
      );
      const mine = Ids.parse(found)[0].map(({ id }) => id);
      if (mine.length > 0)
        await connection.query("UPDATE outbox SET visible_at = ?, token = ? WHERE id IN (?)", [
          NOW.getTime() + 30_000,
          "raw",
          mine,
        ]);
      await connection.commit();
      ids.push(...mine);
      if (mine.length === 0) return;
    }
  });
  connection.release();
  return { rate: ids.length / seconds, ids };
}

/** As the holder of a lane does: looks for the first ones, and takes each by a conditional update, eight at once. */
async function claimOurs(door: Door, district: string): Promise<Claimed> {
  const ids: string[] = [];
  const seconds = await secondsOf(async () => {
    for (;;) {
      const due = await door((tx) => dueCards(tx, district, "send", [], NOW));
      for (let from = 0; from < due.length; from += AT_ONCE)
        await Promise.all(
          due.slice(from, from + AT_ONCE).map(async (row) => {
            if (await door((tx) => claimCard(tx, row, newRowId(NOW), NOW))) ids.push(row.id);
          }),
        );
      if (due.length === 0) return;
    }
  });
  return { rate: ids.length / seconds, ids };
}

/** Rows claimed a second, each exactly once. */
export const claim = (options: Options): Promise<Result> =>
  withDatabase(async (url) => {
    const rows = options.smoke ? 200 : ROWS;
    const house = readHouse("./config");
    const district = house.campaigns[0]!.district.key;
    const db = await openDatabase(url, TABLES);
    await migrate(db);
    const door = openDoor(db);
    const person = { id: "p", districtId: district, openId: "ou_p", name: "联络员", chatId: null };
    await db.getRepository(PersonTable).insert(person);
    await fillOutbox({ door, house, now: NOW }, rows);
    const pool = createPool(url);
    let doubled = 0;
    const once = (claiming: () => Promise<Claimed>) => async () => {
      await db.query("UPDATE outbox SET visible_at = ?, token = NULL", [NOW.getTime()]);
      const { rate, ids } = await claiming();
      doubled += Math.abs(rows - ids.length) + ids.length - new Set(ids).size;
      return rate;
    };
    const measured = await inPairs(
      once(() => claimRaw(pool, district)),
      once(() => claimOurs(door, district)),
      options,
    );
    const { a: raw_rows_per_s, b: ours_rows_per_s, ...rest } = measured;
    await pool.end();
    await db.destroy();
    const figures = { rows, raw_rows_per_s, ours_rows_per_s, ...rest, doubled };
    return {
      bench: "claim",
      ...figures,
      must: "reported; ratio ≥ 0.5 and none doubled are aimed at",
      holds: null,
    };
  });
