import { expect } from "chai";
import fc from "fast-check";
import { seatChanges, type Held, type Wanted } from "../../src/seats/changes.ts";

const held = (personId: string, more: Partial<Held> = {}): Held => ({
  id: `seat-${personId}`,
  unit: "jyj",
  seat: "liaison",
  personId,
  name: personId,
  grantedBy: null,
  ...more,
});
const wanted = (personId: string, more: Partial<Wanted> = {}): Wanted => ({
  unit: "jyj",
  seat: "liaison",
  personId,
  name: personId,
  title: "联络员",
  ...more,
});
const of = (seats: readonly { personId: string }[]) => seats.map(({ personId }) => personId);

describe("the roster", () => {
  it("seats who is newly named and unseats who is no longer named", () => {
    const { takes, leaves } = seatChanges([held("old")], [wanted("new"), wanted("new")], []);
    expect([of(takes), of(leaves)]).to.deep.equal([["new"], ["old"]]);
  });

  it("empties no seat because Feishu does not find somebody just now", () => {
    const unbound = [{ unit: "jyj", seat: "liaison" as const, name: "old" }];
    expect(seatChanges([held("old")], [], unbound).leaves).to.deep.equal([]);
    const other = [{ unit: "jyj", seat: "lead" as const, name: "old" }];
    expect(of(seatChanges([held("old")], [], other).leaves), "another seat").to.deep.equal(["old"]);
  });

  it("does not unseat who was let in by asking, until it has named them once", () => {
    const granted = held("guest", { grantedBy: "clerk" });
    expect(seatChanges([granted], [], []).leaves).to.deep.equal([]);
    expect(of(seatChanges([granted], [wanted("guest")], []).adopts)).to.deep.equal(["guest"]);
  });

  it("read twice changes nothing the second time, whoever sat there before", () => {
    const names = fc.constantFrom("a", "b", "c", "d");
    fc.assert(
      fc.property(fc.uniqueArray(names), fc.array(names), (before, rows) => {
        const seats = before.map((name) => held(name));
        const { takes, leaves } = seatChanges(
          seats,
          rows.map((name) => wanted(name)),
          [],
        );
        const after = [
          ...seats.filter((seat) => !leaves.includes(seat)),
          ...takes.map(({ personId }) => held(personId)),
        ];
        expect(of(after).toSorted()).to.deep.equal([...new Set(rows)].toSorted());
        const again = seatChanges(
          after,
          rows.map((name) => wanted(name)),
          [],
        );
        expect([again.takes, again.leaves]).to.deep.equal([[], []]);
      }),
    );
  });
});
