import { expect } from "chai";
import fc from "fast-check";
import { addDays } from "../../src/dates.ts";
import { derivedOf } from "../../src/hazards/asked.ts";
import { isAtConveners } from "../../src/campaign/rungs.ts";
import { WITH_UNIT } from "../../src/hazards/act.ts";
import { lightOf, marksOn } from "../../src/hazards/clocks.ts";
import { dueFrom, keptFrom, oldFrom, redFrom, risenFrom, yellowFrom } from "../../src/hazards/from-when.ts";
import { readHouse } from "../../src/house.ts";
import { aHazard, approvedPlan } from "./a-hazard.ts";
import { askedExtension } from "./tracks.ts";

const { campaigns, calendar } = readHouse("./config");
const campaign = campaigns[0]!;
const measure = { campaign, calendar };

/** Around the Spring Festival and the days worked instead, where a day and a working day differ most. */
const FIRST = "2021-02-01";
const aDay = fc.nat(40).map((days) => addDays(FIRST, days));
const maybe = fc.option(aDay);
const hazard = fc
  .record({
    state: fc.constantFrom("registered", "assigned", "rectifying", "verify_requested", "closed", "voided"),
    grade: fc.constantFrom("general", "major", "major_pending"),
    dueOn: maybe,
    assignedOn: maybe,
    timesReturned: fc.nat(3),
    timesRefused: fc.nat(2),
    closedAt: fc.option(aDay.map((on) => new Date(`${on}T23:59:00+08:00`))),
    plan: fc.constantFrom(null, approvedPlan),
    extension: fc.constantFrom(null, askedExtension),
  })
  .map((of) => aHazard(of));

const has = (from: string | null, today: string): boolean => from !== null && from <= today;

describe("from when on a hazard is red, yellow, due or old", () => {
  it("says of any day what its light says on that day", () => {
    fc.assert(
      fc.property(hazard, aDay, (each, today) => {
        const shape = { ...each, ...derivedOf(each) };
        const { light } = lightOf(each, today, calendar, campaign);
        expect(has(redFrom(shape, measure), today)).to.equal(light === "red");
        expect(has(yellowFrom(shape, measure), today)).to.equal(light === "red" || light === "yellow");
      }),
      { numRuns: 3_000 },
    );
  });

  it("says of any day whether it has risen to the conveners by its ladder, and so do the day's limits", () => {
    fc.assert(
      fc.property(hazard, aDay, (each, today) => {
        const { dueOn, assignedOn, grade, state } = each;
        const from = risenFrom({ ...each, ...derivedOf(each) }, measure);
        if (!WITH_UNIT.includes(state) || dueOn === null || assignedOn === null) {
          expect(from).to.equal(null);
          return;
        }
        const isGeneral = grade === "general";
        const ladder = isGeneral ? campaign.ladders.hazard : campaign.ladders.major_hazard;
        const about = { subject: "", unit: "", duty: null, what: "", verb: "" };
        const item = { ...about, dueOn, opensOn: assignedOn, targetOn: calendar.targetOf(dueOn), ladder };
        expect(has(from, today)).to.equal(isAtConveners(calendar, item, today));
        const by = marksOn(today, calendar, campaign).risenBy!;
        expect(dueOn <= (isGeneral ? by.general : by.major)).to.equal(has(from, today));
      }),
      { numRuns: 2_000 },
    );
  });

  it("counts a day as passed from the next day on, and as kept when it was struck off by its end", () => {
    const closed = aHazard({
      state: "closed",
      dueOn: "2021-02-10",
      closedAt: new Date("2021-02-10T23:59:00+08:00"),
    });
    const shape = { ...closed, ...derivedOf(closed) };
    expect(dueFrom(shape)).to.equal("2021-02-11");
    expect(keptFrom(shape, measure)).to.equal("2021-02-11");
    const late = { ...shape, closedAt: new Date("2021-02-11T00:00:00+08:00") };
    expect(keptFrom(late, measure)).to.equal(null);
    expect(dueFrom({ ...shape, state: "verifying" })).to.equal(null);
  });

  it("calls it red for too long after more than three working days, whatever rest days lie between", () => {
    const late = aHazard({ state: "rectifying", dueOn: "2021-02-09" });
    const from = oldFrom({ ...late, ...derivedOf(late) }, measure);
    // 10 February is worked, 11 to 17 are the Spring Festival, then 18, 19 and Saturday 20, worked instead.
    expect(from).to.equal("2021-02-20");
  });
});
