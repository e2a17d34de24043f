import { expect } from "chai";
import { unitsOf } from "../../src/campaign/definition.ts";
import { readCampaigns } from "../../src/campaign/read.ts";
import { readRoster } from "../../src/campaign/roster.ts";

const [campaign] = readCampaigns("config/campaigns");

describe("the shipped campaign", () => {
  it("holds 4 phases, 12 departments, 1 zone, N towns, 5 duties and 52+4N instances of them", () => {
    const towns = campaign!.units.filter(({ example }) => example).length;
    expect(campaign!.phases).to.have.lengthOf(4);
    expect(campaign!.units.filter(({ kind }) => kind === "department")).to.have.lengthOf(12);
    expect(campaign!.units.filter(({ kind }) => kind === "locality")).to.have.lengthOf(1 + towns);
    expect(campaign!.duties.map(({ key }) => key)).to.deep.equal(["OB1", "OB2", "OB3", "OB4", "OB5"]);
    const idle = campaign!.units.filter(({ kind, sectors }) => kind === "department" && sectors.length === 0);
    expect(idle).to.deep.equal([]);
    expect(campaign!.duties.flatMap((duty) => unitsOf(campaign!, duty))).to.have.lengthOf(52 + 4 * towns);
  });

  it("asks 19 questions under nine focus points, three of which mean a violation when answered yes", () => {
    const questions = campaign!.focus_points.flatMap((point) => point.questions);
    expect(campaign!.focus_points).to.have.lengthOf(9);
    expect(questions).to.have.lengthOf(19);
    expect(
      questions.filter(({ yes_means }) => yes_means === "violation").map(({ key }) => key),
    ).to.deep.equal(["Q6a", "Q6b", "Q9a"]);
  });

  it("seats 20 people in the joint meeting, and leaves the seat of 经发局 vacant", () => {
    const roster = readRoster("config/roster.csv", campaign!);
    const members = roster.filter(
      ({ unit, seat }) =>
        seat === "lead" && campaign!.units.find(({ key }) => key === unit)?.kind === "department",
    );
    const meeting = roster.filter(({ unit }) => unit === "meeting");
    expect(new Set([...members, ...meeting].map(({ open_id }) => open_id)).size).to.equal(20);
    expect(roster.filter(({ unit }) => unit === "jfj")).to.deep.equal([]);
    const count = (name: string) => meeting.filter(({ seat }) => seat === name).length;
    expect([count("chief_convener"), count("convener"), count("observer")]).to.deep.equal([1, 7, 1]);
  });

  it("seats a lead and a liaison in every other unit, under handles and without phone numbers", () => {
    const roster = readRoster("config/roster.csv", campaign!);
    for (const { key } of campaign!.units.filter((unit) => unit.key !== "jfj")) {
      const seats = roster.filter(({ unit }) => unit === key).map(({ seat }) => seat);
      expect(seats, key).to.include.members(["lead", "liaison"]);
    }
    expect(roster.filter(({ mobile, email }) => mobile !== "" || email !== "")).to.deep.equal([]);
  });

  it("opens each phase the day after the one before it ends", () => {
    expect(campaign!.phases.map(({ opens, due }) => `${opens} ${due}`)).to.deep.equal([
      "2020-12-01 2020-12-31",
      "2021-01-01 2021-06-30",
      "2021-07-01 2021-12-31",
      "2022-01-01 2022-06-30",
    ]);
  });
});
