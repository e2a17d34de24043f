import { expect } from "chai";
import type { RosterRow } from "../../src/campaign/roster.ts";
import { readHouse } from "../../src/house.ts";
import { tellRosterMistakes } from "../../src/setting-out.ts";
import { buttonsOf, wordsOf } from "../../src/sandbox/driver.ts";
import { onEachStore, who, type House } from "../house.ts";

const liaison = who("jyj_liaison");
const lead = who("jyj_lead");
const deputy = who("jyj_deputy");
const clerk = who("clerk_1");
const NEW = "ou_demo_jyj_new";

const { roster } = readHouse("./config");
const without = (openId: string) => roster.filter((row) => row.open_id !== openId);
const successor = (): RosterRow[] => {
  const old = roster.find((row) => row.open_id === liaison);
  if (!old) throw new Error("no liaison");
  return [...without(liaison), { ...old, name: "教育局新联络员", open_id: NEW }];
};

const words = ({ chat }: House, person: string) => wordsOf(chat.cardsOf(person).at(-1)?.content);

async function say(house: House, person: string, text: string) {
  await house.chat.say(person, text);
  await house.drain();
}

async function press(house: House, person: string, label: string, form: Record<string, string> = {}) {
  const { toast } = await house.chat.press(person, label, form);
  await house.drain();
  return toast?.content;
}

/** Somebody who works there, and whom no roster names yet. */
function arrives({ sandbox: { state } }: House, openId: string) {
  const chatId = `oc_p2p_${openId}`;
  state.people.set(openId, { openId, name: "新来的人", title: "", group: "区教育局" });
  state.chats.set(chatId, { chatId, kind: "p2p", name: "督办机器人", members: [openId], botIn: true });
}

const leaves = ({ sandbox: { pusher } }: House, openId: string) =>
  pusher.push("contact.user.deleted_v3", {
    object: { open_id: openId, status: { is_resigned: true } },
    old_object: { department_ids: ["od-1"], open_id: openId },
  });

