import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp, type AppParts } from "../../src/app.ts";
import { stoppedClock } from "../../src/clock.ts";
import { openDatabase } from "../../src/db/database.ts";
import { openDoor } from "../../src/db/door.ts";
import { drawIdsFrom } from "../../src/db/ids.ts";
import { migrate } from "../../src/db/migrate.ts";
import { sealHistory } from "../../src/campaign/chain.ts";
import { readSettings } from "../../src/env.ts";
import { openFeishu } from "../../src/feishu/client.ts";
import { readHouse } from "../../src/house.ts";
import { openLog } from "../../src/log.ts";
import { TABLES } from "../../src/tables.ts";
import { APP, GROUP } from "../house.ts";
import { bytesOf, openChance } from "./chance.ts";

/** A Wednesday two weeks before the second phase ends. */
export const BEGINS_AT = new Date("2021-06-16T08:46:00+08:00");
const UNITS = new Set(["jyj", "wjj", "bkq"]);
const SEATS = new Set(["office", "meeting"]);
const CONVENERS = 2;

/** A small district: two departments, a zone, their people, the office. Fewer people meet more often. */
function smallHouse(): Template["house"] {
  const { campaigns, calendar, roster } = readHouse("./config");
  let conveners = 0;
  const few = roster.filter(({ unit, seat }) => {
    if (unit !== "meeting") return UNITS.has(unit) || SEATS.has(unit);
    conveners += seat === "convener" ? 1 : 0;
    return seat !== "convener" || conveners <= CONVENERS;
  });
  const campaign = campaigns[0]!;
  const units = campaign.units.filter(({ key }) => UNITS.has(key));
  return { campaigns: [{ ...campaign, units }], calendar, roster: few };
}

export type Template = {
  beginsAt: Date;
  house: Pick<AppParts, "campaigns" | "calendar" | "roster">;
  settings: AppParts["settings"];
  /** A copy of the database to begin from, as a file of its own; and how to be rid of it. */
  copy(): { file: string; remove(): void };
  drop(): void;
};

/** A database in which everybody has a seat and every open task is issued, to be copied for each run. */
export async function openTemplate(house = smallHouse(), beginsAt = BEGINS_AT): Promise<Template> {
  const dir = mkdtempSync(join(tmpdir(), "duban-sim-"));
  const file = join(dir, "template.sqlite");
  const settings = readSettings(
    {
      FEISHU_APP_ID: APP.appId,
      FEISHU_APP_SECRET: APP.appSecret,
      FEISHU_ENCRYPT_KEY: APP.encryptKey,
      FEISHU_VERIFICATION_TOKEN: APP.verificationToken,
      FEISHU_DOMAIN: "http://sandbox.invalid",
      DATABASE_URL: `sqlite:${file}`,
      FILES_DIR: join(dir, "files"),
      JOINT_MEETING_CHAT_ID: GROUP,
    },
    join(dir, "no.env"),
  );
  drawIdsFrom(bytesOf(openChance(0)));
  const clock = stoppedClock(new Date(beginsAt.getTime() - 60 * 60_000));
  const log = openLog("silent");
  const db = await openDatabase(settings.DATABASE_URL, TABLES);
  await migrate(db);
  const feishu = openFeishu({
    appId: APP.appId,
    appSecret: APP.appSecret,
    domain: "http://sandbox.invalid",
    clock,
    log,
  });
  const parts = { ...house, settings, clock, stopwatch: () => 0, log };
  const app = buildApp(parts, { db, door: openDoor(db, sealHistory), feishu }, () => undefined);
  await app.setOut();
  await db.query("PRAGMA wal_checkpoint(TRUNCATE)");
  await db.destroy();
  let copies = 0;
  return {
    beginsAt,
    house,
    settings,
    copy: () => {
      copies += 1;
      const copied = join(dir, `${copies}.sqlite`);
      copyFileSync(file, copied);
      const remove = () => ["", "-wal", "-shm"].forEach((end) => rmSync(`${copied}${end}`, { force: true }));
      return { file: copied, remove };
    },
    drop: () => rmSync(dir, { recursive: true, force: true }),
  };
}
