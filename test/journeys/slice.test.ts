import { expect } from "chai";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { onEachStore, who } from "../house.ts";
import { given } from "./hazards.ts";

const CONVENER = who("convener_1");
const LEAD = who("jyj_lead");
const OTHER = who("kjj_lead");
const START = "2021-06-18T08:30:00+08:00";

describe("a morning's slice", () => {
  onEachStore((start) => {
    it("comes to conveners, the office director and the unit's lead only where something is red, and says only what is theirs", async () => {
      await using house = await start({
        at: START,
        campaign: (shipped) => ({ ...shipped, digest: { ...shipped.digest, morning_at: "08:50" } }),
      });
      await given(house, who("jyj_liaison"), { state: "rectifying", dueOn: "2021-06-17" });
      await house.walkTo("2021-06-21T08:55:00+08:00");
      const slices = (person: string) =>
        house.chat
          .cardsOf(person)
          .map(({ content }) => wordsOf(content))
          .filter((words) => words.includes("6月21日（周一）晨报"));
      expect(slices(CONVENER)).to.have.lengthOf(1);
      expect(slices(who("yjj_lead"))).to.have.lengthOf(1);
      expect(slices(LEAD)).to.have.lengthOf(1);
      expect(slices(who("observer"))).to.deep.equal([]);
      expect(slices(OTHER).join()).to.not.include("隐患0001");
      expect(slices(LEAD)[0]).to.include("隐患0001");
      await house.walkTo("2021-06-21T10:00:00+08:00");
      expect(slices(CONVENER)).to.have.lengthOf(1);
    }).timeout(60_000);

    it("is not sent at all where the district has not asked for it", async () => {
      await using house = await start({ at: START });
      await given(house, who("jyj_liaison"), { state: "rectifying", dueOn: "2021-06-17" });
      await house.walkTo("2021-06-18T09:00:00+08:00");
      expect(house.chat.cardsOf(CONVENER)).to.deep.equal([]);
    });
  });
});
