import { expect } from "chai";
import { buttonsOf } from "../../src/sandbox/driver.ts";
import { onEachStore, who } from "../house.ts";
import { ask, does, given, kept, onFriday, reads } from "./hazards.ts";

const liaison = who("jyj_liaison");
const lead = who("jyj_lead");
const inspector = who("jyj_inspector_1");
const clerk = who("clerk_1");
const health = who("wjj_liaison");
const science = who("kjj_liaison");
const police = who("gaj_liaison");

describe("what runs beside a hazard's state", () => {
  onEachStore((start) => {
    it("催办: the office urges a unit about a hazard once a day; the unit reads who did until it does something", async () => {
      await using house = await onFriday(start);
      await given(house, inspector, { state: "rectifying" });
      const cards = () => house.chat.cardsOf(liaison).length;
      const before = cards();
      expect(buttonsOf((await ask(house, liaison)).content)).to.not.include("催办");
      expect(await does(house, clerk, "催办")).to.equal("已催办区教育局，已通知对方");
      expect(cards()).to.equal(before + 2);
      expect(await reads(house, liaison)).to.match(/办公室经办1　催办，请尽快办理。/);
      expect(await does(house, who("clerk_2"), "催办")).to.equal("今天已催办过，一天只催一次");
      await does(house, liaison, "更新整改", { measure: "分柜上锁", progress: "柜子已到货" });
      expect(await reads(house, liaison)).to.not.include("请尽快办理");
      await given(house, inspector, { number: 2, state: "verify_requested", requestedAt: house.clock.now() });
      expect(buttonsOf((await ask(house, clerk, 2)).content)).to.not.include("催办");
    });

    it("§2.1: a department assigns what is of its sector to itself or a town, a town what is general to itself; what was sent back is the office's", async () => {
      await using house = await onFriday(start);
      const [town, another] = ["jiazhen", "wjj"];
      await given(house, inspector, { number: 1 });
      await given(house, inspector, { number: 2 });
      await given(house, inspector, { number: 3, leadUnit: town, grade: "major_pending" });
      await given(house, inspector, { number: 4, leadUnit: town });
      await given(house, inspector, { number: 5, timesRefused: 1 });
      const three = { person: "甲中学安全员1", dueOn: "2021-07-09", measure: "分柜上锁" };
      const assigns = (by: string, number: number, unit: string) =>
        does(house, by, "交办", { ...three, unit }, number);
      const mayAssign = async (by: string, number: number) =>
        buttonsOf((await ask(house, by, number)).content).includes("交办");

      expect(await mayAssign(inspector, 1), "an inspector").to.equal(false);
      expect(await assigns(liaison, 1, another)).to.include("其他单位请由办公室交办");
      expect(await assigns(liaison, 1, "jyj")).to.equal("已交办区教育局，已通知对方");
      expect(await kept(house, 1)).to.include({ state: "assigned", leadUnit: "jyj" });
      expect(await assigns(liaison, 2, town)).to.include("已交办甲镇");
      expect(await kept(house, 2)).to.include({ state: "assigned", leadUnit: town });
      const townsman = who("jiazhen_liaison");
      expect(await mayAssign(townsman, 3), "a town, a major one").to.equal(false);
      expect(await assigns(townsman, 4, "jyj")).to.include("其他单位请由办公室交办");
      expect(await assigns(townsman, 4, town)).to.include("已交办甲镇");
      expect(await mayAssign(liaison, 5), "sent back once").to.equal(false);
      expect(await assigns(clerk, 5, another)).to.equal("已交办区卫健局，已通知对方");
    });

    it("X1–X2: an extension is asked in time, refused with a reason or granted by the unit's head, never by who asked", async () => {
      await using house = await onFriday(start);
      await given(house, inspector, { state: "rectifying" });
      const asking = { cause: "设备未到", done: "已定货", protection: "停用该柜", until: "2021-07-20" };
      expect(await does(house, liaison, "申请延期", { ...asking, until: "2021-09-01" })).to.include(
        "最晚到8月8日",
      );
      expect(await does(house, liaison, "申请延期", asking)).to.equal("已申请延期，已通知对方");
      expect(await reads(house, liaison)).to.include("黄灯：延期审批中");
      expect(buttonsOf((await ask(house, liaison)).content)).to.not.include("同意延期");
      expect(await does(house, lead, "不同意延期")).to.equal("不同意要写明原因");
      expect(await does(house, lead, "同意延期")).to.equal("已同意延期，已通知对方");
      expect(await kept(house)).to.include({
        dueOn: "2021-07-20",
        firstDueOn: "2021-07-09",
        timesExtended: 1,
      });
      const again = { ...asking, until: "2021-07-30" };
      expect(await does(house, liaison, "申请延期", again)).to.include("最多延期1次");
    });

    it("H15: a transfer is offered and taken, its clocks stay; not taken twice, the office rules", async () => {
      await using house = await onFriday(start);
      await given(house, inspector, { state: "rectifying" });
      const offer = (unit: string) => does(house, liaison, "移交", { unit, reason: "不是学校" });
      expect(await offer("wjj")).to.equal("已提出移交区卫健局，已通知对方");
      expect(await does(house, health, "不接收", { reason: "不属本行业" })).to.equal(
        "已答复不接收，已通知对方",
      );
      expect(await kept(house)).to.include({ leadUnit: "jyj", dueOn: "2021-07-09" });
      await offer("kjj");
      await does(house, science, "不接收", { reason: "也不属" });
      expect(await offer("swj")).to.equal("已两次不接收，请由办公室裁定");
      await house.chat.say(clerk, "待办");
      await house.drain();
      await house.chat.openRow(clerk, "裁定：隐患0001");
      const ruled = await does(house, clerk, "改派", { unit: "wjj", reason: "按场所归卫健" });
      expect(ruled).to.equal("已改派区卫健局，已通知对方");
      expect(await kept(house)).to.include({ leadUnit: "wjj", state: "assigned", dueOn: "2021-07-09" });
      expect(await does(house, health, "签收")).to.equal("已签收，7月9日前整改");
    });

    it("H15: who takes it leads from then on, and the unit that gave it helps", async () => {
      await using house = await onFriday(start);
      await given(house, inspector, { state: "rectifying" });
      await does(house, liaison, "移交", { unit: "wjj", reason: "是卫生院" });
      expect(await does(house, health, "接收移交")).to.equal("已接收，已通知对方");
      expect(await kept(house)).to.deep.include({ leadUnit: "wjj", helpUnits: ["jyj"], state: "rectifying" });
      expect(buttonsOf((await ask(house, liaison)).content)).to.not.include("更新整改");
    });

    it("E1–E2: a referral is taken or sent back by the body that enforces; its penalty is on record and closes nothing", async () => {
      await using house = await onFriday(start);
      await given(house, inspector, { state: "rectifying" });
      const sent = { body: "gaj", facts: "易制爆化学品未登记流向" };
      expect(await does(house, liaison, "移送执法", sent)).to.equal("已移送区公安分局，已通知对方");
      expect(await does(house, police, "退回移送")).to.equal("请填退回原因");
      expect(await does(house, police, "受理移送")).to.equal("已受理，已通知对方");
      const fine = { kind: "罚款", number: "公罚1号", amount: "30,000" };
      expect(await does(house, police, "登记处罚", fine)).to.equal("已登记处罚，已通知对方");
      expect(await does(house, police, "登记执行完毕")).to.equal("已登记执行完毕");
      const hazard = await kept(house);
      expect(hazard.state).to.equal("rectifying");
      expect(hazard.enforcement).to.deep.include({
        state: "executed",
        penalties: [
          { kind: "罚款", number: "公罚1号", amount: 30_000, decidedOn: "2021-06-18", publishedOn: null },
        ],
      });
      expect(await reads(house, liaison)).to.include("罚款，公罚1号，30000元");
    });

    it("H12–H13: what is struck off is opened again when it is back; a duplicate is merged and keeps both numbers; what is no hazard is voided", async () => {
      await using house = await onFriday(start);
      await given(house, inspector, { state: "closed", closedAt: new Date("2021-06-10T02:00:00Z") });
      await given(house, inspector, { number: 2, state: "rectifying", foundOn: "2021-06-15" });
      await given(house, inspector, { number: 3, state: "rectifying" });
      const again = { ground: "again", finding: "又同柜存放", dueOn: "2021-07-02" };
      expect(await does(house, clerk, "重新打开", again)).to.equal("已重新打开，已通知对方");
      expect(await kept(house)).to.include({ state: "rectifying", timesReopened: 1, dueOn: "2021-07-02" });
      expect(await does(house, clerk, "并案", { into: "2021-0002", reason: "同一柜" })).to.equal(
        "已并入隐患〔2021〕0002号，已通知对方",
      );
      expect(await kept(house)).to.include({ state: "merged", number: 1 });
      expect(await kept(house, 2)).to.include({ foundOn: "2021-06-08" });
      expect(await reads(house, liaison)).to.include("并入隐患〔2021〕0002号：同一柜");
      expect(await does(house, clerk, "作废", { reason: "复核不是隐患" }, 3)).to.include("已作废");
      expect(await kept(house, 3)).to.include({ state: "voided", endReason: "复核不是隐患" });
    });

    it("§5.4: the office adds who helps and the number in the government's own system", async () => {
      await using house = await onFriday(start);
      await given(house, inspector, { state: "rectifying" });
      const form = { helpUnits: ["wjj"], officialNo: "SAF-2021-000123" };
      expect(await does(house, clerk, "补充信息", form)).to.equal("已补充信息");
      expect(await kept(house)).to.deep.include(form);
      expect(await reads(house, liaison)).to.include("SAF-2021-000123");
    });

    it("§2.2: who asked or answers for it does not verify, unless the office director lets them with a written reason", async () => {
      await using house = await onFriday(start);
      const director = who("yjj_lead");
      await given(house, inspector, {
        state: "verify_requested",
        requestedAt: new Date("2021-06-17T02:00:00Z"),
        person: "应急管理局负责人",
        finishedOn: "2021-06-17",
        leadUnit: "jyj",
      });
      expect(buttonsOf((await ask(house, director)).content)).to.include("复查通过");
      const team = { companions: [clerk] };
      expect(await does(house, director, "复查通过", team)).to.include("责任人不能复查");
      const excused = { ...team, override: "现场只有本人具备资质" };
      expect(await does(house, director, "复查通过", excused)).to.equal("复查通过，隐患0001已销号");
      expect(await reads(house, clerk)).to.include("特批：现场只有本人具备资质");
    });
  });
});
