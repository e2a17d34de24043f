import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { DataSource } from "typeorm";
import { migrations } from "../../migrations/index.ts";
import { openDatabase } from "../../src/db/database.ts";
import { newRowId } from "../../src/db/ids.ts";
import { migrate, missingMigrations } from "../../src/db/migrate.ts";
import { DigestTable } from "../../src/digest/store.ts";
import { EnterpriseTable } from "../../src/enterprises/store.ts";
import { HazardTable } from "../../src/hazards/table.ts";
import { isQuarantined, quarantine } from "../../src/jobs/quarantine.ts";
import { MarkTable } from "../../src/jobs/marks.ts";
import { TABLES } from "../../src/tables.ts";
import { backupVerb } from "../../src/verbs/backup.ts";
import { releaseVerb } from "../../src/verbs/release.ts";
import { restoreVerb } from "../../src/verbs/restore.ts";
import { openHouse, who } from "../house.ts";
import { ask, given } from "../journeys/hazards.ts";
import { PHOTO } from "../journeys/photo.ts";
import { STORES } from "../stores.ts";
import { backupBefore, readBackup, writeBackup } from "./archives.ts";
import { settingsOf } from "./settings.ts";

const liaison = who("jyj_liaison");

/** A backup of a held-back house with one hazard, sent back twice, and its photo. */
async function makeBackup(path: string): Promise<void> {
  await using house = await openHouse();
  await house.walkTo("2021-06-18T09:00:00+08:00");
  await given(house, who("jyj_inspector_1"), { state: "rectifying" });
  const card = await ask(house, liaison);
  await house.chat.send(liaison, "整改前.png", PHOTO, card.messageId);
  await house.drain();
  await house.app.bot.door(async (tx) => {
    await tx.getRepository(HazardTable).update({ state: "rectifying" }, { timesReturned: 2, isTwice: true });
    await quarantine(tx, house.clock.now());
  });
  await backupVerb(["--out", path], settingsOf(house.dir, house.database));
}

for (const store of STORES) {
  describe(`a restore on ${store.name}`, () => {
    const dir = mkdtempSync(join(tmpdir(), "duban-restore-"));
    const backup = join(dir, "duban.bak");
    let url = "";
    let drop = () => Promise.resolve();
    before(() => makeBackup(backup));
    beforeEach(async () => {
      const opened = await store.open();
      url = opened.url ?? `sqlite:${join(dir, `${newRowId(new Date(0))}.sqlite`)}`;
      drop = opened.drop;
    });
    afterEach(() => drop());
    after(() => rmSync(dir, { recursive: true, force: true }));

    const restore = (path: string, change = {}) =>
      restoreVerb([path], { ...settingsOf(dir, url), ...change }).catch((error: unknown) => String(error));

    const release = () => releaseVerb([], settingsOf(dir, url)).catch((error: unknown) => String(error));

    async function within<Result>(work: (db: DataSource) => Promise<Result>, steps = migrations) {
      const db = await openDatabase(url, TABLES, steps);
      try {
        return await work(db);
      } finally {
        await db.destroy();
      }
    }
    const isHeld = () => within((db) => db.transaction(isQuarantined));

    it("of an older version's backup fills in what the steps since then fill in", async () => {
      const twice = await backupBefore("Tally1764000940000", backup, join(dir, "tally.bak"));
      expect(await restore(twice)).to.equal(0);
      await within(async (db) => {
        expect(await missingMigrations(db)).to.deep.equal([]);
        expect(await db.getRepository(HazardTable).find()).to.have.nested.property("[0].isTwice", true);
      });
      expect(await isHeld()).to.equal(true);
      expect(await release()).to.equal(0);
      expect(await isHeld()).to.equal(false);
    }).timeout(60_000);

    it("of a backup from before enterprises were kept names the enterprise of each hazard", async () => {
      const older = await backupBefore("Enterprises1764000800000", backup, join(dir, "enterprises.bak"));
      expect(await restore(older)).to.equal(0);
      await within(async (db) => {
        const [hazard] = await db.getRepository(HazardTable).find();
        const [enterprise] = await db.getRepository(EnterpriseTable).find();
        expect(hazard?.enterpriseId).to.be.a("string").and.to.equal(enterprise?.id);
      });
    }).timeout(60_000);

    it("that breaks off at its files leaves nothing that would be sent", async () => {
      const noFolder = join(dir, "not-a-folder");
      writeFileSync(noFolder, "");
      expect(await restore(backup, { FILES_DIR: noFolder })).to.be.a("string");
      expect(await within((db) => db.getRepository(HazardTable).count())).to.equal(1);
      expect(await isHeld()).to.equal(true);
      expect(await restore(backup)).to.include("已有数据");
      expect(await release()).to.include("没有做完");
      expect(await isHeld()).to.equal(true);
      const half = backupVerb(["--out", join(dir, "half.bak")], settingsOf(dir, url)).catch(String);
      expect(await half).to.include("不能备份");
    }).timeout(60_000);

    it("that breaks off at a row leaves nothing that would be sent either", async () => {
      const { head, lines } = readBackup(backup);
      const strange = { kind: "row" as const, table: "of_another_version", row: {} };
      const broken = writeBackup(join(dir, "strange.bak"), head, [...lines.slice(0, 40), strange]);
      expect(await restore(broken)).to.include("不认识的表");
      expect(await release()).to.include("没有做完");
      expect(await isHeld()).to.equal(true);
    }).timeout(60_000);

    it("does not touch a database that it refuses", async () => {
      const older = migrations.slice(0, -2);
      await within(async (db) => {
        await migrate(db);
        await db.getRepository(MarkTable).insert({ districtId: "d", name: "n", at: 1 });
      }, older);
      expect(await restore(backup)).to.include("已有数据");
      expect(await within(missingMigrations)).to.have.lengthOf(2);
      await within((db) => db.getRepository(MarkTable).clear());
      expect(await restore(backup)).to.equal(0);
    }).timeout(60_000);

    it("refuses a database whose tables are newer than the backup, for nothing would be filled in", async () => {
      await within(migrate);
      const twice = await backupBefore("Tally1764000940000", backup, join(dir, "before.bak"));
      expect(await restore(twice)).to.include("不要先运行 migrate");
      expect(await restore(backup)).to.equal(0);
    }).timeout(60_000);

    it("takes rows that together are more than the server takes at once", async () => {
      const { head } = readBackup(backup);
      const rows = Array.from({ length: 100 }, (_each, at) => ({
        kind: "row" as const,
        table: "digest",
        row: {
          id: newRowId(new Date(at)),
          districtId: "d",
          campaign: "c",
          on: new Date(Date.UTC(2021, 0, 1 + at)).toISOString().slice(0, 10),
          figures: { words: "一".repeat(70_000) },
          skipped: false,
          madeAt: new Date(at).toISOString(),
        },
      }));
      expect(await restore(writeBackup(join(dir, "big.bak"), head, rows))).to.equal(0);
      expect(await within((db) => db.getRepository(DigestTable).count())).to.equal(100);
    }).timeout(60_000);
  });
}
