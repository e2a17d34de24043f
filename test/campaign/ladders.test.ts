import { expect } from "chai";
import fc from "fast-check";
import { openCalendar } from "../../src/campaign/calendar.ts";
import { Ladders, type Ladder } from "../../src/campaign/ladders.ts";
import { due, type DueItem } from "../../src/campaign/plan.ts";
import { readCampaigns, readHolidays } from "../../src/campaign/read.ts";
import { isAtConveners, rungsOf } from "../../src/campaign/rungs.ts";
import { addDays } from "../../src/dates.ts";

const [campaign] = readCampaigns("config/campaigns");
const calendar = openCalendar(readHolidays("config/holidays.yaml"));
const shipped = campaign!.ladders;

const items = fc
  .record({
    name: fc.constantFrom(...(Object.keys(shipped) as (keyof typeof shipped)[])),
    opens: fc.integer({ min: 0, max: 400 }),
    lasts: fc.integer({ min: 0, max: 120 }),
  })
  .map(({ name, opens, lasts }): DueItem => {
    const opensOn = addDays("2020-12-01", opens);
    const dueOn = addDays(opensOn, lasts);
    const what = { subject: "hazard:1", unit: "jyj", duty: null, what: "隐患0001", verb: "完成整改" };
    return { ...what, opensOn, dueOn, targetOn: calendar.targetOf(dueOn), ladder: shipped[name] };
  });
const pushesOf = (item: DueItem, ladder: Ladder = item.ladder) =>
  due(campaign!, calendar, [{ ...item, ladder }], new Date("2020-01-01"), new Date("2023-01-01")).filter(
    ({ unit }) => unit !== null,
  );

describe("the ladders", () => {
  it("never ring a convener, ring on working days only, and each step once", () => {
    fc.assert(
      fc.property(items, (item) => {
        const pushes = pushesOf(item);
        const seats = pushes.flatMap((push) => push.seats);
        expect(seats).to.not.include("convener").and.not.include("chief_convener");
        expect(pushes.filter(({ on }) => !calendar.isWorkday(on))).to.deep.equal([]);
        expect(new Set(pushes.map(({ step }) => step)).size).to.equal(pushes.length);
      }),
      { numRuns: 500 },
    );
  }).timeout(60_000);

  it("know every step that rings, and keep those of the tray and the digest silent", () => {
    fc.assert(
      fc.property(items, (item) => {
        const quiet = {
          ...item.ladder,
          before: item.ladder.before.map((step) => ({ ...step, by: "tray" as const })),
        };
        expect(pushesOf(item, quiet).filter(({ kind }) => kind === "reminder")).to.deep.equal([]);
        const ringing = rungsOf(calendar, item).filter(({ by }) => by === "push" || by === "urgent");
        expect(pushesOf(item).map(({ step }) => step)).to.have.members(ringing.map(({ step }) => step));
      }),
      { numRuns: 500 },
    );
  }).timeout(60_000);

  it("bring a general matter to the conveners' digest after ten working days, a major hazard after five", () => {
    const item = { subject: "hazard:1", unit: "jyj", duty: null, what: "隐患0001", verb: "完成整改" };
    const days = { opensOn: "2021-06-01", dueOn: "2021-06-25", targetOn: "2021-06-25" };
    const at = (ladder: Ladder, day: string) => isAtConveners(calendar, { ...item, ...days, ladder }, day);
    expect([at(shipped.hazard, "2021-07-08"), at(shipped.hazard, "2021-07-09")]).to.deep.equal([false, true]);
    expect([at(shipped.major_hazard, "2021-07-01"), at(shipped.major_hazard, "2021-07-02")]).to.deep.equal([
      false,
      true,
    ]);
  });

  it("have defaults that say the same as the shipped file", () => {
    expect(Ladders.parse({})).to.deep.equal(shipped);
  });
});
