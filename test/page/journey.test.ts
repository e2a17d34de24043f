import { expect } from "chai";
import { picture } from "../../src/sandbox/picture.ts";
import { hasBrowser } from "./browser.ts";
import { openRehearsal } from "./rehearsal.ts";

const PHOTO = Buffer.from(picture(120));

(hasBrowser ? describe : describe.skip)("the demo page in a real browser", function () {
  this.timeout(180_000);
  const { shot, card, be, toast, press, andSee, say, field, errors, page, address } = openRehearsal({
    viewport: { width: 1000, height: 900 },
    deviceScaleFactor: 1,
  });

  const attach = async (words: string, kind: "image" | "file", name: string) => {
    await card(words).locator(".reply").click();
    const input = page().getByTestId(`send-${kind}`);
    await andSee("收到1件", () =>
      input.setInputFiles({
        name,
        mimeType: kind === "image" ? "image/png" : "application/octet-stream",
        buffer: kind === "image" ? PHOTO : Buffer.from("工作进展情况的正文"),
      }),
    );
    await page().waitForTimeout(1_000);
  };
  it("is picked from by unit, and opens on 18 June 2021, 08:30, with something to do", async () => {
    await page().goto(address());
    await page().getByText("区教育局").first().waitFor();
    await shot("1-people");
    await be("教育局联络员");
    expect(await page().getByTestId("now").textContent()).to.include("2021年6月18日（周五）08:3");
    await andSee("今天要办", () => page().getByRole("button", { name: "到下一次推送" }).click());
    await shot("2-morning");
  });

  it("lets the liaison of 区教育局 sign, report, and hand in with a file", async () => {
    await andSee("待签收", () => card("今天要办").getByText("报送第一次工作进展情况").last().click());
    await press("请于", "签收");
    await toast("已签收，6月25日前报送");
    await field("完成进度", "完成进度").fill("60");
    await field("完成进度", "已排查").fill("42");
    await field("完成进度", "主要做法").fill("已完成42家首轮排查");
    await shot("3-report");
    await press("完成进度", "提交进展");
    await toast("已记录，进度60%");
    await press("完成进度", "正式报送");
    await toast("还缺《工作进展情况》");
    await attach("完成进度", "file", "工作进展情况.docx");
    await card("已收材料 1件").waitFor();
    await press("提交进展", "正式报送");
    await toast("已报送");
    await card("等待审核").waitFor();
    await shot("4-handed-in");
  });

  it("lets the office return it, and pass it when it comes again", async () => {
    await be("办公室经办1");
    await andSee("办结通过", () => card("办公室待办").getByText("区教育局").first().click());
    await press("审核：报送第一次工作进展情况", "退回");
    await field("退回原因", "退回原因").fill("缺下一步安排");
    await card("退回原因").locator('input[type="date"]').fill("2021-06-24");
    await press("退回原因", "退回");
    await toast("已退回，已通知对方");
    await be("教育局联络员");
    await field("缺下一步安排", "下一步安排").fill("7月底前完成");
    await shot("5-returned");
    await press("缺下一步安排", "正式报送");
    await toast("已报送");
    await be("办公室经办1");
    await andSee("办公室待办", () => say("待办"));
    await andSee("办结通过", () => card("办公室待办").getByText("区教育局").first().click());
    await press("按时报送", "办结通过");
    await toast("已办结");
    await shot("6-passed");
  });

  it("lets a hazard be registered, photographed, put up for close-out, and verified by somebody else", async () => {
    await be("教育局联络员");
    await andSee("提交登记", () => say("登记隐患"));
    const fill = (label: string, value: string) => field("提交登记", label).fill(value);
    await fill("企业名称或代码", "乙剧场");
    await fill("场所部位", "舞台特效间");
    await fill("隐患描述", "冷焰火与油漆同库");
    await card("提交登记").getByLabel("请选重点内容").selectOption({ index: 3 });
    await card("提交登记").getByLabel("请选隐患类别").selectOption("储存");
    await fill("责任人（选填）", "乙剧场经理1");
    await card("提交登记").locator('input[type="date"]').fill("2021-06-30");
    await fill("整改措施（选填）", "分库存放");
    await press("提交登记", "提交登记");
    await toast("进入整改");
    await attach("乙剧场隐患", "image", "整改前.png");
    await attach("乙剧场隐患", "image", "整改后.png");
    await press("乙剧场隐患", "申请销号");
    await field("做了什么", "做了什么").fill("已分库存放，张贴标志");
    await shot("7-hazard");
    await press("做了什么", "申请销号");
    await toast("已申请销号");
    await be("教育局检查人员1");
    await card("乙剧场复查").locator(".many summary").click();
    await card("乙剧场复查").locator(".many label").first().click();
    const drawn = await card("乙剧场复查")
      .locator("img")
      .evaluateAll((images) => images.map((image) => Object(image).naturalWidth));
    expect(drawn, "photos before and after").to.deep.equal([8, 8]);
    await shot("8-verify");
    await press("乙剧场复查", "复查通过");
    await toast("已销号");
  });

  it("posts the digest to the group at the end of the day, with charts drawn, and opens the list behind a figure", async () => {
    await page().getByRole("button", { name: "到今天晚上" }).click();
    await toast("到今天晚上");
    await page()
      .getByRole("button", { name: /联席会议群/ })
      .click();
    await card("6月18日（周五）日报").locator("[data-drawn]").first().waitFor();
    await card("6月18日（周五）日报").scrollIntoViewIfNeeded();
    await shot("9-digest");
    await page().setViewportSize({ width: 390, height: 844 });
    await shot("10-digest-phone");
    await page().setViewportSize({ width: 1000, height: 900 });
    await card("6月18日（周五）日报")
      .getByLabel("打开清单", { exact: true })
      .selectOption({ label: "今日销号（1条）" });
    await toast("“今日销号”已私发给您");
    await page()
      .getByRole("button", { name: /督办机器人/ })
      .click();
    await card("乙剧场").waitFor();
    expect(errors).to.deep.equal([]);
  });
});
