import { expect } from "chai";
import fc from "fast-check";
import { openCalendar } from "../../src/campaign/calendar.ts";
import { readCampaigns, readHolidays } from "../../src/campaign/read.ts";
import { dueAfterReturn, lightOf } from "../../src/hazards/clocks.ts";
import type { Hazard } from "../../src/hazards/hazard.ts";
import { assign, refuse, requestVerification, sign, update, withdraw } from "../../src/hazards/life.ts";
import {
  beginVerification,
  closeOut,
  failVerification,
  passVerification,
} from "../../src/hazards/verification.ts";
import { aHazard, approvedPlan } from "./a-hazard.ts";
import { askedExtension, major } from "./tracks.ts";

const calendar = openCalendar(readHolidays("config/holidays.yaml"));
const [campaign] = readCampaigns("config/campaigns");
const moment = { now: new Date("2021-06-18T01:00:00Z"), today: "2021-06-18" };
const three = { unit: "jyj", person: "甲中学安全员1", dueOn: "2021-06-23", measure: "分柜上锁" };

const rectifying = aHazard({
  ...three,
  state: "rectifying",
  leadUnit: "jyj",
  assignedOn: "2021-06-09",
  firstDueOn: "2021-06-23",
});
const requested: Hazard = {
  ...rectifying,
  state: "verify_requested",
  requestedBy: "liaison",
  finishedOn: "2021-06-17",
  done: "已分柜",
};
const team = {
  by: "inspector1",
  byName: "检查人员1",
  companions: ["inspector2"],
  verifiedOn: "2021-06-18",
  place: "化学准备室",
  remark: "",
};
const evidence = { after: 1, waiting: 0 };
const ask = { done: "已分柜上锁", finishedOn: "2021-06-17", by: "liaison" };

