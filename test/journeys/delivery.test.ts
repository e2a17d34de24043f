import { expect } from "chai";
import { IsNull, Like, Not } from "typeorm";
import { openTurn } from "../../src/bot/routes.ts";
import { peopleByOpenIds } from "../../src/campaign/people.ts";
import { ReadingTable } from "../../src/campaign/readings.ts";
import { aliveIn, isQuarantined, quarantine, release } from "../../src/jobs/quarantine.ts";
import { post } from "../../src/jobs/outbox.ts";
import { OutboxTable, type OutboxRow } from "../../src/jobs/outbox-table.ts";
import { buttonsOf, findButton, wordsOf } from "../../src/sandbox/driver.ts";
import { GROUP, onEachStore, openHouse, who, type House } from "../house.ts";

const liaison = who("jyj_liaison");
const lead = who("jyj_lead");
const clerk = who("clerk_1");
const SEND = "/im/v1/messages";
const MINUTE_MS = 60_000;

const rowsOf = (house: House, where: object): Promise<OutboxRow[]> =>
  house.app.db.getRepository(OutboxTable).findBy(where);
const pass = (house: House, ms: number) => house.clock.moveTo(new Date(house.clock.now().getTime() + ms));
const helps = (house: House) =>
  house.chat.cardsOf(liaison).filter(({ content }) => wordsOf(content).includes("我的任务")).length;

const documents = (house: House): string[] =>
  house.sandbox.state
    .messagesIn(`oc_p2p_${clerk}`)
    .flatMap(({ type, content }) => (type === "file" ? String(content["file_name"]) : []));

/** The office has the proof of a task before it, with a button that sends it as a document. */
async function openProof(house: House): Promise<void> {
  await house.walkTo("2021-06-18T09:20:00+08:00");
  await house.chat.say(clerk, "任务 1");
  await house.drain();
  await house.chat.press(clerk, "办理留痕");
  await house.drain();
}

const exportProof = (house: House) => house.chat.press(clerk, "导出文件");

/** Asks for something with Feishu in trouble for longer than a uuid lives. */
async function askInOutage(
  house: House,
  does: object,
  ask: (house: House) => Promise<unknown> = ({ chat }) => chat.say(liaison, "帮助"),
): Promise<void> {
  await house.walkTo("2021-06-18T09:30:00+08:00");
  house.sandbox.chaos.make({ path: SEND, times: 500, does: does as { reset: true } });
  await ask(house);
  await house.drain();
  for (let minute = 0; minute < 60; minute += 5) {
    pass(house, 5 * MINUTE_MS);
    await house.drain();
  }
  house.sandbox.chaos.forget();
  pass(house, 10 * MINUTE_MS);
  await house.drain();
}

onEachStore((open) => {
  describe("a card of which nobody knows whether it arrived", () => {
    it("is found in its chat when it did, and is not sent again", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:20:00+08:00");
      const before = helps(house);
      await askInOutage(house, { loseAnswer: true });
      await house.drain();
      expect(helps(house)).to.equal(before + 1);
      const [row] = await rowsOf(house, { subject: "help:all", generation: 0, messageId: Not(IsNull()) });
      expect(row?.state).to.equal("sent");
    });

    it("is a push like any other once it is found: whether it was read is asked", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:20:00+08:00");
      await askInOutage(house, { loseAnswer: true }, ({ app }) =>
        app.bot.door(async (tx) => {
          const turn = openTurn(app.bot, tx, app.bot.campaigns[0]!, app.bot.clock.now());
          const [reader] = await peopleByOpenIds(turn, [liaison]);
          await post(turn, { person: reader!.id }, "help:all", { key: "pushed" });
        }),
      );
      await house.drain();
      const [row] = await rowsOf(house, { subject: "help:all", messageId: Not(IsNull()) });
      const asked = await house.app.db.getRepository(ReadingTable).findBy({ cardId: row?.id ?? "" });
      expect(asked.map(({ messageId, sentAt }) => [messageId, sentAt])).to.deep.equal([
        [row?.messageId, row?.sentAt],
      ]);
    });

    it("is sent again under another uuid when its chat was read whole and it is not there", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:20:00+08:00");
      const before = helps(house);
      await askInOutage(house, { reset: true });
      await house.drain();
      expect(helps(house)).to.equal(before + 1);
      const [row] = await rowsOf(house, { subject: "help:all", generation: 1 });
      expect(row).to.include({ state: "sent", trouble: null });
    });

    it("is known by its name when it is a document, and is not sent again", async () => {
      await using house = await open();
      await openProof(house);
      await askInOutage(house, { loseAnswer: true }, exportProof);
      await house.drain();
      expect(documents(house)).to.have.lengthOf(1);
      const [row] = await rowsOf(house, { subject: Like("file:%") });
      expect(row).to.include({ state: "sent", generation: 0 });
      expect(row?.messageId).to.match(/^om_/);
    });
  });
});

