import { expect } from "chai";
import { openCalendar } from "../../src/campaign/calendar.ts";
import { readCampaigns, readHolidays } from "../../src/campaign/read.ts";
import { evidenceIn, filesAfter } from "../../src/hazards/evidence.ts";
import { closeDown, merge, proposeCloseDown, reopen, voidHazard } from "../../src/hazards/ending.ts";
import { extend, grantExtension, limitsOf, refuseExtension } from "../../src/hazards/extension.ts";
import { lackingForRequest } from "../../src/hazards/life.ts";
import { lift, list, proposeListing, publish } from "../../src/hazards/listing.ts";
import { approvePlan, assess, handInPlan, returnPlan } from "../../src/hazards/major.ts";
import { askResume, refuseResume, resume, suspend } from "../../src/hazards/suspension.ts";
import {
  declineReferral,
  execute,
  recordPenalty,
  refer,
  takeReferral,
} from "../../src/hazards/enforcement.ts";
import { declineTransfer, offerTransfer, reassign, takeTransfer } from "../../src/hazards/transfer.ts";
import { closeOut, passVerification, pointsIn } from "../../src/hazards/verification.ts";
import { aHazard, approvedPlan } from "./a-hazard.ts";
import { listed, major, moment, rectifying, referred, stopped } from "./tracks.ts";

const calendar = openCalendar(readHolidays("config/holidays.yaml"));
const [campaign] = readCampaigns("config/campaigns");
const rules = campaign!.hazards;
const { items } = approvedPlan;

describe("a major hazard's plan", () => {
  it("has six items, none of them empty", () => {
    const empty = { ...items, goal_task: "", time_limit: "" };
    expect(() => handInPlan(major({ plan: null }), "liaison", empty, moment)).to.throw(
      "还缺：目标任务、时限要求",
    );
    expect(() => handInPlan(rectifying(), "liaison", items, moment)).to.throw("不用报送");
  });

  it("is approved by the unit's lead, never by who handed it in; measure, funds and emergency plan are what it says", () => {
    const handed = handInPlan(major({ plan: null, measure: "", funds: "" }), "liaison", items, moment);
    expect(() => approvePlan(handed, "liaison", moment)).to.throw("不能自己批准");
    const approved = approvePlan(handed, "lead", moment);
    expect(approved).to.include({ measure: items.method_measure, funds: items.funds_materials });
    expect(approved.plan).to.include({ state: "approved", approvedBy: "lead", approvedOn: "2021-06-18" });
    expect(() => returnPlan(handed, "lead", "")).to.throw("要改什么");
    expect(handInPlan(returnPlan(handed, "lead", "写明时限"), "liaison", items, moment).plan).to.include({
      state: "submitted",
    });
  });

  it("must be approved, the grade confirmed, and the work assessed when it is listed and stopped, before 申请销号", () => {
    const lacking = (more: object) => lackingForRequest(major(more), { after: 1 });
    expect(lacking({})).to.deep.equal([]);
    expect(lacking({ plan: null })).to.deep.equal(["批准的整改方案"]);
    expect(lacking({ grade: "major_pending" })).to.deep.equal(["级别核定"]);
    expect(lacking({ listing: listed, suspension: stopped })).to.deep.equal(["评估"]);
    const made = { assessor: "技术组", conclusion: "达到要求", assessedOn: "2021-06-17" };
    const assessed = assess(major({ listing: listed, suspension: stopped }), made, moment);
    expect(lackingForRequest(assessed, { after: 1 })).to.deep.equal([]);
  });
});

