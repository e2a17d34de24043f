import { expect } from "chai";
import { evidenceFlags } from "../../src/hazards/flags.ts";

const before = { stage: "before", sha256: "a", takenOn: "2021-06-17 10:00:00" };
const after = { stage: "after", sha256: "b", takenOn: "2021-06-18 09:00:00" };

describe("what a verifier should look at twice", () => {
  it("is nothing when the photos are different ones, in their order, and say when they were taken", () => {
    expect(evidenceFlags([before, after], [])).to.deep.equal([]);
  });

  it("is a photo that lies under other hazards too, of which three are named", () => {
    expect(evidenceFlags([before, after], ["隐患0007"])).to.deep.equal(["照片与隐患0007相同"]);
    const four = ["隐患0001", "隐患0002", "隐患0003", "隐患0004"];
    expect(evidenceFlags([before, after], four)).to.deep.equal([
      "照片与隐患0001、隐患0002、隐患0003等4条相同",
    ]);
  });

  it("is the same photo as before and after, one of after that is older than any of before, and one without a date", () => {
    expect(evidenceFlags([before, { ...after, sha256: "a" }], [])).to.deep.equal(["整改前后是同一张照片"]);
    expect(evidenceFlags([before, { ...after, takenOn: "2021-06-17 09:59:59" }], [])).to.deep.equal([
      "整改后早于整改前",
    ]);
    expect(evidenceFlags([before, { ...after, takenOn: "" }], [])).to.deep.equal(["1张照片没有拍摄时间"]);
  });

  it("is nothing about photos that came before anybody looked at their date, and nothing about later additions", () => {
    expect(evidenceFlags([{ ...before, takenOn: null }, after], [])).to.deep.equal([]);
    expect(evidenceFlags([before, after, { ...after, stage: "supplement", takenOn: "" }], [])).to.deep.equal(
      [],
    );
  });
});
