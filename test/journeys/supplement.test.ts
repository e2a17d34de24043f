import { expect } from "chai";
import { buttonsOf, wordsOf } from "../../src/sandbox/driver.ts";
import { TaskTable } from "../../src/tasks/store.ts";
import { onEachStore, who, type House } from "../house.ts";

const liaison = who("jyj_liaison");
const clerk = who("clerk_1");
const REPORT = "报送第一次工作进展情况";

const card = (house: House, person: string) =>
  house.chat.cardsOf(person).findLast(({ content }) => wordsOf(content).includes(`${REPORT}\n任务〔`))!;
const task = (house: House) =>
  house.app.bot.door((tx) => tx.getRepository(TaskTable).findOneByOrFail({ unit: "jyj", duty: "OB3" }));

async function signed(house: House): Promise<void> {
  await house.walkTo("2021-06-18T09:00:00+08:00");
  await house.chat.pressOn(liaison, card(house, liaison), "签收");
  await house.drain();
}

describe("what is added after handing in", () => {
  onEachStore((open) => {
    it("stands beside what was reported, and at the phase's end both are frozen and shown", async () => {
      await using house = await open();
      const { chat } = house;
      await signed(house);
      await chat.send(liaison, "报告.docx", Buffer.from("报告正文"), card(house, liaison).messageId);
      await house.drain();
      await chat.press(liaison, "正式报送", { percent: "80", text: "已查", m_checked: "42", m_found: "3" });
      await house.drain();

      await chat.press(liaison, "补充");
      const nothing = await chat.press(liaison, "补充");
      expect(nothing.toast?.content).to.include("还没有补充");
      const fewer = await chat.press(liaison, "补充", { m_checked: "40" });
      expect(fewer.toast?.content).to.equal("已排查由42家改为40家，确认请再点一次");
      const more = await chat.press(liaison, "补充", { m_checked: "45", text: "又查3家培训机构" });
      expect(more.toast?.content).to.equal("已补充，6月30日前还可以补");
      await house.drain();
      expect(wordsOf(card(house, liaison).content)).to.include("45家（报送时42家）");
      expect(wordsOf(card(house, liaison).content)).to.include("6月18日补充：又查3家培训机构");

      await chat.say(clerk, `任务 ${(await task(house)).number}`);
      await house.drain();
      expect(wordsOf(card(house, clerk).content)).to.include("45家（报送时42家）");
      await chat.press(clerk, "办结通过");
      await house.walkTo("2021-07-01T08:30:00+08:00");
      const frozen = await task(house);
      expect(frozen.closingFigures).to.deep.equal({ checked: 45, found: 3, fixed: 0, major: 0 });
      expect(frozen.reportedFigures).to.deep.equal({ checked: 42, found: 3, fixed: 0, major: 0 });
      expect(wordsOf(card(house, liaison).content)).to.include("45家（报送时42家，阶段末45家）");
      expect(buttonsOf(card(house, liaison).content)).to.not.include("补充");
    }).timeout(120_000);

    it("is 零报告 at once where the campaign allows it, and the office sees that it is one", async () => {
      await using house = await open({
        campaign: (shipped) => ({
          ...shipped,
          duties: shipped.duties.map((duty) => ({ ...duty, nil_report: duty.key === "OB3" })),
        }),
      });
      await signed(house);
      const nil = await house.chat.press(liaison, "零报告");
      expect(nil.toast?.content).to.equal("已报送，6月25日前审核完毕");
      await house.drain();
      expect(await task(house)).to.include({ state: "submitted", isNil: true, late: false });
      await house.chat.say(clerk, `任务 ${(await task(house)).number}`);
      await house.drain();
      expect(wordsOf(card(house, clerk).content)).to.include("零报告");
    });

    it("offers no 零报告 where the campaign does not say so", async () => {
      await using house = await open();
      await signed(house);
      expect(buttonsOf(card(house, liaison).content)).to.not.include("零报告");
    });
  });
});