describe("listing (挂牌督办)", () => {
  const asked = { reason: "逾期未改", level: "区级", supervisor: "办公室", dueOn: "2021-12-31" };
  const proposed = proposeListing(major(), "liaison", asked, moment);

  it("is of a confirmed major hazard, for at most a year", () => {
    expect(() => proposeListing(rectifying(), "liaison", asked, moment)).to.throw("重大隐患才能");
    expect(() => proposeListing(major({ grade: "major_pending" }), "x", asked, moment)).to.throw("重大隐患");
    expect(() => proposeListing(major(), "x", { ...asked, dueOn: "2022-06-20" }, moment)).to.throw("1年");
  });

  it("is approved by a convener's own hand, or by the office with the minute that says so", () => {
    const decided = { number: "督1号", minute: "", isConvener: false };
    expect(() => list(proposed, decided, moment)).to.throw("会议纪要");
    expect(list(proposed, { ...decided, isConvener: true }, moment).listing).to.include({
      state: "listed",
      number: "督1号",
      listedOn: "2021-06-18",
    });
    expect(list(proposed, { ...decided, minute: "纪要3号" }, moment).listing).to.include({
      minute: "纪要3号",
    });
  });

  it("is lifted only after the verification has passed, and the close-out waits for it", () => {
    const office = { minute: "纪要4号", isConvener: false };
    expect(() => lift(major({ listing: listed }), office, moment)).to.throw("复查通过以后");
    const verifying = major({ listing: listed, state: "verifying", verifiedBy: "v", requestedBy: "r" });
    expect(() => closeOut(verifying, "clerk", moment)).to.throw("先摘牌");
    const lifted = lift(verifying, office, moment);
    expect(closeOut(lifted, "clerk", moment)).to.include({ state: "closed" });
  });

  it("is published, and its lifting too, not before the day it was decided", () => {
    expect(() =>
      publish(major({ listing: { ...listed, publishedOn: null } }), "2021-06-10", moment),
    ).to.throw("不能早于");
    const out = publish(major({ listing: { ...listed, publishedOn: null } }), "2021-06-15", moment);
    expect(out.listing).to.include({ publishedOn: "2021-06-15" });
    expect(() => publish(out, "2021-06-16", moment)).to.throw("没有待公布");
  });
});

describe("enforcement (移送执法)", () => {
  it("is referred with facts, taken or sent back with a reason", () => {
    expect(() => refer(rectifying(), "x", { body: "gafj", facts: "" }, moment)).to.throw("请填移送的事实");
    const sent = refer(rectifying(), "x", { body: "gafj", facts: "未登记" }, moment);
    expect(() => refer(sent, "x", { body: "gafj", facts: "未登记" }, moment)).to.throw("已经移送");
    expect(() => declineReferral(sent, "")).to.throw("请填退回原因");
    expect(declineReferral(sent, "不属本机关").enforcement).to.equal(null);
    expect(takeReferral(sent, moment).enforcement).to.include({ state: "filed", takenOn: "2021-06-18" });
  });

  it("records a penalty with its document; a fine never closes the hazard", () => {
    const filed = rectifying({ enforcement: { ...referred, state: "filed" } });
    const fine = {
      kind: "罚款",
      number: "罚1号",
      decidedOn: "2021-06-18",
      amount: 30_000,
      publishedOn: null,
    };
    const fined = recordPenalty(filed, fine, moment);
    expect(fined.state).to.equal("rectifying");
    expect(fined.enforcement?.penalties).to.deep.equal([fine]);
    expect(() => recordPenalty(filed, { ...fine, decidedOn: "2021-06-19" }, moment)).to.throw("不能晚于今天");
    expect(recordPenalty(fined, { ...fine, amount: 50_000 }, moment).enforcement?.penalties).to.have.length(
      1,
    );
    expect(execute(fined).enforcement).to.include({ state: "executed" });
  });
});

