import { request } from "node:http";
import { expect } from "chai";
import { findButton, wordsOf } from "../../src/sandbox/driver.ts";
import { TaskTable } from "../../src/tasks/store.ts";
import { GROUP, openHouse, who, type House } from "../house.ts";

const liaison = who("jyj_liaison");
const clerk = who("clerk_1");

const tasks = (house: House) =>
  house.app.bot.door((tx) => tx.getRepository(TaskTable).find({ order: { id: "ASC" } }));
const taskCard = (house: House, person = liaison) =>
  house.chat.cardsOf(person).find(({ content }) => wordsOf(content).includes("报送第一次工作进展情况"))!;

async function atNine(): Promise<House> {
  const house = await openHouse();
  await house.walkTo("2021-06-18T09:00:00+08:00");
  return house;
}

describe("who may do what", () => {
  it("somebody without the seat is refused politely, and nothing changes", async () => {
    await using house = await atNine();
    const before = await tasks(house);
    const card = taskCard(house);
    const value = {
      v: 1,
      act: "task.sign",
      id: before.find(({ unit, duty }) => unit === "jyj" && duty === "OB3")!.id,
      rev: 1,
    };
    const foreign = await house.sandbox.doings.press(who("wjj_liaison"), card.messageId, {
      tag: "button",
      value,
    });
    expect(foreign.toast?.content).to.equal("这张卡片是发给别人的，您不能办理");
    const theirs = taskCard(house, who("wjj_liaison"));
    const forged = await house.sandbox.doings.press(who("wjj_liaison"), theirs.messageId, {
      tag: "button",
      value,
    });
    expect(forged.toast?.content).to.equal("这个按钮与卡片不符，发“帮助”可重新打开");
    expect(await tasks(house)).to.deep.equal(before);
  });

  it("a stranger gets help once, and the operator is told once", async () => {
    await using house = await atNine();
    const { state, doings } = house.sandbox;
    state.people.set("ou_stranger", { openId: "ou_stranger", name: "路人", title: "", group: "" });
    state.chats.set("oc_p2p_ou_stranger", {
      chatId: "oc_p2p_ou_stranger",
      kind: "p2p",
      name: "督办机器人",
      members: ["ou_stranger"],
      botIn: true,
    });
    for (const text of ["你好", "帮助"]) {
      await doings.say("ou_stranger", "oc_p2p_ou_stranger", { type: "text", text });
      await house.drain();
    }
    expect(house.chat.cardsOf("ou_stranger").map(({ content }) => wordsOf(content))).to.have.lengthOf(1);
    expect(house.chat.cardsOf(who("sysadmin"))).to.have.lengthOf(1);
  });

  it("a second press of the same button, and a press on an old card, change nothing and say so", async () => {
    await using house = await atNine();
    const value = { v: 1, act: "task.sign", id: "", rev: 1 };
    const card = taskCard(house);
    const found = findButton(card.content, "签收")!;
    const first = await house.chat.pressOn(liaison, card, "签收");
    expect(first.toast?.content).to.include("已签收");
    const again = await house.sandbox.doings.press(liaison, card.messageId, {
      tag: "button",
      value: { ...value, ...Object(found.button["behaviors"])[0].value },
    });
    expect(again.toast?.content).to.equal("内容已更新，没有重复办理");
    expect((await tasks(house)).find(({ unit, duty }) => unit === "jyj" && duty === "OB3")).to.include({
      state: "accepted",
      version: 2,
    });
  });

  it("a replayed request is answered as it was, and changes nothing", async () => {
    await using house = await atNine();
    await house.chat.pressOn(liaison, taskCard(house), "签收");
    const click = house.sandbox.pusher.pushed().at(-1)!;
    const before = await tasks(house);
    const replay = await house.sandbox.pusher.post(click);
    expect(replay).to.deep.include({ status: 200 });
    expect(JSON.stringify(replay?.body)).to.include("已签收，6月25日前报送");
    expect(await tasks(house)).to.deep.equal(before);
  });

  it("an unsigned, oversized or slow request is refused with 400, 401, 413 or 408, and changes nothing", async () => {
    await using house = await atNine();
    const before = await tasks(house);
    const { url } = house;
    const post = async (body: string) => (await fetch(url, { method: "POST", body })).status;
    expect(await post("{}")).to.equal(400);
    expect(await post(JSON.stringify({ encrypt: "AAAA" }))).to.equal(400);
    expect(await post("x".repeat(1024 * 1024 + 1))).to.equal(413);
    const slow = await new Promise<number>((resolve, reject) => {
      const open = request(url, { method: "POST", headers: { "content-length": "100" } }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
        open.destroy();
      });
      open.on("error", reject);
      open.write("{");
    });
    expect(slow).to.equal(408);
    expect(await tasks(house)).to.deep.equal(before);
  });

  it("every press is answered with HTTP 200 and a JSON object, also one that cannot be understood", async () => {
    await using house = await atNine();
    const card = taskCard(house);
    for (const value of [
      undefined,
      {},
      { v: 2 },
      { v: 1, act: "no.such", id: "x", rev: 0 },
      { v: 1, act: "task.report", id: "x", rev: 0 },
    ]) {
      const pressed = await house.sandbox.doings.press(liaison, card.messageId, {
        tag: "button",
        ...(value ? { value } : {}),
      });
      expect(pressed.error).to.equal(undefined);
      expect(pressed.toast?.type).to.equal("warning");
    }
  });
});

