import { expect } from "chai";
import fc from "fast-check";
import { ALL, codeOf, filtersIn, narrowed, type Filters } from "../../src/hazards/filters.ts";

const anyFilters: fc.Arbitrary<Filters> = fc.record({
  scope: fc.constantFrom("all", "mine", "unit"),
  light: fc.constantFrom("any", "green", "yellow", "red"),
  state: fc.constantFrom("any", "registered", "assigned", "rectifying", "verifying", "closed", "ended"),
  focus: fc.nat(999),
  grade: fc.constantFrom("any", "major"),
  page: fc.integer({ min: 1, max: 999 }),
});

describe("what a list of hazards is narrowed to", () => {
  it("is the same after it went to a card and came back, in signs that a copy can remember", () => {
    fc.assert(
      fc.property(anyFilters, (filters) => {
        expect(filtersIn(codeOf(filters))).to.deep.equal(filters);
        expect(codeOf(filters).length).to.be.at.most(40);
      }),
    );
  });

  it("begins on its first page with every choice", () => {
    const third = { ...ALL, page: 3 };
    expect(narrowed(third, "light:red")).to.deep.equal({ ...ALL, light: "red" });
    expect(narrowed(third, "focus:5")).to.deep.equal({ ...ALL, focus: 5 });
    expect(narrowed(third, "state:nonsense")).to.deep.equal(ALL);
  });

  it("is nothing when it is no such code, and as it was when the choice is none", () => {
    for (const code of ["", "page:2", "f0-0-0-0-0", "f0-0-0-0-0-1-1", "hazard.verify"])
      expect(filtersIn(code), code).to.equal(null);
    expect(narrowed(ALL, "everything:yes")).to.deep.equal(ALL);
  });
});
