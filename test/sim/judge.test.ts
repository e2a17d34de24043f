import { expect } from "chai";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { who } from "../house.ts";
import { judge } from "./judge.ts";
import { openScene, type Scene } from "./scene.ts";
import { openTemplate } from "./template.ts";

const clerk = who("clerk_1");
const liaison = who("jyj_liaison");

async function register(chat: Scene["chat"], rest: Scene["rest"], enterprise: string): Promise<void> {
  await chat.say(liaison, "登记隐患");
  await rest();
  await chat.press(liaison, "提交登记", {
    enterprise,
    site: "化学准备室",
    description: "酒精与高锰酸钾同柜存放",
    focusPoint: "F3",
    category: "储存",
    unit: "wjj",
  });
  await rest();
}

describe("whoever judges a run", () => {
  it("sees a document that came twice, and one that nobody sent", async () => {
    const template = await openTemplate();
    const { world, chat, rest, inbox } = await openScene(template);
    const { state } = world.platform;
    const said = () => judge({ ...world, house: template.house, state });
    await rest();
    await chat.say(clerk, "任务 1");
    await inbox();
    await rest();
    await chat.press(clerk, "办理留痕");
    await rest();
    await chat.press(clerk, "导出文件");
    await rest();
    expect(await said()).to.deep.equal([]);

    const file = [...state.messages.values()].find(({ type }) => type === "file")!;
    const again = (content: Record<string, unknown>) => state.add({ ...file, content });
    again(file.content);
    again({ ...file.content, file_name: "别的.csv" });
    const wrong = (await said()).join("\n");
    expect(wrong).to.match(/P4 file:\S+ arrived 2 times/);
    expect(wrong).to.match(/P4 message \S+ is no card's/);
    await world.close();
    template.drop();
  });

  it("holds a search to the moment that it names, and to everything that did not move since", async () => {
    const template = await openTemplate();
    const { world, chat, rest, pass } = await openScene(template);
    const { state } = world.platform;
    const said = () => judge({ ...world, house: template.house, state });
    await rest();
    await register(chat, rest, "甲中学");
    pass(60_000);
    await chat.say(clerk, "隐患");
    await rest();
    const search = chat.cardsOf(clerk).findLast(({ content }) => wordsOf(content).includes("隐患（1）"))!;
    expect(wordsOf(search.content)).to.match(/截至6月16日 \d\d:\d\d。/);
    const truth = search.content;
    const shows = async (from: RegExp, to: string) => {
      search.content = JSON.parse(JSON.stringify(truth).replace(from, to));
      return (await said()).join("\n");
    };
    expect(await shows(/隐患（1）/, "隐患（2）")).to.match(/P7 search:\S+ shows an older picture/);
    expect(await shows(/截至6月16日 \d\d:\d\d/, "截至6月16日 03:00")).to.match(/names another moment/);
    expect(await shows(/$^/, "")).to.equal("");

    pass(10 * 60_000);
    await register(chat, rest, "乙医院");
    expect(await shows(/$^/, ""), "what came after the moment is not on it").to.equal("");
    expect(await shows(/隐患（1）/, "隐患（9）")).to.match(/P7 search:\S+ counts more than moved/);
    expect(await shows(/还剩|等待交办/, "已销号")).to.match(
      /P7 search:\S+ shows otherwise what did not move/,
    );
    expect(await shows(/截至6月16日 \d\d:\d\d/, "截至6月16日 03:00")).to.match(/names another moment/);
    expect(await shows(/截至6月16日 \d\d:\d\d。/, "")).to.match(/P7 search:\S+ shows an older picture/);
    await world.close();
    template.drop();
  });
});
