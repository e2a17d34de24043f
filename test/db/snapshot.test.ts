import { expect } from "chai";
import { asAtOneInstant } from "../../src/db/snapshot.ts";
import { MarkTable } from "../../src/jobs/marks.ts";
import { openDatabase } from "../../src/db/database.ts";
import { TABLES } from "../../src/tables.ts";
import { STORES } from "../stores.ts";

for (const store of STORES) {
  describe(`what a long reading sees on ${store.name}`, () => {
    it("is one instant: what others write meanwhile is not in it, and they do not wait for it", async () => {
      const { url, giveBack } = await store.lend();
      const [reader, writer] = [await openDatabase(url, TABLES), await openDatabase(url, TABLES)];
      const mark = (name: string) => writer.getRepository(MarkTable).insert({ districtId: "d", name, at: 1 });
      await mark("before");
      const seen = await asAtOneInstant(reader, async (tx) => {
        const first = await tx.getRepository(MarkTable).countBy({ districtId: "d" });
        await mark("meanwhile");
        return [first, await tx.getRepository(MarkTable).countBy({ districtId: "d" })];
      });
      expect(seen).to.deep.equal([1, 1]);
      expect(await reader.getRepository(MarkTable).countBy({ districtId: "d" })).to.equal(2);
      await Promise.all([reader.destroy(), writer.destroy()]);
      await giveBack();
    });
  });
}
