import { expect } from "chai";
import { who } from "../house.ts";
import { judge } from "./judge.ts";
import { openScene } from "./scene.ts";
import { openTemplate } from "./template.ts";

const clerk = who("clerk_1");

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
});
