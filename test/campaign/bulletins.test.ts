import { expect } from "chai";
import { bulletinDays } from "../../src/campaign/bulletins.ts";
import { Campaign } from "../../src/campaign/definition.ts";
import { packDays } from "../../src/campaign/packs.ts";
import { readHouse } from "../../src/house.ts";

const { campaigns, calendar } = readHouse("./config");
const shipped = campaigns[0]!;
const zone = "+08:00";

const between = (from: string, to: string, more: object = {}) =>
  bulletinDays(
    Campaign.parse({ ...shipped, bulletins: { ...shipped.bulletins, ...more } }),
    calendar,
    new Date(`${from}T00:00:00${zone}`),
    new Date(`${to}T23:59:59${zone}`),
  ).map(({ on, causes }) => `${on} ${causes.join(" ")}`);

describe("when a bulletin is drafted", () => {
  it("is each Friday, the last working day of a month and the first working day after a report is due", () => {
    expect(between("2021-06-18", "2021-07-02")).to.deep.equal([
      "2021-06-18 week",
      "2021-06-25 week",
      "2021-06-28 duty",
      "2021-06-30 month",
      "2021-07-02 week",
    ]);
  });

  it("is one when several fall on the same day", () => {
    expect(between("2020-12-28", "2021-01-08")).to.deep.equal([
      "2020-12-31 month week",
      "2021-01-04 duty",
      "2021-01-08 week",
    ]);
    expect(between("2021-12-24", "2021-12-31")).to.deep.equal([
      "2021-12-24 week",
      "2021-12-27 duty",
      "2021-12-31 month week",
    ]);
  });

  it("moves to the week's last working day before a holiday, and leaves out a week at rest", () => {
    expect(between("2021-02-08", "2021-02-19")).to.deep.equal(["2021-02-10 week", "2021-02-19 week"]);
    expect(between("2021-10-01", "2021-10-09")).to.deep.equal(["2021-10-08 week"]);
  });

  it("can be switched off, each by itself, and ends with the campaign", () => {
    const off = { weekly: false, monthly: false, after_duties: false };
    expect(between("2020-12-01", "2022-07-31", off)).to.deep.equal([]);
    expect(between("2021-06-18", "2021-07-02", { ...off, monthly: { day: 20, at: "09:00" } })).to.deep.equal([
      "2021-06-21 month",
    ]);
    expect(between("2022-06-29", "2022-07-31")).to.deep.equal(["2022-06-30 month"]);
  });

  it("is refused when it would fall into the quiet hours", () => {
    const wrong = Campaign.safeParse({ ...shipped, bulletins: { weekly: { weekday: 5, at: "20:30" } } });
    expect(wrong.error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`)).to.deep.equal([
      "bulletins.weekly.at 在免打扰时段里，请改到时段外",
    ]);
  });
});

describe("when a duty's reports are merged for the office", () => {
  const merged = (more: object = {}) =>
    packDays(
      Campaign.parse({ ...shipped, ...more }),
      calendar,
      new Date(`2020-12-01T00:00:00${zone}`),
      new Date(`2022-07-31T23:59:59${zone}`),
    ).map(({ on, duty }) => `${on} ${duty.key}`);

  it("is the morning of the first working day after the last of its units owed it", () => {
    expect(merged()).to.deep.equal(["2021-06-28 OB3", "2021-12-27 OB4", "2022-06-27 OB5"]);
    const change = { duty: "OB3", units: ["jyj"], from: "2021-06-25", to: "2021-07-02", reason: "顺延一周" };
    expect(merged({ changes: [change] })[0], "one unit has longer").to.equal("2021-07-05 OB3");
    const gone = { ...change, units: "all", to: "withdrawn" };
    expect(merged({ changes: [gone] }), "withdrawn").to.deep.equal(["2021-12-27 OB4", "2022-06-27 OB5"]);
  });

  it("is switched off with what else follows a duty", () => {
    expect(merged({ bulletins: { ...shipped.bulletins, after_duties: false } })).to.deep.equal([]);
  });
});
