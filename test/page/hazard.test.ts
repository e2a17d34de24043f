import { expect } from "chai";
import { picture } from "../../src/sandbox/picture.ts";
import { hasBrowser } from "./browser.ts";
import { openRehearsal } from "./rehearsal.ts";

const PHOTO = Buffer.from(picture(120));
const TITLE = "乙剧场隐患";

(hasBrowser ? describe : describe.skip)("a major hazard with every side track, on a phone", function () {
  this.timeout(180_000);
  const { card, be, toast, press, andSee, say, field, keep, errors, page, address } = openRehearsal();
  let number = "";
  /** What others' acts push arrives within a moment: a card that comes later would be the last one. */
  const settled = async () => {
    let before = -1;
    let now = await page().locator(".message").count();
    while (now !== before) {
      await page().waitForTimeout(1_200);
      [before, now] = [now, await page().locator(".message").count()];
    }
  };
  /** Sits in a seat and asks for the hazard's card. */
  const open = async (name: string) => {
    await page().goto(address());
    await page().getByRole("button", { name, exact: true }).click();
    await page().getByLabel("消息").waitFor();
    await settled();
    await andSee(TITLE.slice(0, 3), () => say(`隐患 ${number}`));
  };
  const more = async (label: string) => {
    await card("乙剧场").getByLabel("更多").selectOption({ label });
    await card("乙剧场").getByRole("button", { name: label, exact: true }).waitFor();
  };
  const fill = (label: string, value: string) => field("乙剧场", label).fill(value);
  const pick = (label: string, value: string) =>
    card("乙剧场").getByLabel(`请选${label}`).selectOption({ label: value });
  const send = async (label: string, told: string) => {
    await press("乙剧场", label);
    await toast(told);
  };
  const photo = async (name: string) => {
    await card(TITLE).locator(".reply").click();
    await andSee("收到1件", () =>
      page().getByTestId("send-image").setInputFiles({ name, mimeType: "image/png", buffer: PHOTO }),
    );
  };

  it("is registered as 疑似重大 in one card, and the office confirms it by an item of the list", async () => {
    await be("教育局检查人员1");
    await andSee("提交登记", () => say("登记隐患"));
    const filled = (label: string, value: string) => field("提交登记", label).fill(value);
    await filled("企业名称或代码", "乙剧场");
    await filled("场所部位", "舞台特效间");
    await filled("隐患描述", "冷焰火、油漆、酒精同库，无通风");
    await card("提交登记").getByLabel("请选重点内容").selectOption({ index: 3 });
    await card("提交登记").getByLabel("请选隐患类别").selectOption("储存");
    await card("提交登记").getByLabel("请选隐患级别").selectOption({ label: "疑似重大" });
    await filled("责任人（选填）", "乙剧场经理1");
    await card("提交登记").locator('input[type="date"]').fill("2021-07-30");
    await filled("整改措施（选填）", "分库存放");
    await press("提交登记", "提交登记");
    await toast("进入整改");
    number = /隐患〔2021〕(\d+)号/.exec(await card(TITLE).innerText())?.[1] ?? "";
    expect(number).to.match(/^\d{4}$/);
    await open("办公室经办1");
    await more("核定级别");
    await pick("判定依据", "2017化工第2项 特种作业无证上岗");
    await keep(TITLE, "hazard-grade");
    await send("核定级别", "已核定为重大");
  });

  it("gets its six-item plan from the unit, and its lead approves it", async () => {
    await open("教育局联络员");
    await press(TITLE, "报送方案");
    for (const [label, value] of [
      ["目标任务", "三个月内分库储存，通风达标"],
      ["方法措施", "建专用储存间两间"],
      ["经费物资", "12万元，通风柜2套"],
      ["机构人员", "总务处，经理1负责"],
      ["时限要求", "7月10日前通风，7月30日前建成"],
      ["安全措施和应急预案", "双人双锁，每日巡查"],
    ] as const)
      await fill(label, value);
    await keep(TITLE, "hazard-plan");
    await send("报送方案", "已报送方案");
    await open("教育局负责人");
    await keep(TITLE, "hazard-plan-answer");
    await send("批准方案", "已批准方案");
  });

  it("is listed by a convener, stopped by the inspectors, referred to the police and fined, and is none the nearer to its close-out", async () => {
    await open("教育局联络员");
    await more("提请挂牌督办");
    await fill("提请原因", "人员密集场所，逾期风险大");
    await fill("督办单位和责任人", "联席会议办公室，经办1");
    await send("提请挂牌督办", "已提请挂牌督办");
    await open("召集人1");
    await fill("挂牌文号", "常新危督〔2021〕1号");
    await send("挂牌督办", "已挂牌督办");
    await open("教育局检查人员1");
    await more("责令停产停用");
    await pick("停产停用范围", "局部停产停用");
    await fill("文书文号", "停〔2021〕3号");
    await fill("为什么不能保证安全", "无通风，蒸气积聚");
    await send("责令停产停用", "已责令局部停产停用");
    await open("教育局联络员");
    await more("移送执法");
    await pick("接收单位", "区公安分局");
    await fill("违法事实和材料", "冷焰火未登记流向");
    await send("移送执法", "已移送区公安分局");
    await open("公安分局负责人");
    await send("受理移送", "已受理");
    await open("公安分局负责人");
    await more("登记处罚");
    await pick("处罚种类", "罚款");
    await fill("处罚文号", "公罚〔2021〕1号");
    await fill("罚款（元）", "30000");
    await send("登记处罚", "已登记处罚");
    await open("教育局联络员");
    expect(await card(TITLE).innerText())
      .to.include("常新危督〔2021〕1号")
      .and.include("局部停产停用，停〔2021〕3号")
      .and.include("罚款，公罚〔2021〕1号，30000元")
      .and.include("整改中");
    await keep(TITLE, "hazard-listed");
  });

  it("is given more time by the office, and is not taken by another unit", async () => {
    await more("申请延期");
    await fill("延期原因", "储存间报建未批");
    await fill("已做工作", "通风已装");
    await fill("延期期间的防范措施", "停用特效间");
    await card("乙剧场").locator('input[type="date"]').fill("2021-08-20");
    await send("申请延期", "由办公室审批");
    await open("办公室经办1");
    await send("同意延期", "已同意延期");
    await open("教育局联络员");
    await more("移交");
    await pick("接收单位", "区商务局");
    await fill("移交原因", "场地属商业街");
    await send("移交", "已提出移交区商务局");
    await open("商务局联络员");
    await fill("意见（不接收时必填）", "演出场所归教育");
    await send("不接收", "已答复不接收");
  });

  it("is assessed, verified by others, resumed, lifted, and only then struck off by the office", async () => {
    await open("教育局联络员");
    await more("登记评估");
    await fill("评估人或机构", "区安全技术服务组");
    await fill("评估结论", "两间储存间符合要求");
    await send("登记评估", "已登记评估");
    await more("申请复产");
    await fill("做了哪些、评估结论", "通风检测合格");
    await send("申请复产", "已申请复产");
    await photo("整改前.png");
    await photo("整改后.png");
    await press(TITLE, "申请销号");
    await field("做了什么", "做了什么").fill("储存间建成，分库存放");
    await press("做了什么", "申请销号");
    await toast("已申请销号");
    await open("教育局检查人员2");
    await card("乙剧场复查").locator(".many summary").click();
    await card("乙剧场复查").locator(".many label").first().click();
    await press("乙剧场复查", "复查通过");
    await toast("等待销号确认");
    await open("办公室经办1");
    await send("同意复产", "已同意复产");
    await open("召集人1");
    await send("摘牌", "已摘牌");
    await open("办公室经办2");
    await keep(TITLE, "hazard-confirm");
    await send("销号确认", "已销号");
    await open("教育局负责人");
    expect(await card(TITLE).innerText())
      .to.include("已销号")
      .and.include("已摘牌常新危督〔2021〕1号");
    await keep(TITLE, "hazard-closed");
    expect(errors).to.deep.equal([]);
  });
});
