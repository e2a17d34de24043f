import { expect } from "chai";
import { checkCard } from "../../cards/check.ts";
import { rateInWords, yuanInWords } from "../../cards/bulletin-view.ts";
import { bulletinCards } from "./bulletin-views.ts";

describe("the cards of a bulletin", () => {
  it("fit with forty units and a thousand Chinese characters in every field", () => {
    for (const [name, card] of Object.entries(bulletinCards((words) => words + "危".repeat(1000)))) {
      expect(checkCard(card), name).to.deep.equal([]);
    }
  });

  it("give a rate only from five up, with both counts", () => {
    expect(rateInWords({ part: 3, whole: 4 })).to.equal("3/4");
    expect(rateInWords({ part: 4, whole: 5 })).to.equal("80%（4/5）");
    expect([800, 12_000, 1_234_500].map(yuanInWords)).to.deep.equal(["800元", "1.2万元", "123.45万元"]);
  });

  it("tell the director's card from the clerk's: only the director is asked to decide", () => {
    const cards = bulletinCards((words) => words);
    expect(JSON.stringify(cards["bulletin-director"])).to.include("批准签发").and.include("退回修改");
    for (const name of ["bulletin-submitted", "bulletin-approved", "bulletin"])
      expect(JSON.stringify(cards[name]), name).to.not.include("批准签发");
  });
});