describe("suspension (停产停用)", () => {
  it("is ordered by number and reason, and nothing is struck off until it is lifted", () => {
    const order = { scope: "full", number: "停1号", reason: "通风失效" } as const;
    const held = suspend(rectifying(), "inspector", order, moment);
    expect(() => suspend(held, "inspector", order, moment)).to.throw("正在执行");
    expect(() => passVerification({ ...held, state: "verifying" }, moment)).to.throw("没有解除");
  });

  it("ends when another than who asked has reviewed it on site", () => {
    const held = rectifying({ suspension: stopped });
    const asked = askResume(held, "liaison", "已更换通风", moment);
    expect(() => resume(asked, "liaison", moment)).to.throw("不能自己审查");
    expect(refuseResume(asked, "clerk", "未检测").suspension).to.include({ state: "full" });
    const free = resume(asked, "clerk", moment);
    expect(free.suspension).to.include({ state: "resumed", resumedOn: "2021-06-18" });
    expect(passVerification({ ...free, state: "verifying" }, moment)).to.include({ state: "closed" });
  });
});

describe("an extension of a hazard", () => {
  const asking = { cause: "设备未到", done: "已定货", protection: "停用该柜", until: "2021-07-20" };
  const limits = limitsOf(rectifying(), calendar, rules);

  it("is asked three working days before the deadline, of a major one ten, with what protects people meanwhile", () => {
    expect(limits).to.include({ most: 1, ahead: 3, askBy: "2021-07-06", latest: "2021-08-08" });
    expect(limitsOf(major(), calendar, rules)).to.include({ most: 2, ahead: 10, askBy: "2021-06-25" });
    const late = { ...moment, today: "2021-07-07" };
    expect(() => extend(rectifying(), "x", asking, limits, late)).to.throw("提前3个工作日");
    expect(extend(rectifying(), "x", asking, limits, moment).dueOn).to.equal("2021-07-09");
  });

  it("is granted by another than who asked, once, never backdated and never beyond the first span", () => {
    const asked = extend(rectifying(), "liaison", asking, limits, moment);
    const to = { until: "2021-07-20", reason: "" };
    expect(() => grantExtension(asked, "liaison", to, limits, moment)).to.throw("不能自己审批");
    expect(() => grantExtension(asked, "lead", { ...to, until: "2021-08-09" }, limits, moment)).to.throw(
      "最晚到8月8日",
    );
    const granted = grantExtension(asked, "lead", to, limits, moment);
    expect(granted).to.include({ dueOn: "2021-07-20", firstDueOn: "2021-07-09", timesExtended: 1 });
    expect(() => extend(granted, "liaison", { ...asking, until: "2021-07-30" }, limits, moment)).to.throw(
      "最多延期1次",
    );
    expect(() => refuseExtension(asked, "lead", "")).to.throw("写明原因");
    expect(refuseExtension(asked, "lead", "可以按期").dueOn).to.equal("2021-07-09");
  });
});

describe("a transfer to another unit", () => {
  it("changes the lead when it is taken, keeps the clocks, and leaves the first unit as a helper", () => {
    const offered = offerTransfer(
      rectifying({ executor: "me" }),
      "liaison",
      { to: "wjj", reason: "医疗机构" },
      moment,
    );
    expect(offered.leadUnit).to.equal("jyj");
    expect(takeTransfer(offered)).to.deep.include({
      leadUnit: "wjj",
      helpUnits: ["jyj"],
      executor: null,
      dueOn: "2021-07-09",
    });
    expect(() => offerTransfer(rectifying(), "x", { to: "jyj", reason: "x" }, moment)).to.throw("就是本单位");
  });

  it("that two units do not take waits for the office, which gives it to one", () => {
    const once = declineTransfer(
      offerTransfer(rectifying(), "x", { to: "wjj", reason: "x" }, moment),
      "不属",
      moment,
    );
    const twice = declineTransfer(
      offerTransfer(once, "x", { to: "kjj", reason: "x" }, moment),
      "不属",
      moment,
    );
    expect(() => offerTransfer(twice, "x", { to: "swj", reason: "x" }, moment)).to.throw("办公室裁定");
    expect(reassign(twice, "swj", "按主营业务")).to.include({ leadUnit: "swj", state: "assigned" });
  });
});

