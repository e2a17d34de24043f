import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { In } from "typeorm";
import { openTurn } from "../../../src/bot/routes.ts";
import { sealHistory } from "../../../src/campaign/chain.ts";
import { PersonTable } from "../../../src/campaign/people.ts";
import { seatRoster } from "../../../src/campaign/seating.ts";
import { openDatabase } from "../../../src/db/database.ts";
import { openDoor } from "../../../src/db/door.ts";
import { newRowId } from "../../../src/db/ids.ts";
import { migrate } from "../../../src/db/migrate.ts";
import { dayOf } from "../../../src/dates.ts";
import { AttachmentTable } from "../../../src/files/attachment.ts";
import { HazardTable } from "../../../src/hazards/table.ts";
import { readHouse } from "../../../src/house.ts";
import { TABLES } from "../../../src/tables.ts";
import type { Turn } from "../../../src/turn.ts";
import type { Store } from "../../stores.ts";

export type World = Awaited<ReturnType<typeof openWorld>>;

/** Real tables with the shipped campaign and roster, and a door to them: no bot around it, no network. */
export async function openWorld(store: Store) {
  const dir = mkdtempSync(join(tmpdir(), "duban-model-"));
  const { url, drop } = await store.open();
  const db = await openDatabase(url ?? `sqlite:${join(dir, "duban.sqlite")}`, TABLES);
  await migrate(db);
  if (!url) await db.query("PRAGMA synchronous = OFF");
  const house = readHouse("./config");
  const campaign = house.campaigns[0]!;
  const zone = campaign.district.timezone;
  const door = openDoor(db, sealHistory);
  const turn = <Result>(now: Date, work: (turn: Turn) => Promise<Result>): Promise<Result> =>
    door((tx) => work(openTurn(house, tx, campaign, now, `click:${now.toISOString()}`)));
  const seats = house.roster.map(({ unit, seat, name, title, open_id }) => ({
    unit,
    seat,
    name,
    title,
    openId: open_id,
  }));
  await turn(new Date("2021-01-04T01:00:00Z"), (opened) => seatRoster(opened, seats, []));
  const people = await db.getRepository(PersonTable).find();
  const openIds = new Map(people.map(({ id, openId }) => [id, openId]));
  const count = async (text: string, values: string[] = []): Promise<number> => {
    const rows: unknown = await db.query(text, values);
    const [row] = Array.isArray(rows) ? rows : [];
    return Number(Object.values(Object(row))[0]);
  };
  return {
    campaign,
    calendar: house.calendar,
    turn,
    count,
    newest: async (table: "history" | "outbox"): Promise<string> => {
      const rows: unknown = await db.query(`SELECT MAX(id) AS id FROM ${table}`);
      const [row] = Array.isArray(rows) ? rows : [];
      return String(Object.values(Object(row))[0] ?? "");
    },
    openIdOf: (id: string) => openIds.get(id) ?? id,
    personOf: (openId: string) => people.find((each) => each.openId === openId)?.id ?? "",
    dayOf: (at: Date) => dayOf(at, zone),
    hazards: async (ids: readonly string[]) => {
      const rows = await db.getRepository(HazardTable).find({ where: { id: In([...ids]) } });
      return new Map(rows.map((row) => [row.id, row]));
    },
    all: () => db.getRepository(HazardTable).find(),
    /** A photo as it lies there once it was fetched. */
    photo: (hazard: string, by: string, at: Date) => {
      const id = newRowId(at);
      return db.getRepository(AttachmentTable).insert({
        id,
        districtId: campaign.district.key,
        subject: `hazard:${hazard}`,
        stage: "after",
        messageId: `om_${id}`,
        resourceKey: `img_${id}`,
        kind: "image",
        name: "整改后.jpg",
        state: "stored",
        size: 1,
        by,
        at,
        visibleAt: 0,
        attempts: 0,
      });
    },
    close: async () => {
      await db.destroy();
      await drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
