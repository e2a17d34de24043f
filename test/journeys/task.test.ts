import { expect } from "chai";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { onEachStore, who } from "../house.ts";

const liaison = who("jyj_liaison");
const clerk = who("clerk_1");

describe("a task, from its card to 办结", () => {
  onEachStore((open) => {
    it("the liaison signs, reports, hands in with a file; the office returns it and then passes it", async () => {
      await using house = await open();
      const { chat } = house;
      await house.walkTo("2021-06-18T09:00:00+08:00");
      const card = chat
        .cardsOf(liaison)
        .find(({ content }) => wordsOf(content).includes("报送第一次工作进展情况"));
      expect(wordsOf(card?.content)).to.include("待签收");

      expect((await chat.press(liaison, "签收")).toast?.content).to.equal("已签收，6月25日前报送");
      await house.drain();
      const reported = await chat.press(liaison, "提交进展", {
        percent: "60",
        m_checked: "35",
        m_found: "12",
        text: "已完成首轮排查",
      });
      expect(reported.toast?.content).to.equal("已记录，进度60%");
      await house.drain();

      const early = await chat.press(liaison, "正式报送");
      expect(early.toast?.content).to.equal("还缺《工作进展情况》，回复本卡片发文件即可");
      await chat.send(liaison, "工作进展情况.docx", Buffer.from("报告正文"), card?.messageId ?? null);
      await house.drain();
      const handed = await chat.press(liaison, "正式报送");
      expect(handed.toast?.content).to.equal("已报送，6月25日前审核完毕");
      await house.drain();

      await chat.openRow(clerk, "审核：报送第一次工作进展情况");
      await house.drain();
      await chat.press(clerk, "退回");
      const returned = await chat.press(clerk, "退回", { reason: "缺下一步安排", newDueOn: "2021-06-24" });
      expect(returned.toast?.content).to.equal("已退回，已通知对方");
      await house.drain();
      await chat.press(liaison, "正式报送", { next: "7月底前完成全部整改" });
      await house.drain();
      const passed = await chat.press(clerk, "办结通过");
      expect(passed.toast?.content).to.equal("已办结，对方卡片已更新");
      await house.drain();
      expect(wordsOf(chat.cardsOf(liaison).at(-1)?.content)).to.include("已办结");
    });
  });
});
