import { expect } from "chai";
import { A_BATCH, runCases } from "./run.ts";

const CASES = 500;
const SEED = 20_210_618;

describe("deadlines that chase themselves, and let people sleep", () => {
  it(
    "never ring on a rest day or in quiet hours, twice for one step, after the thing is done or beyond the budget; " +
      "what is overdue reaches the next seat in its time, and nothing is due that the plan does not know",
    async () => {
      const totals = { cases: 0, reminders: 0 };
      for (let seed = SEED; totals.cases < CASES; seed += 1) {
        const { ends, cases, reminders } = await runCases(A_BATCH, seed);
        expect(ends).to.deep.equal([]);
        totals.cases += cases;
        totals.reminders += reminders;
      }
      expect(totals.cases).to.equal(CASES);
      expect(totals.reminders).to.be.above(CASES);
    },
  ).timeout(30 * 60_000);
});
