import { expect } from "chai";
import { openCalendar } from "../../src/campaign/calendar.ts";
import { unitsOf } from "../../src/campaign/definition.ts";
import { due, dutyItem, dutyItems, type Push } from "../../src/campaign/plan.ts";
import { readCampaigns, readHolidays } from "../../src/campaign/read.ts";
import { readRoster } from "../../src/campaign/roster.ts";
import { dayOf } from "../../src/dates.ts";
import { assign, requestVerification } from "../../src/hazards/life.ts";
import { mustBeOffice } from "../../src/hazards/rights.ts";
import { beginVerification, closeOut, passVerification } from "../../src/hazards/verification.ts";
import { handIn, isOverdue } from "../../src/tasks/task.ts";
import { aHazard, approvedPlan } from "../hazards/a-hazard.ts";
import { aTask } from "../tasks/a-task.ts";

const campaign = readCampaigns("config/campaigns")[0]!;
const calendar = openCalendar(readHolidays("config/holidays.yaml"));
const ZONE = campaign.district.timezone;

const at = (iso: string) => new Date(`${iso}+08:00`);
const dutyOf = (key: string) => campaign.duties.find((each) => each.key === key)!;
const planned = (from: string, to: string): Push[] =>
  due(
    campaign,
    calendar,
    dutyItems(campaign, calendar),
    new Date(at(`${from}T00:00:00`).getTime() - 1),
    at(`${to}T23:59:59`),
  );
/** A task of a duty that nobody has answered. */
const missing = (duty: string, unit: string) => aTask({ duty, unit, dueOn: dutyOf(duty).due });
const isLate = (duty: string, unit: string, iso: string) =>
  isOverdue(missing(duty, unit), dayOf(at(iso), ZONE));