describe("the ends of a hazard", () => {
  const closed = rectifying({ state: "closed", closedAt: moment.now, closedBy: "v" });

  it("it is opened again for the same defect within twelve months, or for an untrue close-out however long ago", () => {
    const again = {
      ground: "again",
      finding: "又同柜",
      dueOn: "2022-07-01",
      closedOn: "2021-06-18",
    } as const;
    const year = { ...moment, today: "2022-06-18" };
    expect(reopen(closed, again, year)).to.include({
      state: "rectifying",
      timesReopened: 1,
      closedAt: null,
      assignedOn: "2022-06-18",
      firstDueOn: "2022-07-01",
    });
    const later = { ...moment, today: "2022-06-19" };
    expect(() => reopen(closed, again, later)).to.throw("满12个月");
    expect(reopen(closed, { ...again, ground: "untrue" }, later).state).to.equal("rectifying");
  });

  it("it is voided with a reason, and never while listed", () => {
    expect(() => voidHazard(rectifying(), "")).to.throw("请填作废原因");
    expect(() => voidHazard(major({ listing: listed }), "误报")).to.throw("先摘牌");
    expect(voidHazard(rectifying(), "误报")).to.include({ state: "voided", endReason: "误报" });
    expect(() => voidHazard(closed, "误报")).to.throw("已经结束");
  });

  it("it is merged into another open one: both numbers stay, the older date counts", () => {
    const other = rectifying({ id: "h2", number: 13, foundOn: "2021-06-10" });
    const { merged, kept } = merge(rectifying(), other, "同一柜");
    expect(merged).to.include({ state: "merged", mergedInto: "h2", number: 12 });
    expect(kept).to.include({ foundOn: "2021-06-08", number: 13 });
    expect(() => merge(rectifying(), rectifying(), "x")).to.throw("自己");
    expect(() => merge(rectifying(), { ...other, state: "closed" }, "x")).to.throw("已经结束");
  });

  it("that is a close-down is proposed, decided by the government, and never counts as rectified", () => {
    const decision = {
      minute: "纪要5号",
      decision: "政关〔2021〕1号",
      decidedOn: "2021-06-18",
      proof: "已断电",
    };
    expect(() => closeDown(major(), decision, moment)).to.throw("还没有提请");
    expect(() => proposeCloseDown(rectifying(), "x", "无法整改", moment)).to.throw("重大隐患");
    const proposed = proposeCloseDown(major(), "liaison", "无法整改", moment);
    expect(() => closeDown(proposed, { ...decision, proof: "" }, moment)).to.throw("现场确认");
    expect(() => closeDown({ ...proposed, grade: "general" }, decision, moment)).to.throw("不是重大隐患");
    expect(closeDown(proposed, decision, moment)).to.include({ state: "shut_down", closedAt: null });
  });

  it("what is opened again needs new photos: those of the time before prove nothing", () => {
    const photo = (at: string) => ({ stage: "after", state: "stored", at: new Date(at) }) as const;
    const again = {
      ground: "again",
      finding: "又同柜",
      dueOn: "2021-07-02",
      closedOn: "2021-06-17",
    } as const;
    const opened = reopen(closed, again, moment);
    const files = [photo("2021-06-16T02:00:00Z"), photo("2021-06-18T03:00:00Z")];
    expect(filesAfter(closed, files, "Asia/Shanghai")).to.have.length(2);
    expect(evidenceIn(filesAfter(opened, files, "Asia/Shanghai"))).to.deep.equal({ after: 1, waiting: 0 });
  });

  it("what a verifier wrote is kept point by point", () => {
    expect(pointsIn("1. 隔板未装\n2、台账缺3种；（3）锁具损坏")).to.deep.equal([
      "隔板未装",
      "台账缺3种",
      "锁具损坏",
    ]);
    expect(pointsIn("  ")).to.deep.equal([]);
    expect(aHazard().returnPoints).to.deep.equal([]);
  });
});
