import { expect } from "chai";
import { capacityMistakes, secondsToSend } from "../../src/campaign/capacity.ts";
import { readHouse } from "../../src/house.ts";

describe("a plan that must arrive in time", () => {
  const [campaign] = readHouse("./config").campaigns;

  it("is taken as shipped, and for a province's hundred thousand receivers", () => {
    expect(capacityMistakes(campaign!, () => 3)).to.deep.equal([]);
    expect(secondsToSend(100_000)).to.equal(6_158);
    expect(capacityMistakes(campaign!, () => 6_000)).to.deep.equal([]);
  });

  it("is refused with the day, the figure and what would fit when it cannot", () => {
    const [mistake] = capacityMistakes(campaign!, () => 60_000);
    expect(mistake).to.match(/^期限 \d{4}-\d{2}-\d{2}：\d{2}:\d{2} 要发\d+张，要\d+分钟，赶不到/);
    expect(mistake).to.match(/最多\d+张/);
  });
});