/** What the plan's facts say a correct build shows (PLAN-FACTS §10), as far as it is built. */
describe("a correct build", () => {
  it("Loading the shipped campaign file yields 4 phases, 12 departments, 1 zone, N towns, 5 duty kinds, 52+4N duty instances, 9 focus points (19 sub-questions, three of which are reversed: 6a, 6b, 9a), 20 seats held by 20 people", () => {
    const { phases, units, duties, focus_points } = campaign;
    const towns = units.filter(({ example }) => example).length;
    const questions = focus_points.flatMap((point) => point.questions);
    const reversed = questions.filter(({ yes_means }) => yes_means === "violation");
    expect([phases.length, duties.length, focus_points.length, questions.length]).to.deep.equal([
      4, 5, 9, 19,
    ]);
    expect(units.filter(({ kind }) => kind === "department")).to.have.lengthOf(12);
    expect(units.filter(({ kind }) => kind === "locality")).to.have.lengthOf(1 + towns);
    expect(duties.flatMap((duty) => unitsOf(campaign, duty))).to.have.lengthOf(52 + 4 * towns);
    expect(reversed.map(({ key }) => key)).to.deep.equal(["Q6a", "Q6b", "Q9a"]);
    const departments = new Set(units.filter(({ kind }) => kind === "department").map(({ key }) => key));
    const seats = readRoster("config/roster.csv", campaign).filter(
      ({ unit, seat }) => unit === "meeting" || (departments.has(unit) && seat === "lead"),
    );
    expect(seats).to.have.lengthOf(20);
    expect(new Set(seats.map(({ open_id }) => open_id)).size).to.equal(20);
  });

  it("On 2020-12-31 23:59 (+08:00) a department plan is on time; at 2021-01-01 00:00 it is overdue; no push is sent on 1–3 Jan 2021; the first goes on Mon 4 Jan", () => {
    expect(isLate("OB1", "jyj", "2020-12-31T23:59:59")).to.equal(false);
    expect(isLate("OB1", "jyj", "2021-01-01T00:00:00")).to.equal(true);
    expect(planned("2021-01-01", "2021-01-03")).to.deep.equal([]);
    const first = planned("2021-01-01", "2021-01-31").find(
      ({ kind, unit }) => kind === "overdue" && unit === "jyj",
    );
    expect([first?.on, first?.duty]).to.deep.equal(["2021-01-04", "OB1"]);
  });

  it("On 2021-01-10 a town's missing plan is not overdue while a department's is", () => {
    expect(isLate("OB2", "jiazhen", "2021-01-10T12:00:00")).to.equal(false);
    expect(isLate("OB2", "bkq", "2021-01-10T12:00:00")).to.equal(false);
    expect(isLate("OB1", "jyj", "2021-01-10T12:00:00")).to.equal(true);
  });

  it("For OB4 nothing is pushed on Sat 25 or Sun 26 Dec 2021; the last reminder is Thu 23 / Fri 24 Dec; a report sent on Sat 25 Dec is on time", () => {
    expect(planned("2021-12-25", "2021-12-26")).to.deep.equal([]);
    const item = dutyItem(campaign, calendar, dutyOf("OB4"), "jyj");
    const reminders = due(campaign, calendar, [item], at("2021-12-01T00:00:00"), at("2022-01-31T00:00:00"));
    const days = reminders.filter(({ kind }) => kind === "reminder").map(({ on }) => on);
    expect(days.slice(-2)).to.deep.equal(["2021-12-23", "2021-12-24"]);
    const written = { ...missing("OB4", "jyj"), percent: 100, text: "已完成", state: "in_progress" as const };
    const papers = { stored: 1, waiting: 0, required: true, name: "" };
    const sentAt = (iso: string) =>
      handIn(written, "liaison", papers, { now: at(iso), today: dayOf(at(iso), ZONE) }).late;
    expect(sentAt("2021-12-25T23:59:00")).to.equal(false);
    expect(sentAt("2021-12-26T00:00:00")).to.equal(true);
  });

  it("Sun 7 Feb 2021 (make-up day) gets a digest; Fri 12 Feb 2021 (Spring Festival) does not", () => {
    expect(planned("2021-02-07", "2021-02-07").map(({ kind }) => kind)).to.deep.equal(["digest"]);
    expect(planned("2021-02-12", "2021-02-12")).to.deep.equal([]);
  });

  it("A hazard without responsible person, deadline and measure cannot leave 登记; a closer cannot verify his own closure; a major hazard cannot be closed without the office", () => {
    const moment = { now: at("2021-06-18T09:00:00"), today: "2021-06-18" };
    const three = { unit: "jyj", person: "安全员", dueOn: "2021-06-23", measure: "分柜上锁" };
    expect(() => assign(aHazard(), { ...three, person: "" }, moment)).to.throw("还缺：责任人");
    expect(() => assign(aHazard(), { ...three, measure: "" }, moment)).to.throw("还缺：整改措施");
    expect(() => assign(aHazard(), { ...three, dueOn: "" }, moment)).to.throw();

    const rectifying = aHazard({
      ...three,
      leadUnit: "jyj",
      state: "rectifying",
      grade: "major",
      funds: "1万元",
      emergencyPlan: "有",
      plan: approvedPlan,
    });
    const asked = { done: "已分柜", finishedOn: "2021-06-17", by: "closer" };
    const requested = requestVerification(rectifying, asked, { after: 1, waiting: 0 }, moment);
    const team = {
      byName: "检查人员",
      companions: ["other"],
      verifiedOn: "2021-06-18",
      place: "",
      remark: "",
    };
    expect(() => beginVerification(requested, { ...team, by: "closer" }, moment)).to.throw("申请人不能复查");

    const verified = passVerification(
      beginVerification(requested, { ...team, by: "verifier" }, moment),
      moment,
    );
    expect(verified.state).to.equal("verifying");
    const inspector = {
      id: "i",
      openId: "i",
      name: "",
      seats: [{ unit: "jyj", seat: "inspector" as const }],
    };
    expect(() => mustBeOffice(inspector, "确认销号")).to.throw("只有联席会议办公室可以确认销号");
    expect(closeOut(verified, "clerk", moment).state).to.equal("closed");
  });
});
