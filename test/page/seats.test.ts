import { join } from "node:path";
import { expect } from "chai";
import { hasBrowser } from "./browser.ts";
import { openRehearsal, PHONE, PICTURES } from "./rehearsal.ts";

const REPORT = "报送第一次工作进展情况";

(hasBrowser ? describe : describe.skip)("seats and deadlines on a phone, from each seat", function () {
  this.timeout(180_000);
  const { card, be, toast, press, andSee, say, field, keep, errors, page, address } = openRehearsal();
  const textOf = (words: string) => card(words).innerText();

  it("a liaison goes on leave in one sentence and one tap, and the cover is told", async () => {
    await be("甲镇联络员");
    await andSee("请假登记", () => say("请假 6月21日至25日，由B角代"));
    await keep("请假登记", "leave");
    await press("请假登记", "确认请假");
    await toast("已登记，甲镇B角代办");
    await card("已请假").waitFor();
    await be("甲镇B角");
    expect(await textOf("将要代办"))
      .to.include("甲镇联络员")
      .and.include("6月21日至6月25日")
      .and.include(REPORT);
    await keep("将要代办", "cover");
  });

  it("what somebody left open is taken over with one tap", async () => {
    await be("农业农村局负责人");
    expect(await textOf("待接手"))
      .to.include("农业农村局联络员")
      .and.include(REPORT);
    await keep("待接手", "handover");
    await press("待接手", "全部接手");
    await card("已接手").waitFor();
    expect(await textOf("已接手")).to.include("接手人　农业农村局负责人");
  });

  it("more time is refused with a reason, and the day stays", async () => {
    await be("办公室经办1");
    await andSee("答复时限", () => card("办公室待办").getByText(`延期：${REPORT}`).click());
    await keep("答复时限", "extension-office");
    await press("答复时限", "不同意延期");
    await toast("不同意要写明原因");
    await field("答复时限", "意见").fill("请先报已查企业，月底前补齐");
    await press("答复时限", "不同意延期");
    await toast("未同意");
    await be("生态环境局联络员");
    expect(await textOf("延期未同意"))
      .to.include("请先报已查企业，月底前补齐")
      .and.include("6月25日");
    await keep("延期未同意", "extension-refused");
  });

  it("more time is granted, and both days are on the card", async () => {
    await be("住建局联络员");
    await andSee("待签收", () => card("我的待办").getByText(REPORT).last().click());
    await press("请于", "签收");
    await toast("已签收");
    await press("提交进展", "申请延期");
    await field("延期原因", "延期原因").fill("第三方检测报告6月28日才出");
    await field("延期原因", "目前进展").fill("已排查33家，发现隐患9条");
    await card("延期原因").locator('input[type="date"]').fill("2021-06-30");
    await press("延期原因", "申请延期");
    await toast("已申请");
    await be("办公室经办1");
    await andSee("办公室待办", () => say("待办"));
    await andSee("第三方检测报告", () => card("办公室待办").getByText("区住建局").click());
    await press("第三方检测报告", "同意延期");
    await toast("已同意");
    await be("住建局联络员");
    expect(await textOf("原定6月25日（周五），延至6月30日（周三）")).to.include("提交进展");
    await keep("原定6月25日", "extension-granted");
  });

  it("work is handed on, and is the other's once they have taken it", async () => {
    await be("住建局联络员");
    await andSee("接办的人", () => press("原定6月25日（周五），延至6月30日（周三）", "转办"));
    await field("接办的人", "接办的人").selectOption({ label: "住建局检查人员1（检查人员）" });
    await field("接办的人", "说明").fill("先报施工企业的数");
    await press("接办的人", "提出转办");
    await toast("已提出，等住建局检查人员1答复");
    await be("住建局检查人员1");
    expect(await textOf("转办待答复"))
      .to.include(REPORT)
      .and.include("先报施工企业的数");
    await keep("转办待答复", "hand-on");
    await andSee("执行人：住建局检查人员1", () => press("转办待答复", "接办"));
    await keep("执行人：住建局检查人员1", "hand-on-taken");
    await be("住建局联络员");
    expect(await textOf("已接办")).to.include("住建局检查人员1");
  });

  it("what is overdue rises seat by seat, and no convener gets a chore", async () => {
    await be("商务局联络员");
    expect(await textOf("我的待办"))
      .to.include("壬商行")
      .and.include("逾期6个工作日")
      .and.include("红灯");
    await keep("我的待办", "tray");
    await page().setViewportSize({ width: 1000, height: 900 });
    await page().screenshot({ path: join(PICTURES, "demo.png") });
    await page().setViewportSize(PHONE);
    for (const [seat, days, name] of [
      ["商务局负责人", 3, "escalation-lead"],
      ["办公室经办1", 5, "escalation-office"],
    ] as const) {
      await be(seat);
      expect(await textOf("升级提醒"))
        .to.include(`逾期${days}个工作日`)
        .and.include("已提醒：");
      await keep("升级提醒", name);
    }
    const bar = await page().locator(".top").boundingBox();
    expect(bar?.height, "the clock is one line on a phone").to.be.below(48);
    await page().goto(address());
    await page().getByRole("button", { name: "总召集人", exact: true }).click();
    await page()
      .getByRole("button", { name: /联席会议群/ })
      .waitFor();
    expect(await page().getByText("升级提醒：").count()).to.equal(0);
    expect(errors).to.deep.equal([]);
  });
});
