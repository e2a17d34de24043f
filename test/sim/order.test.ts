import { expect } from "chai";
import { HistoryTable } from "../../src/campaign/history-table.ts";
import { TaskTable } from "../../src/tasks/store.ts";
import { who } from "../house.ts";
import { openScene, type Scene } from "./scene.ts";
import { openTemplate, type Template } from "./template.ts";

const liaison = who("jyj_liaison");

describe("what arrives in another order than it was done", () => {
  let template: Template;
  let scene: Scene;
  const begin = async () => {
    scene = await openScene(template);
    await scene.rest();
    return scene;
  };
  before(async () => (template = await openTemplate()));
  after(() => template.drop());

  /** What is kept in the end, without when and in which order. */
  async function end({ world, rest }: Scene): Promise<object> {
    await rest();
    const tasks = await world.db.getRepository(TaskTable).find({ order: { id: "ASC" } });
    const lines = await world.db.getRepository(HistoryTable).find();
    await world.close();
    return {
      tasks: tasks.map(({ id, state, percent, version }) => ({ id, state, percent, version })),
      lines: lines.map(({ subject, words }) => `${subject} ${words}`).toSorted(),
    };
  }

  it("a press that overtakes the one it builds on is refused, and made again it ends as in order", async () => {
    const ordered = await begin();
    const typed = { percent: "60", text: "已排查" };
    await ordered.chat.pressOn(liaison, ordered.taskCard(liaison), "签收");
    await ordered.chat.pressOn(liaison, ordered.taskCard(liaison), "提交进展", typed);
    const [sign, report] = ordered.world.told.slice(-2).map(({ event }) => event);
    const inOrder = await end(ordered);

    const { world } = await begin();
    const said = async (event = report) => JSON.stringify((await world.platform.pusher.press(event!))?.body);
    expect(await said(report)).to.include("内容已更新，刚填的还在，请核对后再交");
    expect(await said(sign)).to.include("已签收");
    expect(await said(report)).to.include("已记录，进度60%");
    expect(await end(scene)).to.deep.equal(inOrder);
  });

  it("messages are all kept, also when the first comes after the last", async () => {
    const words = ["上午开了部署会", "下午查了三家"];
    const say = async (nth: number) => {
      await scene.chat.say(liaison, words[nth]!, scene.taskCard(liaison).messageId);
      await scene.inbox();
    };
    await begin();
    await say(0);
    await say(1);
    const inOrder = await end(scene);

    const { world, pass, inbox } = await begin();
    world.takeDown("store", new Date(world.clock.now().getTime() + 1));
    await say(0);
    pass(1_000);
    await say(1);
    pass(15_000);
    await world.platform.pusher.redeliver();
    await inbox();
    expect(await end(scene)).to.deep.equal(inOrder);
  });
});
