import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Enterprises1764000800000 } from "../../migrations/1764000800000-enterprises.ts";
import { openDatabase } from "../../src/db/database.ts";
import { migrate } from "../../src/db/migrate.ts";
import { EnterpriseTable } from "../../src/enterprises/store.ts";
import { HazardTable } from "../../src/hazards/table.ts";
import { TABLES } from "../../src/tables.ts";
import { aHazard } from "../hazards/a-hazard.ts";
import { STORES } from "../stores.ts";

const NAMES = ["甲中学", "甲 中学", "乙（河海）剧场"];

for (const store of STORES) {
  describe(`hazards registered before there were enterprises, on ${store.name}`, () => {
    it("belong to one enterprise for each name, whatever its spelling, and are found by words as well", async () => {
      const dir = mkdtempSync(join(tmpdir(), "duban-before-"));
      const opened = await store.open();
      const db = await openDatabase(opened.url ?? `sqlite:${join(dir, "x.sqlite")}`, TABLES);
      await migrate(db);
      for (const [at, enterprise] of NAMES.entries())
        await db
          .getRepository(HazardTable)
          .insert({ ...aHazard({ id: `h${at}`, number: at, enterprise }), districtId: "d", sought: null });
      const runner = db.createQueryRunner();
      await new Enterprises1764000800000().down(runner);
      await new Enterprises1764000800000().up(runner);
      await runner.release();

      const enterprises = await db.getRepository(EnterpriseTable).find({ order: { name: "ASC" } });
      expect(enterprises.map(({ lookup }) => lookup)).to.have.members(["甲中学", "乙河海剧场"]);
      const hazards = await db.getRepository(HazardTable).find({ order: { number: "ASC" } });
      const [first, second, third] = hazards;
      expect(first?.enterpriseId).to.be.a("string").and.equal(second?.enterpriseId);
      expect(third?.enterpriseId).to.not.equal(first?.enterpriseId);
      expect(third?.sought).to.equal("乙河海剧场|化学准备室|酒精与高锰酸钾同柜存放");
      await db.destroy();
      await opened.drop();
      rmSync(dir, { recursive: true, force: true });
    });
  });
}