describe("a card whose chat cannot be read back", () => {
  it("goes to its person once more and says that it may be the second", async () => {
    await using house = await openHouse({ at: "2021-06-18T09:00:00+08:00" });
    await askInOutage(house, { reset: true });
    await house.drain();
    const [row] = await rowsOf(house, { subject: "help:all" });
    expect(row).to.include({ state: "sent", trouble: "repeated", generation: 1 });
    const card = house.chat.cardsOf(liaison).find(({ messageId }) => messageId === row?.messageId);
    expect(wordsOf(card?.content)).to.include("您可能收到两张");
  });

  it("says so in its name when it is a document", async () => {
    await using house = await openHouse({ at: "2021-06-18T08:30:00+08:00" });
    await openProof(house);
    house.sandbox.state.rules.unreadable.add(`oc_p2p_${clerk}`);
    await askInOutage(house, { loseAnswer: true }, exportProof);
    await house.drain();
    const [first, second, ...more] = documents(house);
    expect(more).to.deep.equal([]);
    expect(first).to.match(/^办理留痕-/);
    expect(second).to.match(/^可能重复-办理留痕-/);
  });

  it("in a group is not repeated: the operator is asked to look", async () => {
    await using house = await openHouse({ at: "2021-06-18T16:00:00+08:00" });
    house.sandbox.state.rules.unreadable.add(GROUP);
    house.sandbox.chaos.make({ path: SEND, times: 5_000, does: { reset: true } });
    await house.walkTo("2021-06-18T18:30:00+08:00");
    house.sandbox.chaos.forget();
    await house.walkTo("2021-06-18T18:50:00+08:00");
    expect(house.sandbox.state.messagesIn(GROUP)).to.have.lengthOf(0);
    const [row] = await rowsOf(house, { chatId: GROUP });
    expect(row).to.include({ state: "uncertain", trouble: "unknown" });
    await house.walkTo("2021-06-21T09:00:00+08:00");
    expect(
      house.chat
        .cardsOf(who("sysadmin"))
        .map(({ content }) => wordsOf(content))
        .join(),
    ).to.include("不知道是否已发出");
  }).timeout(60_000);
});

describe("a card that cannot be delivered", () => {
  it("to somebody who left goes to the unit's other people, and the operator is told", async () => {
    await using house = await openHouse({ at: "2021-06-18T08:30:00+08:00" });
    const gone = house.sandbox.state.people.get(liaison)!;
    gone.unreachable = 230029;
    await house.walkTo("2021-06-18T10:00:00+08:00");
    const [row] = await rowsOf(house, { trouble: "person" });
    expect(row?.state).to.equal("parked");
    const deputy = house.chat.cardsOf(who("jyj_deputy"));
    expect(deputy.some(({ content }) => findButton(content, "签收"))).to.equal(true);
    expect(house.chat.cardsOf(lead).length).to.be.above(0);
    const told = house.chat
      .cardsOf(who("sysadmin"))
      .filter(({ content }) => wordsOf(content).includes("收不到"));
    expect(told).to.have.lengthOf(1);
  });

  it("to the group goes to the office, and the operator is told once", async () => {
    await using house = await openHouse({ at: "2021-06-18T16:00:00+08:00" });
    house.sandbox.state.chats.get(GROUP)!.botIn = false;
    await house.walkTo("2021-06-21T09:00:00+08:00");
    const office = house.chat
      .cardsOf(who("clerk_1"))
      .filter(({ content }) => wordsOf(content).includes("日报"));
    expect(office.length).to.be.above(0);
    const told = house.chat
      .cardsOf(who("sysadmin"))
      .filter(({ content }) => wordsOf(content).includes("发不进群"));
    expect(told).to.have.lengthOf(1);
  });

  it("because Feishu refuses how it looks comes in plain words instead, once", async () => {
    await using house = await openHouse({ at: "2021-06-18T09:30:00+08:00" });
    const refuse = {
      status: 400,
      body: { code: 230099, msg: "ext=ErrCode: 200621; ErrMsg: parse; ErrorValue: ;" },
    };
    await house.drain();
    house.sandbox.chaos.make({ path: SEND, times: 1, does: { answer: refuse } });
    await house.chat.say(liaison, "帮助");
    await house.drain();
    const [row] = await rowsOf(house, { subject: "help:all" });
    expect(row).to.include({ state: "sent", trouble: "ours" });
    expect(wordsOf(house.chat.cardsOf(liaison).at(-1)?.content)).to.include("没能完整显示");
  });

  it("because it is a day short of fourteen old is replaced by a fresh one, and the old one turns grey", async () => {
    await using house = await openHouse({ at: "2021-06-04T08:40:00+08:00" });
    await house.walkTo("2021-06-04T09:00:00+08:00");
    const old = house.chat.cardsOf(liaison).find(({ content }) => findButton(content, "签收"));
    expect(old, "the task's card").to.not.equal(undefined);
    house.clock.moveTo(new Date("2021-06-17T15:00:00+08:00"));
    await house.chat.press(lead, "签收");
    await house.walkTo("2021-06-17T15:30:00+08:00");
    expect(wordsOf(old?.content)).to.include("已更新");
    const fresh = house.chat.cardsOf(liaison).findLast(({ content }) => findButton(content, "提交进展"));
    expect(fresh?.at.getTime()).to.be.above(old!.at.getTime());
  });
});