describe("a hazard", () => {
  it("without responsible person, deadline and measure does not leave 登记", () => {
    expect(() => assign(aHazard(), { ...three, person: "" }, moment)).to.throw("还缺：责任人");
    expect(() => assign(aHazard(), { ...three, measure: "", person: "" }, moment)).to.throw(
      "还缺：责任人、整改措施",
    );
    expect(() => assign(aHazard(), { ...three, dueOn: "2021-06-17" }, moment)).to.throw("不能早于今天");
    expect(assign(aHazard(), three, moment)).to.include({
      state: "assigned",
      firstDueOn: "2021-06-23",
      assignedOn: "2021-06-18",
    });
  });

  it("is signed for by its unit, or refused with a reason; after two refusals the office has ruled and there is no third", () => {
    const assigned = assign(aHazard(), three, moment);
    expect(sign(assigned).state).to.equal("rectifying");
    const refused = refuse(assigned, "归卫健局");
    expect(refused).to.include({ state: "registered", timesRefused: 1, refusal: "归卫健局" });
    expect(() => refuse({ ...assigned, timesRefused: 2 }, "归卫健局")).to.throw("办公室已裁定");
  });

  it("that one unit refused begins anew with the next: its days for signing, plan, returns and extensions", () => {
    const first = assign(aHazard({ grade: "major" }), { ...three, dueOn: "2021-09-30" }, moment);
    const refused = refuse(first, "归卫健局");
    expect(refused).to.include({ assignedOn: null, firstDueOn: null });
    const later = { now: new Date("2021-07-05T01:00:00Z"), today: "2021-07-05" };
    const second = assign(refused, { ...three, unit: "wjj", dueOn: "2021-10-15" }, later);
    expect(second).to.include({ assignedOn: "2021-07-05", firstDueOn: "2021-10-15" });
    for (const hazard of [second, sign(second)])
      expect(lightOf(hazard, later.today, calendar, campaign!).light).to.equal("green");
  });

  it("is not up for close-out without a photo of how it looks now", () => {
    expect(() => requestVerification(rectifying, ask, { after: 0, waiting: 0 }, moment)).to.throw(
      "还缺：整改后照片",
    );
    expect(() => requestVerification(rectifying, ask, { after: 0, waiting: 1 }, moment)).to.throw(
      "文件正在接收，请稍候",
    );
    expect(requestVerification(rectifying, ask, evidence, moment)).to.include({
      state: "verify_requested",
      requestedBy: "liaison",
    });
  });

  it("cannot have been put right tomorrow, or before it was found", () => {
    expect(() =>
      requestVerification(rectifying, { ...ask, finishedOn: "2021-06-19" }, evidence, moment),
    ).to.throw("不能晚于今天");
    expect(() =>
      requestVerification(rectifying, { ...ask, finishedOn: "2021-06-07" }, evidence, moment),
    ).to.throw("不能早于发现日期");
  });

  it("that is major needs funds and an emergency plan as well", () => {
    const major: Hazard = { ...rectifying, grade: "major" };
    expect(() => requestVerification(major, ask, evidence, moment)).to.throw("还缺：整改资金、应急预案");
  });

  it("is never verified by who asked for it, nor by who answers for it", () => {
    expect(() => beginVerification(requested, { ...team, by: "liaison" }, moment)).to.throw("申请人不能复查");
    expect(() => beginVerification(requested, { ...team, byName: "甲中学安全员1" }, moment)).to.throw(
      "责任人不能复查",
    );
    expect(() => beginVerification(requested, { ...team, companions: ["liaison"] }, moment)).to.throw(
      "申请人不能参加复查",
    );
  });

  it("is verified by two people at least, on a day between its finish and today", () => {
    expect(() => beginVerification(requested, { ...team, companions: [] }, moment)).to.throw("复查至少两人");
    expect(() => beginVerification(requested, { ...team, companions: ["inspector1"] }, moment)).to.throw(
      "复查至少两人",
    );
    expect(() => beginVerification(requested, { ...team, verifiedOn: "2021-06-16" }, moment)).to.throw(
      "不能早于整改完成日期",
    );
    expect(() => beginVerification(requested, { ...team, verifiedOn: "2021-06-19" }, moment)).to.throw(
      "不能晚于今天",
    );
  });

  it("that passes is struck off; a major one waits for the office, which is not who verified or asked", () => {
    const verifying = beginVerification(requested, team, moment);
    expect(passVerification(verifying, moment)).to.include({ state: "closed", closedBy: "inspector1" });
    const onFile = { funds: "12万元", emergencyPlan: "双人双锁", plan: approvedPlan };
    const major = passVerification({ ...verifying, ...onFile, grade: "major" }, moment);
    expect(() => closeOut({ ...major, plan: null }, "clerk", moment)).to.throw("还缺：批准的整改方案");
    expect(major.state).to.equal("verifying");
    expect(() => closeOut(major, "inspector1", moment)).to.throw("申请人和复查人不能确认销号");
    expect(closeOut(major, "clerk", moment)).to.include({ state: "closed", closedBy: "clerk" });
  });

  it("that fails goes back with a remark, counted, and at most half of its first span", () => {
    const verifying = beginVerification(requested, { ...team, remark: "没有双人双锁" }, moment);
    expect(() => failVerification({ ...verifying, verifyRemark: "" }, "2021-06-25")).to.throw(
      "逐条写还差什么",
    );
    expect(failVerification(verifying, "2021-06-25")).to.include({
      state: "rectifying",
      timesReturned: 1,
      dueOn: "2021-06-25",
    });
    expect(dueAfterReturn(verifying, "2021-06-18", calendar)).to.equal("2021-06-25");
    expect(dueAfterReturn({ ...verifying, assignedOn: null }, "2021-06-18", calendar)).to.equal("2021-06-21");
  });

  it("is taken back by its unit only before verification begins", () => {
    expect(withdraw(requested)).to.include({ state: "rectifying", requestedBy: null });
    expect(() => withdraw(rectifying)).to.throw("不能撤回");
  });

  it("keeps its last progress when an update brings none", () => {
    const { measure, funds, person, emergencyPlan, protection } = rectifying;
    const after = update(
      { ...rectifying, progress: "新柜已到货" },
      { progress: "", measure, funds, person, emergencyPlan, protection },
    );
    expect(after.progress).to.equal("新柜已到货");
  });

  it("shows the verifier's wait, not the unit's clock, while it waits for verification", () => {
    const light = (hazard: Hazard, today: string) => lightOf(hazard, today, calendar, campaign!).light;
    expect(light(rectifying, "2021-06-10")).to.equal("green");
    expect(light(rectifying, "2021-06-18")).to.equal("yellow");
    expect(light(rectifying, "2021-06-24")).to.equal("red");
    expect(light(requested, "2021-06-24")).to.equal("green");
    expect(light({ ...rectifying, timesReturned: 2 }, "2021-06-10")).to.equal("red");
  });

  it("that is major is red when its plan is not approved within five working days; one whose extension is asked is yellow", () => {
    const light = (hazard: Hazard, today: string) => lightOf(hazard, today, calendar, campaign!);
    const owing = major({ plan: null, dueOn: "2021-12-31" });
    expect(light(owing, "2021-06-17").light).to.equal("green");
    expect(light(owing, "2021-06-18")).to.deep.equal({ light: "red", cause: "红灯：重大隐患方案未批" });
    expect(light({ ...owing, plan: approvedPlan }, "2021-06-18").light).to.equal("green");
    const asking = major({ dueOn: "2021-12-31", extension: askedExtension });
    expect(light(asking, "2021-06-17")).to.deep.equal({ light: "yellow", cause: "黄灯：延期审批中" });
  });

  it("turns yellow when nobody has signed for it within a working day", () => {
    const assigned: Hazard = { ...rectifying, state: "assigned", dueOn: "2021-07-30" };
    expect(lightOf(assigned, "2021-06-10", calendar, campaign!).light).to.equal("green");
    expect(lightOf(assigned, "2021-06-11", calendar, campaign!).cause).to.equal("黄灯：签收逾期");
  });

  it("is closed by nobody who asked, whatever is done to it in whatever order", () => {
    const people = ["a", "b", "c"];
    const person = fc.constantFrom(...people);
    const act = fc.tuple(fc.constantFrom("request", "verify", "fail", "withdraw", "close"), person, person);
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), fc.boolean(), (acts, major) => {
        let hazard: Hazard = major
          ? { ...rectifying, grade: "major", funds: "1万元", emergencyPlan: "有" }
          : rectifying;
        let asker: string | null = null;
        for (const [what, by, other] of acts) {
          try {
            if (what === "request") {
              hazard = requestVerification(hazard, { ...ask, by }, evidence, moment);
              asker = by;
            }
            const begin = () =>
              beginVerification(
                hazard,
                { ...team, by, byName: by, companions: [other], remark: "不行" },
                moment,
              );
            if (what === "verify") hazard = passVerification(begin(), moment);
            if (what === "fail") hazard = failVerification(begin(), "2021-06-25");
            if (what === "withdraw") hazard = withdraw(hazard);
            if (what === "close") hazard = closeOut(hazard, by, moment);
          } catch {
            continue;
          }
        }
        if (hazard.state !== "closed") return;
        expect(hazard.closedBy).to.not.equal(asker);
        expect(hazard.verifiedBy).to.not.equal(asker);
        if (major) expect(hazard.closedBy).to.not.equal(hazard.verifiedBy);
      }),
      { numRuns: 500 },
    );
  });
});
