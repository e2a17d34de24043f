import { expect } from "chai";
import { dayAsked } from "../../src/digest/day-asked.ts";

const TODAY = "2022-01-05";

describe("the day whose digest is asked for", () => {
  it("is read as people write it, without a year as the last one of that name", () => {
    for (const [typed, on] of [
      ["6月16日", "2021-06-16"],
      [" １.４", "2022-01-04"],
      ["1月5日", "2022-01-05"],
      ["1-6", "2021-01-06"],
      ["2021年6月16日", "2021-06-16"],
      ["昨天", "2022-01-04"],
    ] as const)
      expect(dayAsked(typed, TODAY), typed).to.equal(on);
  });

  it("is none where no calendar has it, or no day was written", () => {
    for (const typed of ["2021-02-30", "上周", "13月1日"])
      expect(dayAsked(typed, TODAY), typed).to.equal(null);
  });
});
