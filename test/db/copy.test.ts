import { expect } from "chai";
import { copyOut } from "../../src/db/copy.ts";
import { insertRows } from "../../src/db/statements.ts";
import { LedgerChangeTable } from "../../src/ledger/change.ts";
import { doorOn } from "../door.ts";
import { STORES } from "../stores.ts";

/** More and less than a page, and just one: of two districts, of several sheets each. */
const SHEETS = [
  ["a", "one", 450],
  ["a", "three", 3],
  ["a", "two", 200],
  ["b", "one", 199],
  ["b", "two", 1],
] as const;

for (const store of STORES) {
  describe(`what is copied out of a table on ${store.name}`, () => {
    const { db, door } = doorOn(store);

    it("is each row once, in the order of its key, though rows that were copied are removed meanwhile", async () => {
      const rows = SHEETS.flatMap(([districtId, jobId, count]) =>
        Array.from({ length: count }, (_each, row) => ({
          districtId,
          jobId,
          row,
          hazardId: `${jobId}-${row}`,
          version: 1,
          before: null,
        })),
      );
      await door((tx) => insertRows(tx, LedgerChangeTable, rows.toReversed()));
      const copied: unknown[] = [];
      for await (const row of copyOut(db().manager, LedgerChangeTable)) {
        copied.push(row);
        const { districtId, jobId } = rows[0]!;
        if (copied.length === 250)
          await door((tx) => tx.getRepository(LedgerChangeTable).delete({ districtId, jobId, row: 0 }));
      }
      expect(copied).to.deep.equal(rows);
    });
  });
}
