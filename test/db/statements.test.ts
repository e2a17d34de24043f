import { expect } from "chai";
import fc from "fast-check";
import type { EntityManager } from "typeorm";
import { writeLater } from "../../src/db/door.ts";
import { isDuplicate } from "../../src/db/errors.ts";
import { newRowId } from "../../src/db/ids.ts";
import { ANY, changeBy, changeRows, findRow, findRows, insertRows } from "../../src/db/statements.ts";
import { InboxTable, type InboxRow } from "../../src/jobs/inbox.ts";
import { MarkTable } from "../../src/jobs/marks.ts";
import { doorOn } from "../door.ts";
import { STORES } from "../stores.ts";

const NOW = new Date("2021-06-18T01:05:09.123Z");

const anArrival = (dedupeKey: string, said: string): InboxRow => ({
  id: newRowId(NOW),
  districtId: "d",
  dedupeKey,
  kind: "click",
  sender: [...said].slice(0, 10).join(""),
  body: { said, inside: [said, null, 1.5, true] },
  state: "waiting",
  answer: null,
  visibleAt: NOW.getTime(),
  token: null,
  attempts: 3,
  receivedAt: NOW,
  doneAt: null,
});

/** Text as people and attackers type it: quotes, placeholders, statements, half of SQL. */
const typed = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }).map((said) => said.replaceAll("\0", "")),
  fc.constantFrom(
    "?",
    "??",
    "'; DROP TABLE inbox; --",
    "\\",
    "\\'",
    '"',
    "`",

    ":name",
    "%_",
    "🧪",
  ),
);

type Wanted = Parameters<typeof findRows<{ districtId: string; name: string; at: number }>>[2];

for (const store of STORES) {
  describe(`statements on ${store.name}`, () => {
    const { door } = doorOn(store);
    const mark = (tx: EntityManager, name: string, at = 1) =>
      insertRows(tx, MarkTable, [{ districtId: "d", name, at }]);
    const marks = () =>
      door((tx) => findRows(tx, MarkTable, { districtId: "d" }, { order: { name: "ASC" } }));

    it("keep and give back every value as TypeORM does, whatever was typed", async () => {
      let made = 0;
      const round = fc.asyncProperty(typed, async (said) => {
        made += 1;
        const row = anArrival(`k${made}`, said);
        await door((tx) => insertRows(tx, InboxTable, [row]));
        const { dedupeKey } = row;
        const [ours, theirs] = await door(async (tx) => [
          await findRow(tx, InboxTable, { districtId: "d", dedupeKey, doneAt: null }),
          await tx.getRepository(InboxTable).findOneByOrFail({ dedupeKey }),
        ]);
        expect(ours).to.deep.equal(row);
        expect(theirs).to.deep.equal(row);
        await door((tx) => changeRows(tx, InboxTable, { id: [row.id] }, { answer: { said }, doneAt: NOW }));
        const changed = await door((tx) => findRow(tx, InboxTable, { dedupeKey }));
        expect(changed).to.deep.equal({ ...row, answer: { said }, doneAt: NOW });
      });
      await fc.assert(round, { numRuns: 100 });
    });

    it("find what fits one of several conditions, and what holds any value", async () => {
      const district = { districtId: "several" };
      const rows = ["a", "b", "c"].map((name, at) => ({ ...district, name, at }));
      await door((tx) => insertRows(tx, MarkTable, rows));
      const names = async (tx: EntityManager, wanted: Wanted) =>
        (await findRows(tx, MarkTable, wanted, { order: { name: "ASC" } })).map(({ name }) => name);
      const found = (wanted: Wanted) => door((tx) => names(tx, wanted));
      const either: Wanted = [
        { ...district, name: "a" },
        { ...district, at: [2, 3] },
      ];
      expect(await found(either)).to.deep.equal(["a", "c"]);
      expect(await found({ ...district, at: ANY })).to.deep.equal(["a", "b", "c"]);
      expect(await found([{ districtId: "none", at: ANY }])).to.deep.equal([]);
    });

    it("answer each of those asked at one moment with its own rows, in order", async () => {
      const seen = await door(async (tx) => {
        const [, one, count, two] = await Promise.all([
          insertRows(tx, MarkTable, [
            { districtId: "o", name: "a", at: 1 },
            { districtId: "o", name: "b", at: 2 },
          ]),
          findRows(tx, MarkTable, { districtId: "o", name: "a" }),
          changeRows(tx, MarkTable, { districtId: "o" }, { at: 7 }),
          findRow(tx, MarkTable, { districtId: "o", name: ["b"] }),
        ]);
        return { one: one.map(({ at }) => at), count, two: two?.at };
      });
      expect(seen).to.deep.equal({ one: [1], count: 2, two: 7 });
    });

    it("write in the order in which they were asked for, however many wait for the end", async () => {
      const steps = Array.from({ length: 40 }, (_each, step) => step + 1);
      await door(async (tx) => {
        await insertRows(tx, MarkTable, [{ districtId: "order", name: "a", at: 0 }]);
        const textFor = (was: string) =>
          `UPDATE mark SET at_ms = ? WHERE district_id = 'order' AND at_ms = ${was}`;
        await changeBy(tx, textFor("?"), [0, 0]);
        for (const step of steps) {
          // A statement that is new to the driver takes it longer than one it knows.
          const isNew = step % 2 === 1;
          const values = isNew ? [step] : [step, step - 1];
          writeLater(tx, () => changeBy(tx, textFor(isNew ? String(step - 1) : "?"), values));
        }
      });
      const kept = await door((tx) => findRow(tx, MarkTable, { districtId: "order", name: "a" }));
      expect(kept?.at).to.equal(steps.length);
    });

    it("undo the whole turn when one of them fails, and do nothing after it", async () => {
      await door((tx) => mark(tx, "there"));
      const failing = door((tx) => Promise.all([mark(tx, "before"), mark(tx, "there"), mark(tx, "behind")]));
      expect(isDuplicate(await failing.then(null, (error: unknown) => error))).to.equal(true);
      expect((await marks()).map(({ name }) => name)).to.deep.equal(["there"]);
    });

    it("write what can wait with the last, and undo the turn when that fails", async () => {
      await door(async (tx) => {
        writeLater(tx, () => mark(tx, "late"));
        expect(await findRow(tx, MarkTable, { districtId: "d", name: "late" })).to.equal(null);
      });
      const failing = door(async (tx) => {
        writeLater(tx, () => mark(tx, "late"));
        await mark(tx, "soon");
      });
      expect(isDuplicate(await failing.then(null, (error: unknown) => error))).to.equal(true);
      expect((await marks()).map(({ name }) => name)).to.deep.equal(["late", "there"]);
    });

    it("leave nothing of a branch that was still under way when another failed", async () => {
      const steps = async (tx: EntityManager) => {
        for (let step = 1; step <= 20; step += 1) await mark(tx, `step ${step}`);
      };
      const failing = door((tx) => Promise.all([steps(tx), mark(tx, "there"), steps(tx)]));
      await failing.then(null, () => undefined);
      await door((tx) => mark(tx, "next"));
      expect((await marks()).map(({ name }) => name)).to.deep.equal(["late", "next", "there"]);
    });

    it("are refused once the turn is over: nothing strays into somebody else's", async () => {
      const kept = await door((tx) => Promise.resolve(tx));
      const stray = await mark(kept, "stray").then(null, (error: unknown) => error);
      expect(String(stray)).to.include("the turn is over");
      expect((await marks()).map(({ name }) => name)).to.deep.equal(["late", "next", "there"]);
    });
  });
}
