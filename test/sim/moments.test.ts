import { expect } from "chai";
import { IsNull, Not } from "typeorm";
import { HistoryTable } from "../../src/campaign/history-table.ts";
import { newRowId } from "../../src/db/ids.ts";
import { InboxTable } from "../../src/jobs/inbox.ts";
import { AttemptTable } from "../../src/jobs/attempts.ts";
import { OutboxTable } from "../../src/jobs/outbox-table.ts";
import { findButton, wordsOf } from "../../src/sandbox/driver.ts";
import { who } from "../house.ts";
import { startReplica } from "./replica.ts";
import { openScene, TASK, type Scene } from "./scene.ts";
import { openTemplate, type Template } from "./template.ts";

const liaison = who("jyj_liaison");
const lead = who("jyj_lead");
const LEASE_MS = 30_000;
const UUID_LIFE_MS = 56 * 60_000;
/** A copy on which a form stands open is left alone for so long. */
const FORM_REST_MS = 30 * 60_000;

describe("at an unlucky moment", () => {
  let template: Template;
  let scene: Scene;
  const open = async (replicas = 1) => (scene = await openScene(template, replicas));
  before(async () => (template = await openTemplate()));
  afterEach(() => scene.world.close());
  after(() => template.drop());

  it("a press whose commit was made though nobody heard of it is answered as it was decided", async () => {
    const { chat, rest, once, taskCard } = await open();
    await rest();
    once("commitLost");
    const pressed = await chat.pressOn(liaison, taskCard(liaison), "签收");
    expect(pressed.toast?.content).to.include("已签收");
  });

  it("a message whose worker was away for longer than its lease is handled once", async () => {
    const { world, chat, rest, inbox, pass, taskCard } = await open(2);
    await rest();
    await chat.say(liaison, "今天开了部署会", taskCard(liaison).messageId);
    let go: () => void = () => undefined;
    const away = new Promise<void>((resolve) => (go = resolve));
    const claimed = { state: "waiting" as const, token: Not(IsNull()) };
    let leave: () => void = () => undefined;
    const left = new Promise<void>((resolve) => (leave = resolve));
    world.shuffle = async () => {
      if ((await world.db.getRepository(InboxTable).countBy(claimed)) === 0) return;
      world.shuffle = () => Promise.resolve();
      leave();
      await away;
    };
    const stuck = inbox(0);
    await left;
    pass(LEASE_MS + 1_000);
    expect(await inbox(1)).to.equal(1);
    const kept = async () => ({
      history: await world.db.getRepository(HistoryTable).find(),
      outbox: await world.db.getRepository(OutboxTable).find(),
    });
    const handled = await kept();
    go();
    await stuck;
    expect(await kept()).to.deep.equal(handled);
  });

  it("a card that changes while its last change is on the way shows the newest in the end", async () => {
    const { chat, rest, pass, rightAfter, taskCard } = await open();
    await rest();
    await chat.pressOn(liaison, taskCard(liaison), "签收");
    const typed = { percent: "37", text: "已排查" };
    rightAfter("answered", () => chat.pressOn(liaison, taskCard(liaison), "提交进展", typed));
    await rest();
    pass(FORM_REST_MS);
    await rest();
    expect(wordsOf(taskCard(lead).content)).to.include("37%");
  });

  it("a card that changed before it was sent again under the same uuid does not keep the older picture", async () => {
    const { chat, rest, sendOnlyTo, taskCard } = await open();
    await sendOnlyTo(lead);
    await sendOnlyTo(liaison, "answerLost");
    expect(findButton(taskCard(liaison).content, "签收"), "it arrived, unheard of").to.not.equal(null);
    await chat.pressOn(lead, taskCard(lead), "签收");
    await rest();
    const copies = chat.cardsOf(liaison).filter(({ content }) => wordsOf(content).includes(TASK));
    expect(copies).to.have.lengthOf(1);
    expect(findButton(copies[0]?.content, "签收")).to.equal(null);
  });

  it("a form whose opening nobody heard of stands on the card once it would no longer be filled in", async () => {
    const { world, chat, rest, pass, rightAfter, taskCard } = await open();
    await rest();
    await chat.pressOn(liaison, taskCard(liaison), "签收");
    await rest();
    const hasForm = () => JSON.stringify(taskCard(liaison).content).includes('"延期原因"');
    const [replica] = world.replicas;
    rightAfter("click decided", () => Promise.resolve((replica!.alive = false)));
    const pressed = await chat.pressOn(liaison, taskCard(liaison), "申请延期");
    expect(pressed.error, "the person is told that nothing came").to.not.equal(undefined);
    world.replicas[0] = startReplica(world, 0);
    await rest();
    expect(hasForm(), "a form that may be open is left alone").to.equal(false);
    pass(FORM_REST_MS);
    await rest();
    expect(hasForm()).to.equal(true);
  });

  it("a card that may be the second one says so still when it is pressed", async () => {
    const { world, chat, rest, pass, sendOnlyTo, taskCard } = await open();
    world.platform.state.rules.unreadable.add(`oc_p2p_${liaison}`);
    await sendOnlyTo(liaison, "noAnswer");
    pass(UUID_LIFE_MS);
    await rest();
    const isSaid = () => expect(wordsOf(taskCard(liaison).content)).to.include("您可能收到两张");
    isSaid();
    await chat.pressOn(liaison, taskCard(liaison), "签收");
    isSaid();
    await chat.pressOn(liaison, taskCard(liaison), "申请延期");
    isSaid();
    pass(FORM_REST_MS);
    await rest();
    isSaid();
  });

  it("a new holder of a lane counts what its forerunner sent within the minute", async () => {
    const { world, chat, rest, send, pass } = await open(2);
    await rest();
    pass(60_000);
    const leftAt = world.clock.now();
    const sent = Array.from({ length: 1_000 }, (_each, nth) => ({
      id: newRowId(leftAt),
      districtId: "xinbei",
      lane: "send" as const,
      cardId: `c${nth}`,
      target: `p${nth}`,
      generation: 0,
      at: leftAt.getTime(),
      endedAt: leftAt.getTime(),
      outcome: "sent",
      messageId: `om_${nth}`,
    }));
    await world.db.getRepository(AttemptTable).insert(sent);
    await chat.say(liaison, "帮助");
    const helps = () => chat.cardsOf(liaison).length;
    const before = helps();
    pass(LEASE_MS + 1_000);
    await scene.inbox(1);
    for (let second = LEASE_MS + 1_000; second < 61_000; second += 1_000) {
      await send(1);
      expect(helps(), `${second} ms after`).to.equal(before);
      pass(1_000);
    }
    await send(1);
    expect(helps()).to.equal(before + 1);
  });

  it("a holder that lost its lane sends nothing more, also what it still holds", async () => {
    const { chat, rest, inbox, send, pass, rightAfter } = await open(2);
    await rest();
    pass(LEASE_MS + 1_000);
    await chat.say(liaison, "帮助");
    await inbox();
    const before = chat.cardsOf(liaison).length;
    rightAfter("lane taken", async () => {
      pass(5_000);
      rightAfter("claimed", async () => {
        pass(LEASE_MS - 4_000);
        await send(1);
      });
    });
    await send(0);
    expect(chat.cardsOf(liaison)).to.have.lengthOf(before);
    pass(5_000);
    await send(1);
    expect(chat.cardsOf(liaison)).to.have.lengthOf(before + 1);
  });
});
