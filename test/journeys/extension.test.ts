import { expect } from "chai";
import { IsNull, Like, Not } from "typeorm";
import { z } from "zod";
import { buttonsOf, wordsOf } from "../../src/sandbox/driver.ts";
import { OutboxTable } from "../../src/jobs/outbox-table.ts";
import { TaskTable } from "../../src/tasks/store.ts";
import { onEachStore, who, type House } from "../house.ts";
import { rest } from "./chats.ts";

const liaison = who("jyj_liaison");
const lead = who("jyj_lead");
const clerk = who("clerk_1");
const REPORT = "报送第一次工作进展情况";

const card = (house: House, person: string) =>
  house.chat.cardsOf(person).findLast(({ content }) => wordsOf(content).includes(REPORT))!;
const words = (house: House, person: string) => wordsOf(card(house, person).content);
const task = (house: House, unit = "jyj") =>
  house.app.bot.door((tx) => tx.getRepository(TaskTable).findOneByOrFail({ unit, duty: "OB3" }));

const Frozen = z.object({
  on: z.string(),
  items: z.array(z.object({ subject: z.string(), kind: z.string(), left: z.number() })),
});
const pushes = (house: House) =>
  house.app.bot.door((tx) =>
    tx.getRepository(OutboxTable).findBy({ subject: Like("tray:%"), frozen: Not(IsNull()) }),
  );

async function signed(house: House): Promise<void> {
  await house.walkTo("2021-06-18T09:00:00+08:00");
  await house.chat.pressOn(liaison, card(house, liaison), "签收");
  await house.drain();
}

async function ask(house: House, until: string) {
  await house.chat.press(liaison, "申请延期");
  const answer = await house.chat.press(liaison, "申请延期", {
    cause: "两所学校停课改造",
    done: "已查42家，剩2家",
    until,
  });
  await house.drain();
  return answer.toast?.content;
}

describe("more time for a task", () => {
  onEachStore((open) => {
    it("is asked for on the card, refused with a reason, asked again and granted; both days stay on the card", async () => {
      await using house = await open();
      const { chat } = house;
      await signed(house);
      expect(await ask(house, "2022-06-30")).to.include("延期总长不超过原来的时长");
      expect(wordsOf(card(house, liaison).content)).to.not.include("已申请延至");
      expect(await ask(house, "2021-06-30")).to.equal("已申请，办公室6月22日前答复");
      expect(words(house, liaison)).to.include("已申请延至6月30日（周三）");
      expect(words(house, liaison)).to.include("黄灯：延期审批中");

      await chat.say(clerk, "待办");
      await house.drain();
      await chat.openRow(clerk, `延期：${REPORT}`);
      await house.drain();
      expect(words(house, clerk)).to.include("两所学校停课改造");
      const bare = await chat.press(clerk, "不同意延期");
      expect(bare.toast?.content).to.equal("不同意要写明原因");
      const refused = await chat.press(clerk, "不同意延期", { reason: "人手可调配" });
      expect(refused.toast?.content).to.equal("未同意延期，已通知对方");
      await house.drain();
      expect(words(house, liaison)).to.include("延期未同意，期限不变：人手可调配");
      expect(words(house, lead)).to.include("延期未同意，期限不变：人手可调配");
      expect(await task(house)).to.include({ movedTo: null, timesExtended: 0 });

      await ask(house, "2021-06-30");
      await chat.say(clerk, "待办");
      await house.drain();
      await chat.openRow(clerk, `延期：${REPORT}`);
      await house.drain();
      const granted = await chat.press(clerk, "同意延期");
      expect(granted.toast?.content).to.equal("已同意延期，已通知对方");
      await house.drain();
      expect(await task(house)).to.include({ dueOn: "2021-06-25", movedTo: "2021-06-30", timesExtended: 1 });
      expect(words(house, liaison)).to.include("6月30日（周三）");
      expect(words(house, liaison)).to.include("原定6月25日（周五），延至6月30日（周三）");
      expect(buttonsOf(card(house, liaison).content)).to.not.include("申请延期");
    });

    it("moves the reminders with it: the old day is past and nobody is chased for it", async () => {
      await using house = await open();
      await signed(house);
      await ask(house, "2021-06-30");
      await house.chat.say(clerk, "待办");
      await house.drain();
      await house.chat.openRow(clerk, `延期：${REPORT}`);
      await house.drain();
      await house.chat.press(clerk, "同意延期");
      await house.walkTo("2021-06-28T09:00:00+08:00");
      const { id } = await task(house);
      const chased = (await pushes(house)).flatMap(({ frozen }) => {
        const { on, items } = Frozen.parse(frozen);
        return items.flatMap(({ subject, kind, left }) =>
          subject === `task:${id}` ? [`${on} ${kind}, ${left} to go`] : [],
        );
      });
      expect([...new Set(chased)].toSorted()).to.deep.equal([
        "2021-06-23 reminder, 5 to go",
        "2021-06-25 reminder, 3 to go",
      ]);
    }).timeout(90_000);
  });
});

