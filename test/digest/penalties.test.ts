import { expect } from "chai";
import { finesIn, newPenalties } from "../../src/digest/penalties.ts";

const fined = (number: string, amount: number | null, id = "h1") => ({
  id,
  act: "hazard.penalty",
  details: { number, amount },
});

describe("the penalties of a period", () => {
  it("count once however often they are written, by the words they have last", () => {
    const acts = [fined("罚1号", 50_000), fined("罚2号", null), fined("罚1号", 30_000)];
    expect(newPenalties(acts, [])).to.deep.equal([fined("罚1号", 30_000), fined("罚2号", null)]);
    expect(finesIn(newPenalties(acts, []))).to.equal(30_000);
  });

  it("leave out what an earlier period had, though its publication is entered now", () => {
    const acts = [fined("罚1号", 50_000), fined("罚1号", 8_000, "h2")];
    expect(newPenalties(acts, [fined("罚1号", 50_000)])).to.deep.equal([fined("罚1号", 8_000, "h2")]);
  });
});
