import { expect } from "chai";
import { hasBrowser } from "./browser.ts";
import { openRehearsal } from "./rehearsal.ts";

const REPORT = "报送第一次工作进展情况";
const TEXTS = {
  总体情况: "各单位按方案推进，首轮排查进入收尾，多数隐患已整改。",
  好的做法: "区教育局逐校建立台账，实验室药品分柜双锁。",
  下一步要求: "未报送的单位6月28日前补报；逾期隐患逐条说明原因。",
};

(hasBrowser ? describe : describe.skip)("an office clerk's week on a phone", function () {
  this.timeout(240_000);
  const { card, be, toast, press, andSee, say, field, keep, errors, page } = openRehearsal();
  const textOf = (words: string) => card(words).innerText();
  /** The clock is there when it says so, and everything that fell due on the way has come. */
  const move = async (label: string, there: string) => {
    await page().getByRole("button", { name: label }).click();
    await page().getByTestId("now").filter({ hasText: there }).waitFor({ timeout: 60_000 });
  };

  it("begins on Monday with everything that waits, whatever has waited longest on top", async () => {
    await be("办公室经办1");
    for (const day of ["6月19日", "6月20日", "6月21日"]) await move("到明天早上", day);
    await andSee("办公室待办", () => say("待办"));
    expect(await textOf("办公室待办"))
      .to.include("超时限1")
      .and.include("延期审批")
      .and.include("席位空缺");
    await keep("办公室待办", "week-queue");
  });

  it("goes on with reviews: one report passes, one goes back with what it lacks and a day", async () => {
    await andSee("办结通过", () => card("办公室待办").getByText("区科技局").first().click());
    await keep("办结通过", "week-review");
    await press("办结通过", "办结通过");
    await toast("已办结");
    await andSee("办公室待办", () => say("待办"));
    expect(await textOf("办公室待办")).not.to.include("区科技局");
    await andSee("办结通过", () => card("办公室待办").getByText("区卫健局").first().click());
    await press("办结通过", "退回");
    await field("退回原因", "退回原因").fill("缺危险化学品台账");
    await card("退回原因").locator('input[type="date"]').fill("2021-06-24");
    await keep("退回原因", "week-return");
    await press("退回原因", "退回");
    await toast("已退回，已通知对方");
  });

  it("ends each day with the digest in the group: figures, what waits for a decision, who is red", async () => {
    await move("到今天晚上", "18:00");
    await page()
      .getByRole("button", { name: /联席会议群/ })
      .click();
    await card("6月21日（周一）日报").locator("[data-drawn]").first().waitFor();
    expect(await textOf("6月21日（周一）日报")).to.include("未销号");
    await keep("6月21日（周一）日报", "week-digest");
  });

  it("ends on Friday with a bulletin: drafted by itself, written by the clerk, approved by the director, in the group with its number", async () => {
    await be("办公室经办1");
    for (let day = 22; day <= 25; day += 1) await move("到明天早上", `6月${day}日`);
    await move("到今天晚上", "18:00");
    await card("通报草稿").waitFor();
    await keep("通报草稿", "bulletin-draft");
    for (const [label, words] of Object.entries(TEXTS)) await field("通报草稿", label).fill(words);
    await press("通报草稿", "送审");
    await toast("已送审");
    await be("应急管理局负责人");
    await card("批准签发").waitFor();
    await keep("批准签发", "bulletin-director");
    await press("批准签发", "批准签发");
    await toast("已签发");
    await page()
      .getByRole("button", { name: /联席会议群/ })
      .click();
    await card("应急管理局负责人签发").waitFor();
    expect(await textOf("应急管理局负责人签发"))
      .to.include(TEXTS.好的做法)
      .and.include(REPORT);
    await keep("应急管理局负责人签发", "bulletin");
    expect(errors).to.deep.equal([]);
  });
});