describe("a card whose place another took", () => {
  it("in its last minutes is left as it is: a change would come too late", async () => {
    const versions = async (minutesLeft: number) => {
      await using house = await openHouse({ at: "2021-06-18T09:30:00+08:00" });
      await house.drain();
      const ask = async () => {
        await house.chat.say(clerk, "帮助");
        await house.drain();
      };
      await ask();
      const card = house.chat.cardsOf(clerk).at(-1)!;
      pass(house, (14 * 24 * 60 - minutesLeft) * MINUTE_MS);
      await ask();
      return card.versions.length;
    };
    expect(await versions(60), "turns grey").to.equal(2);
    expect(await versions(1)).to.equal(1);
  });
});

describe("a card without buttons", () => {
  it("is no longer sent anew, but shows what is new up to its fourteenth day", async () => {
    await using house = await openHouse({ at: "2021-06-04T09:30:00+08:00" });
    const { chat } = house;
    const finder = who("wjj_inspector_1");
    await chat.say(finder, "登记隐患");
    await house.drain();
    const found = {
      enterprise: "甲中学",
      site: "库房",
      description: "混放",
      focusPoint: "F3",
      category: "储存",
    };
    await chat.press(finder, "提交登记", { ...found, unit: "jyj" });
    const card = chat.cardsOf(finder).at(-1)!;
    house.clock.moveTo(new Date("2021-06-17T15:00:00+08:00"));
    await chat.say(clerk, "隐患 1");
    await house.drain();
    await chat.press(clerk, "交办", { person: "安全员1", dueOn: "2021-07-16", measure: "分库" });
    await house.drain();
    expect(chat.cardsOf(finder).at(-1)).to.equal(card);
    expect(buttonsOf(card.content)).to.deep.equal([]);
    expect(wordsOf(card.content)).to.include("待签收");
  });
});

describe("a database restored from a backup", () => {
  it("sends nothing until it is released, and then looks up what may have gone out before", async () => {
    await using house = await openHouse({ at: "2021-06-18T09:30:00+08:00" });
    await house.drain();
    await house.chat.say(liaison, "帮助");
    await house.app.passes.inbox();
    const { door } = house.app.bot;
    await door((tx) => quarantine(tx, new Date("2021-06-18T09:40:00+08:00")));
    const count = house.sandbox.state.messagesIn(house.sandbox.state.p2p(liaison)!.chatId).length;
    await house.drain();
    pass(house, 20 * MINUTE_MS);
    await house.drain();
    expect(house.sandbox.state.messagesIn(house.sandbox.state.p2p(liaison)!.chatId)).to.have.lengthOf(count);
    const looked = await door((tx) => release(tx, ["xinbei"]));
    expect(looked).to.be.above(0);
    expect(await door(isQuarantined)).to.equal(false);
    await house.drain();
    expect(helps(house)).to.be.above(0);
    expect(await door(aliveIn)).to.equal(null);
  });
});