describe("seats that live", () => {
  onEachStore((open) => {
    it("who leaves the organisation stands up at once; the unit's lead and the office are asked to take over, and each item says who did", async () => {
      await using house = await open({ at: "2021-06-18T08:30:00+08:00" });
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await leaves(house, liaison);
      await house.drain();
      expect(words(house, lead)).to.include("待接手（2件）").and.include("教育局联络员 · 区教育局");
      expect(words(house, clerk)).to.include("待接手（2件）");
      await say(house, clerk, "待办");
      expect(words(house, clerk))
        .to.include("待接手：教育局联络员")
        .and.include("席位空缺：区教育局")
        .and.include("联络员空缺");
      await say(house, liaison, "我的任务");
      expect(words(house, liaison), "no seat, no list").to.include("申请加入");

      const told = house.chat.cardsOf(lead).length;
      await leaves(house, liaison);
      await house.app.setOut();
      await house.drain();
      expect(house.chat.cardsOf(lead), "told twice, or read again: nothing new").to.have.length(told);
      expect(await press(house, lead, "全部接手")).to.equal("已接手2件");
      expect(words(house, clerk)).to.not.include("待接手：教育局联络员");
      await house.chat.openRow(lead, "报送第一次工作进展情况");
      await house.drain();
      expect(words(house, lead)).to.include("交接：教育局联络员的联络员工作由教育局负责人接手");
      const offered = house.chat.cardsOf(clerk).flatMap(({ content }) => buttonsOf(content));
      expect(offered, "taken is taken").to.not.include("全部接手");
    });

    it("whom the roster names instead sits down and is asked first; the history shows who sat where, and the chain keeps it", async () => {
      await using house = await open({ at: "2021-06-18T08:30:00+08:00" });
      await house.walkTo("2021-06-18T09:00:00+08:00");
      arrives(house, NEW);
      const before = house.chat.cardsOf(lead).length;
      await house.app.setOut(successor());
      await house.drain();
      expect(words(house, NEW)).to.include("待接手（2件）");
      expect(house.chat.cardsOf(lead), "there is a successor: nobody else is asked").to.have.length(before);
      expect(await press(house, NEW, "全部接手")).to.equal("已接手2件");
      await say(house, clerk, "名册");
      expect(words(house, clerk))
        .to.include("名册（")
        .and.include("区经发局")
        .and.include("负责人、联络员空缺");
      await house.chat.openRow(clerk, "区教育局");
      await house.drain();
      expect(words(house, clerk))
        .to.include("教育局新联络员　联络员　6月18日（周五）至今")
        .and.include("教育局联络员　联络员　6月18日（周五）至6月18日");
      await say(house, NEW, "名册");
      expect(words(house, NEW)).to.include("教育局新联络员").and.not.include("历任");
      const chained = await house.app.bot.door((tx) =>
        tx.query(
          "SELECT words FROM history WHERE act IN ('seat.leave', 'handover.take') AND position IS NOT NULL",
        ),
      );
      expect(JSON.stringify(chained)).to.include("教育局联络员离开联络员席位").and.include("接手");
    });

    it("an outage of Feishu's directory, or a number it does not know, empties no seat; the office sees who is not found", async () => {
      const byMobile = roster.map((row) =>
        row.open_id === liaison ? { ...row, open_id: "", mobile: "13900000000" } : row,
      );
      await using house = await open({ at: "2021-06-18T08:30:00+08:00" });
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await house.app.setOut(byMobile);
      await house.drain();
      await say(house, liaison, "我的任务");
      expect(words(house, liaison)).to.include("报送第一次工作进展情况");
      await say(house, clerk, "待办");
      expect(words(house, clerk)).to.include("教育局联络员在飞书找不到").and.not.include("待接手");
    });

    it("a stranger asks to join, the office answers, and both are told; whom it let in it may unseat", async () => {
      await using house = await open({ at: "2021-06-18T08:30:00+08:00" });
      await house.walkTo("2021-06-18T09:00:00+08:00");
      arrives(house, NEW);
      await say(house, NEW, "你好");
      expect(words(house, NEW)).to.include("请发“申请加入”");
      await say(house, NEW, "申请加入");
      const wish = { name: "教育局新人", unit: "jyj", seat: "liaison" };
      expect(await press(house, NEW, "提交申请", wish)).to.include("已提交，由办公室答复");
      await say(house, NEW, "申请加入");
      expect(await press(house, NEW, "提交申请", wish)).to.include("等办公室答复后再申请");
      await say(house, clerk, "待办");
      await house.chat.openRow(clerk, "申请加入：教育局新人");
      await house.drain();
      await press(house, clerk, "不同意");
      expect(await press(house, clerk, "不同意", { reason: "请写全名" })).to.include("没有加入");
      expect(words(house, NEW)).to.include("没有加入").and.include("请写全名");

      await say(house, NEW, "申请加入");
      await press(house, NEW, "提交申请", wish);
      await say(house, clerk, "待办");
      await house.chat.openRow(clerk, "申请加入：教育局新人");
      await house.drain();
      expect(await press(house, clerk, "同意加入")).to.include("教育局新人从现在起办理");
      expect(words(house, NEW)).to.include("已加入");
      await house.app.setOut();
      await house.drain();
      await say(house, NEW, "我的任务");
      await house.chat.openRow(NEW, "报送第一次工作进展情况");
      await house.drain();
      expect(buttonsOf(house.chat.cardsOf(NEW).at(-1)?.content), "seated also after a restart").to.include(
        "签收",
      );

      await say(house, clerk, "名册");
      await house.chat.openRow(clerk, "区教育局");
      await house.drain();
      expect(words(house, clerk)).to.include("教育局新人　联络员（申请加入）");
      expect(await press(house, clerk, "离席")).to.include("教育局新人已离席");
      expect(words(house, NEW)).to.include("已请您离开区教育局联络员席位");
      expect(words(house, liaison), "what was theirs waits to be taken over").to.include("待接手");
      expect(words(house, clerk), "the roster follows, with who sat there").to.not.include("（申请加入）");
      await say(house, NEW, "我的任务");
      expect(words(house, NEW), "no seat, no list").to.not.include("报送第一次工作进展情况");
    }).timeout(60_000);

    it("the directory's news is followed: another name, somebody resigned, somebody back and named by the roster", async () => {
      await using house = await open({ at: "2021-06-18T08:30:00+08:00" });
      await house.walkTo("2021-06-18T09:00:00+08:00");
      const updated = (object: object) =>
        house.sandbox.pusher.push("contact.user.updated_v3", {
          object: { open_id: lead, ...object },
          old_object: {},
        });
      await updated({ name: "教育局新局长" });
      await house.drain();
      await say(house, deputy, "名册");
      expect(words(house, deputy)).to.include("教育局新局长");
      await updated({ name: "教育局新局长", status: { is_resigned: true } });
      await house.app.setOut();
      await house.drain();
      await say(house, deputy, "名册");
      expect(words(house, deputy), "the roster does not seat who left").to.not.include("教育局新局长");
      await updated({ status: { is_resigned: false } });
      await house.drain();
      await house.app.setOut();
      await house.drain();
      await say(house, deputy, "名册");
      expect(words(house, deputy)).to.include("教育局负责人");
    });

    it("a roster with mistakes unseats nobody: the operator is told what is wrong", async () => {
      await using house = await open({ at: "2021-06-18T09:00:00+08:00" });
      await tellRosterMistakes(house.app.bot, ["config/roster.csv:7 seat“liason”不是席位"]);
      await tellRosterMistakes(house.app.bot, ["config/roster.csv:7 seat“liason”不是席位"]);
      await house.drain();
      const told = house.chat
        .cardsOf(who("sysadmin"))
        .filter(({ content }) => wordsOf(content).includes("liason"));
      expect(told).to.have.length(1);
    });

    it("whoever covers and leaves for good covers no more: the absent one is told and gets the cards again", async () => {
      await using house = await open({ at: "2021-06-18T08:30:00+08:00" });
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await say(house, liaison, "请假 今天，由B角代");
      await press(house, liaison, "确认请假");
      await leaves(house, deputy);
      await house.drain();
      expect(words(house, liaison)).to.include("卡片照常发给教育局联络员");
    });
  });
});
