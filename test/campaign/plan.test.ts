import { expect } from "chai";
import { openCalendar } from "../../src/campaign/calendar.ts";
import { unitsOf, type Campaign } from "../../src/campaign/definition.ts";
import { due, dutyItems, type DueItem, type Push } from "../../src/campaign/plan.ts";
import { readCampaigns, readHolidays } from "../../src/campaign/read.ts";
import { timeOf } from "../../src/dates.ts";

const [shipped] = readCampaigns("config/campaigns");
const campaign = shipped!;
const calendar = openCalendar(readHolidays("config/holidays.yaml"));
const ZONE = "Asia/Shanghai";
const plan = (from: string, to: string): Push[] =>
  due(
    campaign,
    calendar,
    dutyItems(campaign, calendar),
    new Date(`${from}T00:00:00+08:00`),
    new Date(`${to}T23:59:59+08:00`),
  );
const all = plan("2020-11-30", "2022-07-31");
const everythingIn = (within: Campaign, item: DueItem): Push[] =>
  due(within, calendar, [item], new Date("2020-01-01T00:00:00Z"), new Date("2030-01-01T00:00:00Z")).filter(
    ({ unit }) => unit !== null,
  );
const everythingFor = (item: DueItem): Push[] => everythingIn(campaign, item);

/** The ladder of PLAN-FACTS §5, column by column. */
const TABLE = `
  duty T-20       T-10       T-5        T-3        T-1        T          T+1        T+3        T+5
  OB1  2020-12-03 2020-12-17 2020-12-24 2020-12-28 2020-12-30 2020-12-31 2021-01-04 2021-01-06 2021-01-08
  OB2  2020-12-17 2020-12-31 2021-01-08 2021-01-12 2021-01-14 2021-01-15 2021-01-18 2021-01-20 2021-01-22
  OB3  2021-05-27 2021-06-10 2021-06-18 2021-06-22 2021-06-24 2021-06-25 2021-06-28 2021-06-30 2021-07-02
  OB4  2021-11-26 2021-12-10 2021-12-17 2021-12-21 2021-12-23 2021-12-24 2021-12-27 2021-12-29 2021-12-31
  OB5  2022-05-26 2022-06-10 2022-06-17 2022-06-21 2022-06-23 2022-06-24 2022-06-27 2022-06-29 2022-07-01`
  .trim()
  .split("\n")
  .map((line) => line.trim().split(/ +/));
const [, ...STEPS] = TABLE[0]!;
const LADDER = TABLE.slice(1);

