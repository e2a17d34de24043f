import { expect } from "chai";
import { openAhead } from "../../src/db/ahead.ts";
import { findRow, insertRows } from "../../src/db/statements.ts";
import { MarkTable } from "../../src/jobs/marks.ts";
import { doorOn } from "../door.ts";
import { STORES } from "../stores.ts";

const marksAhead = openAhead((tx, districtId, name) => findRow(tx, MarkTable, { districtId, name }));

for (const store of STORES) {
  describe(`a row that was asked for ahead on ${store.name}`, () => {
    const { door } = doorOn(store);
    before(() =>
      door((tx) =>
        insertRows(tx, MarkTable, [
          { districtId: "here", name: "mine", at: 1 },
          { districtId: "there", name: "theirs", at: 1 },
        ]),
      ),
    );

    it("is handed out once; asked for again, it is read again", async () => {
      const seen = await door(async (tx) => {
        marksAhead.ask(tx, ["here", "there"], "mine");
        const first = await marksAhead.take(tx, "here", "mine");
        await tx.getRepository(MarkTable).update({ districtId: "here", name: "mine" }, { at: 2 });
        return [first, await marksAhead.take(tx, "here", "mine")].map((row) => row?.at);
      });
      expect(seen).to.deep.equal([1, 2]);
    });

    it("is nobody's who wants another, and none of another district", async () => {
      const seen = await door(async (tx) => {
        marksAhead.ask(tx, ["here", "there"], "mine");
        const other = await marksAhead.take(tx, "here", "none");
        marksAhead.ask(tx, ["here", "there"], "theirs");
        return [other, await marksAhead.take(tx, "here", "theirs")];
      });
      expect(seen).to.deep.equal([null, null]);
    });
  });
}
