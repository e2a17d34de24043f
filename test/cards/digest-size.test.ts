import { expect } from "chai";
import { checkCard } from "../../cards/check.ts";
import { digestCard } from "../../cards/digest.ts";
import type { DigestView } from "../../cards/digest-view.ts";
import { crowdedDigest, emptyDigest, singleDigest } from "./digest-views.ts";

const BYTES = 28 * 1024;
const OBJECTS = 180;

const objectsIn = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + objectsIn(each), 0);
  if (typeof value !== "object" || value === null) return 0;
  const own = "tag" in value ? 1 : 0;
  return Object.values(value).reduce((sum: number, each) => sum + objectsIn(each), own);
};

describe("a digest", () => {
  const days: Record<string, DigestView> = {
    "of 40 units with 10 000 hazards and the longest names": crowdedDigest(),
    "of a district with one hazard": singleDigest(),
    "of a district with nothing yet": emptyDigest(),
  };
  for (const [name, view] of Object.entries(days)) {
    it(`${name} stays within 28 KB and 180 parts, and Feishu would take it`, () => {
      const card = digestCard(view);
      expect(checkCard(card)).to.deep.equal([]);
      expect(Buffer.byteLength(JSON.stringify(card))).to.be.at.most(BYTES);
      expect(objectsIn(card)).to.be.at.most(OBJECTS);
    });
  }

  it("with nothing to draw has no chart", () => {
    expect(JSON.stringify(digestCard(emptyDigest()))).to.not.include('"tag":"chart"');
  });

  it("never has more than two charts", () => {
    expect(JSON.stringify(digestCard(crowdedDigest())).match(/"tag":"chart"/g)).to.have.lengthOf(2);
  });
});