describe("what the plan pushes", () => {
  for (const [duty, ...days] of LADDER) {
    it(`${duty} climbs its ladder to the day, for every unit that owes it`, () => {
      const pushes = all.filter((push) => push.duty === duty && push.kind !== "task_card");
      const owing = unitsOf(
        campaign,
        campaign.duties.find(({ key }) => key === duty)!,
      );
      expect(owing).to.have.length.above(3);
      for (const { key } of owing) {
        const mine = pushes.filter(({ unit }) => unit === key);
        expect(mine.map(({ step }) => step)).to.deep.equal(STEPS);
        expect(mine.map(({ on }) => on)).to.deep.equal(days);
      }
      expect(pushes).to.have.lengthOf(owing.length * days.length);
    });
  }

  it("tells liaison and lead up to the first day late, then the lead, then the office", () => {
    const mine = all.filter(({ duty, unit }) => duty === "OB3" && unit === "jyj");
    expect(mine.map(({ step, kind, seats }) => `${step} ${kind} ${seats.join("+")}`)).to.deep.equal([
      "issue task_card liaison+lead",
      ...["T-20", "T-10", "T-5", "T-3", "T-1", "T"].map((step) => `${step} reminder liaison+lead`),
      "T+1 overdue liaison+lead",
      "T+3 escalation lead",
      "T+5 escalation office",
    ]);
  });

  it("issues a phase's tasks on its first working day, at the reminders' time", () => {
    const cards = all.filter(({ kind }) => kind === "task_card");
    const days = new Map(cards.map(({ duty, on }) => [duty, on]));
    expect([...days]).to.deep.equal([
      ["OB1", "2020-12-01"],
      ["OB2", "2020-12-01"],
      ["OB3", "2021-01-04"],
      ["OB4", "2021-07-01"],
      ["OB5", "2022-01-04"],
    ]);
    expect(new Set(cards.map(({ at }) => timeOf(at, ZONE)))).to.deep.equal(new Set(["08:40"]));
  });

  it("is silent over New Year 2021; departments are chased on Monday 4 January, towns not before the 18th", () => {
    expect(plan("2021-01-01", "2021-01-03")).to.deep.equal([]);
    const overdue = plan("2021-01-01", "2021-01-17").filter(({ kind }) => kind === "overdue");
    expect(new Set(overdue.map(({ duty, on }) => `${duty} ${on}`))).to.deep.equal(
      new Set(["OB1 2021-01-04"]),
    );
    const towns = plan("2021-01-18", "2021-01-18").filter(({ kind }) => kind === "overdue");
    expect(new Set(towns.map(({ duty }) => duty))).to.deep.equal(new Set(["OB2"]));
  });

  it("on 7 February 2021, a make-up Sunday, gets a digest; on 12 February, Spring Festival, does not", () => {
    expect(plan("2021-02-07", "2021-02-07").map(({ kind }) => kind)).to.deep.equal(["digest"]);
    expect(plan("2021-02-12", "2021-02-12")).to.deep.equal([]);
  });

  it("for OB4 reminds last on Friday 24 December 2021, naming both days, and is silent on the weekend", () => {
    expect(plan("2021-12-25", "2021-12-26")).to.deep.equal([]);
    const last = plan("2021-12-24", "2021-12-24").find(({ unit }) => unit === "jyj");
    expect(last?.text).to.equal(
      "区教育局：报送第二次工作进展情况，今天是最后一个工作日，12月25日（周六）前报送",
    );
  });

  it("begins with the campaign: nothing goes out before 1 December 2020", () => {
    expect(plan("2020-11-01", "2020-11-30")).to.deep.equal([]);
  });

  it("ends with the campaign: no digest after 30 June 2022, only the last ladder runs out", () => {
    expect(plan("2022-07-01", "2022-07-31").map(({ kind, on }) => `${kind} ${on}`)).to.deep.equal(
      campaign.units.map(() => "escalation 2022-07-01"),
    );
    const digests = plan("2022-06-30", "2022-06-30").filter(({ kind }) => kind === "digest");
    expect(digests).to.have.lengthOf(1);
  });

  it("does not remind on the day the card itself goes out, nor before it", () => {
    const late = { ...dutyItems(campaign, calendar)[0]!, opensOn: "2020-12-24" };
    const steps = everythingFor(late).map(({ step }) => step);
    expect(steps).to.deep.equal(["issue", "T-3", "T-1", "T", "T+1", "T+3", "T+5"]);
  });

  it("chases a hazard by the ladder of its grade: a major one rises in half the time", () => {
    const { hazard: general, major_hazard: major } = campaign.ladders;
    const hazard = {
      subject: "hazard:1",
      unit: "jyj",
      duty: null,
      what: "整改隐患",
      verb: "完成整改",
      opensOn: "2021-06-01",
      dueOn: "2021-06-25",
      targetOn: "2021-06-25",
    };
    const days = (item: DueItem) => everythingFor(item).map(({ step, on, kind }) => `${step} ${on} ${kind}`);
    expect(days({ ...hazard, ladder: general })).to.deep.equal([
      "T-3 2021-06-22 reminder",
      "T-1 2021-06-24 reminder",
      "T 2021-06-25 reminder",
      "T+1 2021-06-28 overdue",
      "T+3 2021-06-30 escalation",
      "T+5 2021-07-02 escalation",
    ]);
    const [last] = everythingFor({ ...hazard, ladder: general }).slice(-1);
    expect(last?.text).to.equal("区教育局：整改隐患，已逾期，应于6月25日（周五）前完成整改");
    expect(days({ ...hazard, ladder: major }).slice(-3)).to.deep.equal([
      "T+1 2021-06-28 overdue",
      "T+2 2021-06-29 escalation",
      "T+3 2021-06-30 escalation",
    ]);
  });

  it("is silent after the campaign's end about what is due after it", () => {
    const item = { ...dutyItems(campaign, calendar)[0]!, opensOn: "2022-06-01" };
    const steps = (dueOn: string) =>
      everythingFor({ ...item, dueOn, targetOn: dueOn }).map(({ on }) => on >= "2022-07-01");
    expect(steps("2022-06-30"), "due on the last day: its ladder runs out").to.include(true);
    expect(steps("2022-07-06"), "due after it").to.include(false).and.not.include(true);
  });

  it("marks every day that is counted over a year whose holidays are not announced as 预计, also one in this year", () => {
    const [item] = dutyItems(campaign, calendar);
    const longer = {
      ...campaign,
      phases: campaign.phases.map((phase, at, { length }) =>
        at === length - 1 ? { ...phase, due: "2027-06-30" } : phase,
      ),
    };
    const everythingFor = (each: DueItem) => everythingIn(longer, each);
    const later = { ...item!, opensOn: "2026-12-01", dueOn: "2027-01-15", targetOn: "2027-01-15" };
    const sure = everythingFor(later).filter(({ text }) => !text.endsWith("（预计）"));
    expect(sure.map(({ step }) => step)).to.deep.equal(["issue"]);
    expect(
      everythingFor(later)
        .find(({ step }) => step === "T-20")
        ?.on.slice(0, 4),
    ).to.equal("2026");
    const known = { ...later, dueOn: "2026-12-11", targetOn: "2026-12-11" };
    expect(everythingFor(known).filter(({ text }) => text.endsWith("（预计）"))).to.deep.equal([]);
    const aimed = { ...later, dueOn: "2027-01-16", targetOn: "2027-01-15" };
    expect(everythingFor(aimed)[0]?.text).to.match(/最后一个工作日是2027年1月15日（周五）（预计）$/);
  });
});
