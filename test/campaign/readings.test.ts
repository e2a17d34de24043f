import { expect } from "chai";
import { askNextAt } from "../../src/campaign/readings.ts";

const HOUR_MS = 60 * 60_000;
const sentAt = new Date("2021-06-18T00:40:00Z");

describe("whether a push was read", () => {
  it("is asked after an hour, a day, three days and six and a half, and never after Feishu's seven", () => {
    const hours = [0, 1, 2, 3].map((tries) => ((askNextAt(sentAt, tries) ?? 0) - sentAt.getTime()) / HOUR_MS);
    expect(hours).to.deep.equal([1, 24, 72, 156]);
    expect(hours.every((each) => each < 7 * 24)).to.equal(true);
    expect(askNextAt(sentAt, 4)).to.equal(null);
  });
});
