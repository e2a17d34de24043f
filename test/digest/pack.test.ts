import { expect } from "chai";
import { isMissing } from "../../src/digest/pack-content.ts";
import { packOf } from "../../src/digest/pack.ts";
import { handedInWords } from "../../src/digest/pack-document.ts";
import { TaskTable } from "../../src/tasks/store.ts";
import { inTurn, openHouse } from "../house.ts";

describe("the pack of a duty", () => {
  it("counts a report that was sent back as owed, overdue once its new day has passed, and sums none of its figures", async () => {
    await using house = await openHouse({ at: "2021-06-18T08:30:00+08:00" });
    await house.walkTo("2021-06-18T09:00:00+08:00");
    house.clock.moveTo(new Date("2021-06-28T09:00:00+08:00"));
    const { pack, duty } = await inTurn(house, async (turn) => {
      const submittedAt = new Date("2021-06-21T10:00:00+08:00");
      const handed = { submittedAt, reportedFigures: { checked: 10 } };
      const tasks = turn.tx.getRepository(TaskTable);
      const of = (unit: string) => ({ districtId: turn.district, unit, duty: "OB3" });
      await tasks.update(of("jyj"), { ...handed, state: "submitted" });
      await tasks.update(of("kjj"), { ...handed, state: "returned", dueOn: "2021-06-24", timesReturned: 1 });
      await tasks.update(of("wjj"), { ...handed, state: "returned", dueOn: "2021-06-30", timesReturned: 1 });
      const found = turn.campaign.duties.find(({ key }) => key === "OB3")!;
      return { pack: await packOf(turn, found), duty: found };
    });
    const stateOf = (unit: string) => pack.units.find(({ key }) => key === unit)?.state;
    expect(["jyj", "kjj", "wjj"].map(stateOf)).to.deep.equal(["onTime", "overdue", "returned"]);
    expect(pack.units.filter(isMissing)).to.have.lengthOf(pack.units.length - 2);
    expect(pack.sums.find(({ key }) => key === "checked")).to.include({ sum: 10, count: 1 });
    expect(handedInWords(pack), duty.name).to.include("已报1家").and.include("退回重报1家");
  });
});
