import { expect } from "chai";
import fc from "fast-check";
import { openCalendar } from "../../src/campaign/calendar.ts";
import type { Campaign } from "../../src/campaign/definition.ts";
import { due, dutyItems } from "../../src/campaign/plan.ts";
import { spreadMinutes } from "../../src/campaign/postings.ts";
import { readCampaigns, readHolidays } from "../../src/campaign/read.ts";
import { addDays, dayOf, timeOf } from "../../src/dates.ts";

const [shipped] = readCampaigns("config/campaigns");
const calendar = openCalendar(readHolidays("config/holidays.yaml"));

const two = (value: number) => String(value).padStart(2, "0");
/** A time outside the quiet hours, with room for the digest's minutes. */
const time = fc
  .tuple(fc.integer({ min: 8, max: 19 }), fc.integer({ min: 0, max: 50 }))
  .map(([hour, minute]) => `${two(hour)}:${two(minute)}`);
const stepsDown = fc
  .uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 })
  .map((steps) => steps.toSorted((one, other) => other - one).map((days) => ({ days, by: "push" as const })));

/** The shipped campaign, moved to other days and times, with another ladder and another digest. */
const campaigns: fc.Arbitrary<Campaign> = fc
  .record({
    shift: fc.integer({ min: -300, max: 1500 }),
    lag: fc.integer({ min: 0, max: 60 }),
    at: time,
    before: stepsDown,
    digestAt: time,
    spread: fc.integer({ min: 2, max: 9 }),
    district: fc.stringMatching(/^[a-z]{3,8}$/),
  })
  .map(({ shift, lag, at, before, digestAt, spread, district }) => ({
    ...shipped!,
    district: { ...shipped!.district, key: district },
    phases: shipped!.phases.map((phase) => ({
      ...phase,
      opens: addDays(phase.opens, shift),
      due: addDays(phase.due, shift),
    })),
    units: shipped!.units.slice(0, 2),
    duties: shipped!.duties.map((duty) => ({
      ...duty,
      units: "all" as const,
      due: addDays(duty.due, shift + lag),
    })),
    reminders: { ...shipped!.reminders, at },
    ladders: { ...shipped!.ladders, duty: { ...shipped!.ladders.duty, before } },
    digest: { at: digestAt, spread_minutes: spread, morning_at: false as const },
  }));

const everything = (campaign: Campaign) =>
  due(
    campaign,
    calendar,
    dutyItems(campaign, calendar),
    new Date("2019-01-01T00:00:00Z"),
    new Date("2032-01-01T00:00:00Z"),
  );

describe("what holds for any campaign", () => {
  it("nothing is sent on a rest day or in quiet hours, make-up days being working days", () => {
    fc.assert(
      fc.property(campaigns, (campaign) => {
        const { timezone } = campaign.district;
        const wrong = everything(campaign).filter(({ at, on }) => {
          const clock = timeOf(at, timezone);
          return !calendar.isWorkday(on) || dayOf(at, timezone) !== on || clock < "08:00" || clock >= "20:00";
        });
        expect(wrong.map(({ on, step }) => `${on} ${step}`)).to.deep.equal([]);
      }),
      { numRuns: 300 },
    );
  }).timeout(60_000);

  it("a digest goes out a few minutes late, the same each day, never on the full or the half hour", () => {
    fc.assert(
      fc.property(campaigns, (campaign) => {
        const after = spreadMinutes(campaign);
        expect(after).to.be.within(1, campaign.digest.spread_minutes);
        expect((Number(campaign.digest.at.slice(3)) + after) % 30).to.not.equal(0);
      }),
      { numRuns: 300 },
    );
  });

  it("districts do not post at the same minute", () => {
    const minutes = ["xinbei", "wujin", "tianning", "zhonglou", "jintan", "liyang"].map((key) =>
      spreadMinutes({ ...shipped!, district: { ...shipped!.district, key } }),
    );
    expect(new Set(minutes).size).to.be.above(2);
  });

  it("a stretch of time asked for at once gives the same as in two parts: nothing twice, nothing lost", () => {
    const campaign = shipped!;
    const items = dutyItems(campaign, calendar).filter(({ unit }) => unit === "jyj" || unit === "bkq");
    const instant = fc.date({
      min: new Date("2020-12-01T00:00:00Z"),
      max: new Date("2022-07-05T00:00:00Z"),
      noInvalidDate: true,
    });
    const named = (from: Date, to: Date) =>
      due(campaign, calendar, items, from, to).map(({ subject, step }) => `${subject} ${step}`);
    fc.assert(
      fc.property(fc.tuple(instant, instant, instant), (instants) => {
        const [from, middle, to] = instants.toSorted((one, other) => one.getTime() - other.getTime());
        expect([...named(from!, middle!), ...named(middle!, to!)]).to.deep.equal(named(from!, to!));
      }),
      { numRuns: 100 },
    );
  });

  it("a push due at this very instant is sent now, and not again a moment later", () => {
    const at = new Date("2021-06-18T08:40:00+08:00");
    const before = new Date(at.getTime() - 1);
    const items = dutyItems(shipped!, calendar);
    expect(due(shipped!, calendar, items, before, at)).to.have.lengthOf(shipped!.units.length);
    expect(due(shipped!, calendar, items, at, new Date(at.getTime() + 60_000))).to.deep.equal([]);
  });
});