describe("words under a card", () => {
  it("are understood, shown back, and count after one tap", async () => {
    await using house = await atNine();
    const { chat } = house;
    await chat.pressOn(liaison, taskCard(house), "签收");
    await chat.say(liaison, "进度60% 已排查企业35家，发现隐患12条", taskCard(house).messageId);
    await house.drain();
    expect(wordsOf(chat.cardsOf(liaison).at(-1)?.content)).to.include("60%");
    expect((await chat.press(liaison, "确认提交")).toast?.content).to.equal("已记录，进度60%");
    await house.drain();
    expect((await tasks(house)).find(({ unit, duty }) => unit === "jyj" && duty === "OB3")).to.deep.include({
      percent: 60,
      figures: { checked: 35, found: 12 },
    });
  });

  it("of more than 5000 characters are declined in words, of less are shown back on a card that Feishu takes", async () => {
    await using house = await atNine();
    const card = taskCard(house);
    const { chat } = house;
    await chat.say(liaison, `进度60% ${"隐".repeat(40_000)}`, card.messageId);
    await house.drain();
    const last = () => wordsOf(chat.cardsOf(liaison).at(-1)?.content);
    expect(last()).to.equal("一条消息最多5000字，请分几条发，或发成文件");
    await chat.say(liaison, `进度60% ${"隐".repeat(4_900)}`, card.messageId);
    await house.drain();
    expect(last()).to.include("是这样报吗").and.include("60%");
  });

  it("that nobody confirms are kept as a note", async () => {
    await using house = await atNine();
    await house.chat.say(liaison, "今天开了部署会", taskCard(house).messageId);
    await house.drain();
    expect(wordsOf(taskCard(house).content)).to.include("留言：今天开了部署会");
  });

  it("that nobody understands get the help card, and a bare photo is asked about", async () => {
    await using house = await atNine();
    const { chat } = house;
    await chat.say(liaison, "在吗");
    await house.drain();
    expect(wordsOf(chat.cardsOf(liaison).at(-1)?.content)).to.include("没有听懂这句话");
    await chat.say(liaison, "底数");
    await house.drain();
    expect(wordsOf(chat.cardsOf(liaison).at(-1)?.content)).to.include("尚未开通");
    await chat.send(liaison, "材料.docx", Buffer.from("材料"));
    await house.drain();
    expect((await chat.choose(liaison, "报送第一次工作进展情况")).toast?.content).to.equal(
      "已归入“报送第一次工作进展情况”",
    );
    await house.drain();
    expect(wordsOf(taskCard(house).content)).to.include("交材料1件");
  });
});

