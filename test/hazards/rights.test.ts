import { expect } from "chai";
import { partsOf } from "../../src/hazards/rights.ts";
import type { Person, SeatHeld } from "../../src/turn.ts";
import { askedExtension, major } from "./tracks.ts";

const person = (...seats: SeatHeld[]): Person => ({ id: "p", openId: "p", name: "某席位", seats });

describe("who decides on a major hazard's extension", () => {
  const asked = major({ extension: askedExtension });

  it("is the office, one level up, and nobody of it who speaks for the hazard's own unit", () => {
    const clerk = person({ unit: "office", seat: "office_clerk" });
    const ownHouse = person({ unit: "office", seat: "office_director" }, { unit: "jyj", seat: "lead" });
    expect(partsOf(clerk, asked).has("decider")).to.equal(true);
    expect(partsOf(ownHouse, asked).has("decider")).to.equal(false);
    expect(partsOf(ownHouse, major({ extension: askedExtension, leadUnit: "wjj" })).has("decider")).to.equal(
      true,
    );
  });
});