describe("the office", () => {
  onEachStore((open) => {
    it("moves the day for all who still owe it, with a reason, and each is told", async () => {
      await using house = await open();
      const { chat } = house;
      await signed(house);
      await chat.say(clerk, `任务 ${(await task(house)).number}`);
      await house.drain();
      await chat.press(clerk, "调整期限");
      const moved = await chat.press(clerk, "调整期限", {
        to: "2021-06-28",
        units: ["all"],
        reason: "端午假期顺延",
      });
      expect(moved.toast?.content).to.match(/^\d+家调整到6月28日，已通知对方$/);
      await house.drain();
      expect(await task(house, "wjj")).to.include({ movedTo: "2021-06-28", dueOn: "2021-06-25" });
      expect(words(house, who("wjj_liaison"))).to.include("原定6月25日（周五），改为6月28日（周一）");
      expect(words(house, liaison)).to.include("端午假期顺延");
    });

    it("urges a unit once a day, beside the ladder, and on a rest day not before the next working morning", async () => {
      await using house = await open();
      const { chat } = house;
      await signed(house);
      const before = chat.cardsOf(liaison).length;
      const { number } = await task(house);
      const urged = async (by: string) => {
        rest(house);
        await chat.say(by, `任务 ${number}`);
        await house.drain();
        const answer = await chat.press(by, "催办");
        await house.drain();
        return answer.toast?.content;
      };
      expect(await urged(clerk)).to.equal("已催办区教育局，已通知对方");
      expect(chat.cardsOf(liaison)).to.have.length(before + 1);
      expect(words(house, liaison)).to.match(/办公室经办1　催办，请尽快办理。/);
      expect(await urged(who("clerk_2"))).to.equal("今天已催办过，一天只催一次");
      expect(chat.cardsOf(liaison)).to.have.length(before + 1);
      await house.walkTo("2021-06-19T10:00:00+08:00");
      expect(await urged(clerk), "on a Saturday").to.match(/^已催办区教育局，6月21日.*通知对方$/);
      expect(chat.cardsOf(liaison)).to.have.length(before + 1);
    }).timeout(90_000);

    it("calls a task off with a reason: its unit is told, and may only look at it any more", async () => {
      await using house = await open();
      const { chat } = house;
      await signed(house);
      await chat.say(clerk, `任务 ${(await task(house)).number}`);
      await house.drain();
      await chat.press(clerk, "撤销任务");
      const off = await chat.press(clerk, "撤销任务", { reason: "与专项检查合并" });
      expect(off.toast?.content).to.equal("已撤销，已通知对方");
      await house.drain();
      expect(words(house, liaison)).to.include("与专项检查合并");
      expect(buttonsOf(card(house, liaison).content)).to.deep.equal(["办理留痕"]);
      await house.walkTo("2021-06-29T18:00:00+08:00");
      expect(words(house, liaison)).to.include("撤销");
    }).timeout(90_000);

    it("tells its other people too when a task is returned a second time", async () => {
      await using house = await open();
      const { chat } = house;
      await signed(house);
      await chat.send(liaison, "报告.docx", Buffer.from("报告正文"), card(house, liaison).messageId);
      await house.drain();
      for (const time of [1, 2]) {
        await chat.press(liaison, "正式报送", { percent: "100", text: `第${time}稿` });
        await house.drain();
        await chat.say(clerk, `任务 ${(await task(house)).number}`);
        await house.drain();
        await chat.press(clerk, "退回");
        await chat.press(clerk, "退回", { reason: "缺下一步", newDueOn: "2021-06-24" });
        await house.drain();
        const others = house.chat
          .cardsOf(who("clerk_2"))
          .filter(({ content }) => wordsOf(content).includes("缺下一步"));
        expect(others, `after return ${time}`).to.have.lengthOf(time - 1);
      }
    });
  });
});