describe("reminders and the digest", () => {
  it("come merged into one card a morning, and not after the thing is done", async () => {
    await using house = await atNine();
    const { chat } = house;
    await chat.say(who("jyj_inspector_1"), "登记隐患");
    await house.drain();
    await chat.press(who("jyj_inspector_1"), "提交登记", {
      enterprise: "甲中学",
      site: "准备室",
      description: "混放",
      focusPoint: "F3",
      category: "储存",
      person: "安全员1",
      dueOn: "2021-06-25",
      measure: "分柜",
    });
    await house.drain();
    await house.walkTo("2021-06-22T09:00:00+08:00");
    const mornings = (person: string) =>
      chat.cardsOf(person).filter(({ content }) => /今天要办/.test(wordsOf(content)));
    expect(mornings(liaison)).to.have.lengthOf(1);
    expect(wordsOf(mornings(liaison)[0]?.content)).to.include("今天要办2件");
    await chat.pressOn(liaison, taskCard(house), "签收");
    await chat.send(liaison, "进展.docx", Buffer.from("材料"), taskCard(house).messageId);
    await house.drain();
    await chat.pressOn(liaison, taskCard(house), "正式报送", { percent: "100", text: "已完成" });
    await house.walkTo("2021-06-24T09:00:00+08:00");
    const last = mornings(liaison).at(-1);
    expect(wordsOf(last?.content)).to.include("今天要办1件").and.include("隐患0001");
  });

  it("is posted once each working day, and is one line when nothing changed", async () => {
    await using house = await atNine();
    await house.walkTo("2021-06-22T18:00:00+08:00");
    const digests = house.sandbox.state.messagesIn(GROUP).map(({ content }) => wordsOf(content));
    expect(digests).to.have.lengthOf(3);
    expect(digests[0]).to.include("6月18日（周五）日报");
    expect(digests[2]).to.match(/6月22日（周二）无变化/);
  });

  it("that was missed by up to two hours is marked late; by more, it is skipped and named in the next", async () => {
    await using house = await atNine();
    house.clock.moveTo(new Date("2021-06-18T18:00:00+08:00"));
    await house.settle();
    expect(wordsOf(house.sandbox.state.messagesIn(GROUP).at(-1)?.content)).to.include("本期迟发");
    house.clock.moveTo(new Date("2021-06-21T20:30:00+08:00"));
    await house.settle();
    expect(house.sandbox.state.messagesIn(GROUP)).to.have.lengthOf(1);
    await house.walkTo("2021-06-22T18:00:00+08:00");
    expect(wordsOf(house.sandbox.state.messagesIn(GROUP).at(-1)?.content)).to.include(
      "6月21日日报未能按时发出",
    );
    expect(house.sandbox.state.messagesIn(GROUP), "nor does it come the next morning").to.have.lengthOf(2);
  });

  it("wait for the next working morning when it is evening, and the actor is told so", async () => {
    await using house = await atNine();
    const { chat } = house;
    await chat.pressOn(liaison, taskCard(house), "签收");
    await chat.send(liaison, "进展.docx", Buffer.from("材料"), taskCard(house).messageId);
    await house.drain();
    await chat.pressOn(liaison, taskCard(house), "正式报送", { percent: "100", text: "已完成" });
    await house.walkTo("2021-06-18T21:00:00+08:00");
    await chat.say(clerk, "待办");
    await house.drain();
    await chat.openRow(clerk, "区教育局");
    await house.drain();
    await chat.press(clerk, "退回");
    const returned = await chat.press(clerk, "退回", { reason: "缺盖章件", newDueOn: "2021-06-25" });
    expect(returned.toast?.content).to.equal("已退回，6月21日 08:00通知对方");
    await house.drain();
    const rung = () =>
      chat
        .cardsOf(liaison)
        .filter(
          ({ content }) => wordsOf(content).includes("缺盖章件") && wordsOf(content).includes("退回原因"),
        );
    const before = rung().length;
    await house.walkTo("2021-06-21T08:05:00+08:00");
    expect(rung().length).to.be.above(before - 1);
    expect(rung().at(-1)?.at.toISOString()).to.equal("2021-06-21T00:00:00.000Z");
  });
});
