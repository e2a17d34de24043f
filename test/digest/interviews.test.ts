import { expect } from "chai";
import { interviewsOf } from "../../src/digest/interviews.ts";
import { aHazard } from "../hazards/a-hazard.ts";

const red = (key: string) => ({ key, light: "red" as const });
const green = (key: string) => ({ key, light: "green" as const });
const TODAY = "2021-06-25";
const none = { before: null, listed: [], untrue: [] };
const second = { id: "b2", number: 2 };

const grounds = (more: Partial<Parameters<typeof interviewsOf>[1]>, units = [red("jyj"), green("kjj")]) =>
  interviewsOf(units, { ...none, ...more }, TODAY).map(({ unit, ground, number }) => [unit, ground, number]);

describe("whom the office may want to talk to", () => {
  it("is a unit that is red in two bulletins on end, never one that is red once", () => {
    expect(grounds({})).to.deep.equal([]);
    expect(grounds({ before: { ...second, units: [green("jyj"), red("kjj")] } })).to.deep.equal([]);
    expect(grounds({ before: { ...second, units: [red("jyj")] } })).to.deep.equal([["jyj", "red", 2]]);
  });

  it("is a unit that holds a listed hazard past its day; from 申请销号 on it is not the unit's", () => {
    const listed = (more: object) => [aHazard({ leadUnit: "jyj", number: 4, state: "rectifying", ...more })];
    expect(grounds({ listed: listed({ dueOn: "2021-06-24" }) })).to.deep.equal([["jyj", "listed", 4]]);
    expect(grounds({ listed: listed({ dueOn: TODAY }) })).to.deep.equal([]);
    expect(grounds({ listed: listed({ dueOn: null }) })).to.deep.equal([]);
    expect(grounds({ listed: listed({ dueOn: "2021-06-24", state: "verify_requested" }) })).to.deep.equal([]);
  });

  it("is a unit whose close-out was not true, once for each, in the plan's order", () => {
    const untrue = [aHazard({ leadUnit: "kjj", number: 9 }), aHazard({ leadUnit: "jyj", number: 10 })];
    expect(grounds({ untrue })).to.deep.equal([
      ["jyj", "untrue", 10],
      ["kjj", "untrue", 9],
    ]);
  });
});
