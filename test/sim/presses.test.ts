import { expect } from "chai";
import { openTurn } from "../../src/bot/routes.ts";
import { PersonTable } from "../../src/campaign/people.ts";
import { post } from "../../src/jobs/outbox.ts";
import { OutboxTable } from "../../src/jobs/outbox-table.ts";
import type { Pressed } from "../../src/sandbox/doings.ts";
import { findButton, wordsOf } from "../../src/sandbox/driver.ts";
import { TaskTable } from "../../src/tasks/store.ts";
import { who } from "../house.ts";
import { openScene, TASK, type Scene } from "./scene.ts";
import { openTemplate, type Template } from "./template.ts";

const liaison = who("jyj_liaison");
const DAY_MS = 24 * 60 * 60_000;

describe("a press that may not count", () => {
  let template: Template;
  let scene: Scene;
  before(async () => (template = await openTemplate()));
  beforeEach(async () => {
    scene = await openScene(template);
    await scene.rest();
  });
  afterEach(() => scene.world.close());
  after(() => template.drop());

  const states = async () => (await scene.world.db.getRepository(TaskTable).find()).map(({ state }) => state);
  const sign = (by = liaison): Promise<Pressed> => scene.chat.pressOn(by, scene.taskCard(liaison), "签收");
  const said = async (by = liaison): Promise<string | undefined> => (await sign(by)).toast?.content;

  /** What is said instead, and that nothing was signed. */
  async function refused(press: () => Promise<string | undefined>, words: string): Promise<void> {
    const before = await states();
    expect(await press()).to.equal(words);
    expect(await states()).to.deep.equal(before);
  }

  it("because it took more than 2.5 seconds is undone, and the person is told to press again", async () => {
    const { world, pass } = scene;
    let isSlow = true;
    world.shuffle = async () => {
      if (isSlow) pass(2_600);
      isSlow = false;
    };
    await refused(said, "没有办成，内容没有改动，请再点一次");
    expect(await said(), "pressed again").to.include("已签收");
  });

  it("because the store hangs is answered within three seconds: look at the card", async () => {
    scene.world.shuffle = () => new Promise(() => undefined);
    const began = process.hrtime.bigint();
    await refused(said, "没有及时办成，请看卡片是否已变，没变请再点一次");
    expect(Number(process.hrtime.bigint() - began) / 1e6).to.be.within(2_400, 3_000);
  });

  it("because the card is somebody else's changes nothing, though both may sign", () =>
    refused(() => said(who("jyj_lead")), "这张卡片是发给别人的，您不能办理"));

  it("because the reader has no seat any more says whom to ask", async () => {
    await scene.world.db.getRepository(PersonTable).update({ openId: liaison }, { openId: "ou_other" });
    await refused(said, "名册里没有您的席位，请联系系统管理员");
  });

  it("because nobody knows the card says how to open it", async () => {
    const { world, taskCard } = scene;
    await world.db
      .getRepository(OutboxTable)
      .update({ messageId: taskCard(liaison).messageId }, { messageId: "om_unknown" });
    await refused(said, "这张卡片已经过期，发“帮助”可重新打开");
  });

  it("because a newer card took its place points to that one", async () => {
    const { world, taskCard } = scene;
    const { house } = world.template;
    const { messageId } = taskCard(liaison);
    const row = await world.db.getRepository(OutboxTable).findOneByOrFail({ messageId });
    await world.door(async (tx) => {
      const turn = openTurn(house, tx, house.campaigns[0]!, world.clock.now());
      await post(turn, { person: row.personId ?? "" }, row.subject, { key: "again" });
    });
    await refused(said, "已有更新的卡片，请在最下面的新卡片上办理");
  });

  it("because the card is older than fourteen days, which Feishu's client does not let through, brings a fresh one, once", async () => {
    const { world, chat, rest, taskCard, pass } = scene;
    const old = taskCard(liaison);
    const [behavior] = Object(findButton(old.content, "签收")?.button["behaviors"]);
    const late = {
      operator: { open_id: liaison },
      token: "c-late",
      action: { tag: "button", value: Object(behavior).value },
      context: { open_message_id: old.messageId, open_chat_id: old.chatId },
    };
    const sayLate = async () => JSON.stringify((await world.platform.pusher.press(late))?.body);
    pass(14 * DAY_MS + 60_000);
    const words = JSON.stringify({
      toast: { type: "info", content: "这张卡片已满14天，新卡片已发在最下面" },
    });
    await refused(sayLate, words);
    await rest();
    const rung = chat.cardsOf(liaison).length;
    await refused(sayLate, words);
    await rest();
    expect(chat.cardsOf(liaison)).to.have.lengthOf(rung);
    const fresh = chat
      .cardsOf(liaison)
      .filter(({ at, content }) => at > old.at && wordsOf(content).includes(TASK));
    expect(fresh).to.have.lengthOf(1);
    expect((await chat.pressOn(liaison, fresh[0]!, "签收")).toast?.content).to.include("已签收");
  });
});
