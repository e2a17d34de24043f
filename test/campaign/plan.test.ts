import { expect } from "chai";
import fc from "fast-check";
import { openCalendar } from "../../src/campaign/calendar.ts";
import { unitsOf } from "../../src/campaign/definition.ts";
import { due, dutyItems, type Push } from "../../src/campaign/plan.ts";
import { readCampaigns, readHolidays } from "../../src/campaign/read.ts";
import { readRoster } from "../../src/campaign/roster.ts";
import { dayOf, timeOf } from "../../src/dates.ts";

const [campaign] = readCampaigns("config/campaigns");
const calendar = openCalendar(readHolidays("config/holidays.yaml"));
const ZONE = "Asia/Shanghai";
const plan = (from: string, to: string): Push[] =>
  due(
    campaign!,
    calendar,
    dutyItems(campaign!, calendar),
    new Date(`${from}T00:00:00+08:00`),
    new Date(`${to}T23:59:59+08:00`),
  );
const all = plan("2020-11-30", "2022-07-31");

/** The ladder of PLAN-FACTS §5, column by column. */
const LADDER: Record<string, Record<string, string>> = {
  OB1: {
    "T-20": "2020-12-03",
    "T-10": "2020-12-17",
    "T-5": "2020-12-24",
    "T-3": "2020-12-28",
    "T-1": "2020-12-30",
    T: "2020-12-31",
    "T+1": "2021-01-04",
    "T+3": "2021-01-06",
    "T+5": "2021-01-08",
  },
  OB2: {
    "T-20": "2020-12-17",
    "T-10": "2020-12-31",
    "T-5": "2021-01-08",
    "T-3": "2021-01-12",
    "T-1": "2021-01-14",
    T: "2021-01-15",
    "T+1": "2021-01-18",
    "T+3": "2021-01-20",
    "T+5": "2021-01-22",
  },
  OB3: {
    "T-20": "2021-05-27",
    "T-10": "2021-06-10",
    "T-5": "2021-06-18",
    "T-3": "2021-06-22",
    "T-1": "2021-06-24",
    T: "2021-06-25",
    "T+1": "2021-06-28",
    "T+3": "2021-06-30",
    "T+5": "2021-07-02",
  },
  OB4: {
    "T-20": "2021-11-26",
    "T-10": "2021-12-10",
    "T-5": "2021-12-17",
    "T-3": "2021-12-21",
    "T-1": "2021-12-23",
    T: "2021-12-24",
    "T+1": "2021-12-27",
    "T+3": "2021-12-29",
    "T+5": "2021-12-31",
  },
  OB5: {
    "T-20": "2022-05-26",
    "T-10": "2022-06-10",
    "T-5": "2022-06-17",
    "T-3": "2022-06-21",
    "T-1": "2022-06-23",
    T: "2022-06-24",
    "T+1": "2022-06-27",
    "T+3": "2022-06-29",
    "T+5": "2022-07-01",
  },
};

describe("the shipped campaign", () => {
  it("holds 4 phases, 12 departments, 1 zone, N towns, 5 duties and 52+4N instances of them", () => {
    const towns = campaign!.units.filter(({ example }) => example).length;
    expect(campaign!.phases).to.have.lengthOf(4);
    expect(campaign!.units.filter(({ kind }) => kind === "department")).to.have.lengthOf(12);
    expect(campaign!.units.filter(({ kind }) => kind === "locality")).to.have.lengthOf(1 + towns);
    expect(campaign!.duties.map(({ key }) => key)).to.deep.equal(["OB1", "OB2", "OB3", "OB4", "OB5"]);
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
  });
});

describe("what the plan pushes", () => {
  for (const [duty, steps] of Object.entries(LADDER)) {
    it(`${duty} climbs its ladder to the day`, () => {
      const pushes = all.filter((push) => push.duty === duty && push.kind !== "task_card");
      const units = [...new Set(pushes.map(({ unit }) => unit))];
      for (const unit of units) {
        const mine = pushes.filter((push) => push.unit === unit);
        expect(Object.fromEntries(mine.map(({ step, on }) => [step, on]))).to.deep.equal(steps);
      }
    });
  }

  it("is never pushed on a rest day or in quiet hours, make-up days being working days", () => {
    for (const { at, on } of all) {
      expect(calendar.isWorkday(on), on).to.equal(true);
      expect(dayOf(at, ZONE)).to.equal(on);
      expect(timeOf(at, ZONE) >= "08:00" && timeOf(at, ZONE) < "20:00", timeOf(at, ZONE)).to.equal(true);
    }
  });

  it("on 7 February 2021, a make-up Sunday, gets a digest; on 12 February, Spring Festival, does not", () => {
    expect(plan("2021-02-07", "2021-02-07").map(({ kind }) => kind)).to.deep.equal(["digest"]);
    expect(plan("2021-02-12", "2021-02-12")).to.deep.equal([]);
  });

  it("for OB4 is silent on Saturday 25 and Sunday 26 December 2021", () => {
    expect(plan("2021-12-25", "2021-12-26")).to.deep.equal([]);
  });

  it("ends with the campaign: no digest after 30 June 2022, only the last ladder runs out", () => {
    expect(plan("2022-07-01", "2022-07-31").map(({ kind, on }) => `${kind} ${on}`)).to.deep.equal(
      Array.from({ length: 16 }, () => "escalation 2022-07-01"),
    );
  });

  it("sends a digest away from the full and the half hour, at the same time every day", () => {
    const times = new Set(all.filter(({ kind }) => kind === "digest").map(({ at }) => timeOf(at, ZONE)));
    expect(times.size).to.equal(1);
    expect([...times][0]).to.match(/^17:1[1-9]$/);
  });

  it("is the same whether a stretch of time is asked for at once or in two parts", () => {
    const start = Date.parse("2020-12-01T00:00:00Z");
    const length = 580 * 24 * 60 * 60_000;
    const instant = fc.integer({ min: 0, max: length }).map((ms) => new Date(start + ms));
    const items = dutyItems(campaign!, calendar);
    fc.assert(
      fc.property(fc.tuple(instant, instant, instant), (instants) => {
        const [from, middle, to] = instants.toSorted((one, other) => one.getTime() - other.getTime());
        const whole = due(campaign!, calendar, items, from!, to!);
        const parts = [
          ...due(campaign!, calendar, items, from!, middle!),
          ...due(campaign!, calendar, items, middle!, to!),
        ];
        expect(parts.map(({ at, subject, step }) => [at, subject, step])).to.deep.equal(
          whole.map(({ at, subject, step }) => [at, subject, step]),
        );
      }),
      { numRuns: 60 },
    );
  });
});
