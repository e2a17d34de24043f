import { expect } from "chai";
import { STORES } from "../stores.ts";
import { ACTS, playModel } from "./model/run.ts";

const PLAYED = 5_000;
const SEED = 20_210_618;

for (const store of STORES) {
  describe(`the hazard loop against a table of its own, on ${store.name}`, () => {
    it(
      `${PLAYED} random acts of random seats: what the rules allow works and leads where they say; all else is ` +
        "refused with its reason and changes nothing; what is counted is what there is",
      async () => {
        const { ends, acts, tally } = await playModel(store, PLAYED, SEED);
        expect(ends).to.deep.equal([]);
        expect(acts).to.equal(PLAYED);
        const untried = ACTS.filter((act) => !tally[act]?.worked || !tally[act]?.refused);
        expect(untried, "acts that never worked, or never were refused").to.deep.equal([]);
      },
    ).timeout(5 * 60_000);
  });
}
