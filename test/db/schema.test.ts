import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openDatabase } from "../../src/db/database.ts";
import { openDoor } from "../../src/db/door.ts";
import { migrate, missingMigrations } from "../../src/db/migrate.ts";
import { claimOccurrence, wasClaimed } from "../../src/jobs/occurrences.ts";
import { takeLease } from "../../src/jobs/leases.ts";
import { MarkTable } from "../../src/jobs/marks.ts";
import { TABLES } from "../../src/tables.ts";
import { STORES } from "../stores.ts";

for (const store of STORES) {
  describe(`the tables on ${store.name}`, () => {
    const dir = mkdtempSync(join(tmpdir(), "duban-schema-"));
    let opened: { url: string | undefined; drop(): Promise<void> };
    const open = () => openDatabase(opened.url ?? `sqlite:${join(dir, "x.sqlite")}`, TABLES);
    before(async () => {
      opened = await store.open();
    });
    after(async () => {
      await opened.drop();
      rmSync(dir, { recursive: true, force: true });
    });

    it("are what the migrations make of them: nothing missing, nothing different", async () => {
      const db = await open();
      expect(await missingMigrations(db)).to.have.length.above(0);
      await migrate(db);
      expect(await missingMigrations(db)).to.deep.equal([]);
      const { upQueries } = await db.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).to.deep.equal([]);
      await db.destroy();
    });

    it("lead every index with the district, and make every id themselves", async () => {
      const db = await open();
      for (const { indices, primaryColumns, tableName } of db.entityMetadatas) {
        for (const index of indices)
          expect(index.columns[0]?.databaseName, `${tableName} ${index.name}`).to.equal("district_id");
        for (const column of primaryColumns) expect(column.isGenerated).to.equal(false);
      }
      await db.destroy();
    });

    it("keep Chinese text and the case of keys", async () => {
      const db = await open();
      const door = openDoor(db);
      await door((tx) =>
        tx.getRepository(MarkTable).insert([
          { districtId: "隐患", name: "a", at: 1 },
          { districtId: "隐患", name: "A", at: 2 },
        ]),
      );
      expect(await door((tx) => tx.getRepository(MarkTable).countBy({ districtId: "隐患" }))).to.equal(2);
      await db.destroy();
    });

    it("let one of two claim an occurrence, and one of two hold a lease until it runs out", async () => {
      const db = await open();
      const door = openDoor(db);
      const run = {
        districtId: "d",
        kind: "digest",
        occursOn: "2021-06-18",
        key: "day",
        firedAt: new Date("2021-06-18T09:11:00Z"),
      };
      const claims = await Promise.all(
        [1, 2, 3].map(() =>
          door((tx) => claimOccurrence(tx, run)).catch((error: unknown) =>
            wasClaimed(error) ? false : Promise.reject(error),
          ),
        ),
      );
      expect(claims.filter(Boolean)).to.have.lengthOf(1);
      const lease = (holder: string, at: string) =>
        door((tx) => takeLease(tx, { districtId: "d", name: "sender", holder }, new Date(at)));
      expect(await lease("one", "2021-06-18T01:00:00Z")).to.equal(true);
      expect(await lease("two", "2021-06-18T01:00:20Z")).to.equal(false);
      expect(await lease("one", "2021-06-18T01:00:25Z")).to.equal(true);
      expect(await lease("two", "2021-06-18T01:00:50Z")).to.equal(false);
      expect(await lease("two", "2021-06-18T01:00:56Z")).to.equal(true);
      await db.destroy();
    });

    it("undo a turn that fails, and keep the turns around it", async () => {
      const db = await open();
      const door = openDoor(db);
      const mark = (name: string, fail: boolean) =>
        door(async (tx) => {
          await tx.getRepository(MarkTable).insert({ districtId: "turns", name, at: 1 });
          if (fail) throw new Error("no");
        });
      const outcomes = await Promise.allSettled(
        Array.from({ length: 12 }, (_each, at) => mark(`m${at}`, at % 3 === 0)),
      );
      expect(outcomes.filter(({ status }) => status === "rejected")).to.have.lengthOf(4);
      const kept = await door((tx) => tx.getRepository(MarkTable).findBy({ districtId: "turns" }));
      expect(kept.map(({ name }) => name).toSorted()).to.deep.equal([
        "m1",
        "m10",
        "m11",
        "m2",
        "m4",
        "m5",
        "m7",
        "m8",
      ]);
      await db.destroy();
    });
  });
}
