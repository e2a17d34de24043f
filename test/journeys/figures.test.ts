import { expect } from "chai";
import { DigestTable } from "../../src/digest/store.ts";
import { handIn, register } from "../../src/sandbox/deeds.ts";
import { findButton, wordsOf } from "../../src/sandbox/driver.ts";
import { GROUP, openHouse, who } from "../house.ts";
import { doing, found, rest, rowsOf, sheetOf } from "./chats.ts";

const convener = who("chief");

describe("a digest that is opened", () => {
  it("Every number in a digest can be opened to the list of items behind it", async () => {
    await using house = await openHouse();
    await house.walkTo("2021-06-18T09:00:00+08:00");
    const deeds = [
      register(found("甲中学", "2021-06-21")),
      register(found("乙中学", "2021-06-24")),
      handIn("kjj", { m_checked: "18", m_found: "4", m_fixed: "4", m_major: "0" }),
    ];
    for (const deed of deeds) await doing(house, deed);
    await house.walkTo("2021-06-22T18:00:00+08:00");
    await doing(house, register(found("丙中学", "2021-07-30")));
    await house.walkTo("2021-06-23T18:00:00+08:00");

    const digest = house.sandbox.state.messagesIn(GROUP).findLast(({ type }) => type === "interactive")!;
    const words = wordsOf(digest.content);
    const { figures } = await house.app.db.getRepository(DigestTable).findOneByOrFail({ on: "2021-06-23" });
    const counts = new Map(figures.lists.map(({ name, count }) => [name, count]));
    const said = {
      未销号: figures.open,
      红灯: figures.red,
      黄灯: figures.yellow,
      今日新登记: figures.registered,
      今日销号: figures.closed,
      本期已报: Number(/本期已报(\d+)&/.exec(words)?.[1]),
      办公室待办: Number(/审核(\d+)件/.exec(words)?.[1]),
    };
    expect(said).to.deep.include({ 未销号: 3, 红灯: 17, 本期已报: 1, 办公室待办: 1 });
    for (const { name, count } of figures.lists) {
      rest(house);
      await house.chat.choose(convener, name, [digest]);
      await house.drain();
      expect(rowsOf(house, convener), name).to.equal(Math.min(count, 40));
      if (count === 0) continue;
      await house.chat.press(convener, "要表格");
      await house.drain();
      const [head, , ...lines] = sheetOf(house, convener);
      expect(head).to.include(`${name}（${count}`);
      expect(lines, name).to.have.lengthOf(count);
    }
    for (const [name, count] of Object.entries(said)) expect(counts.get(name), name).to.equal(count);

    rest(house);
    const list = house.chat
      .cardsOf(convener)
      .findLast(({ content }) => findButton(content, "要表格") !== null);
    const value = { v: 1, act: "digest.sheet", id: "2021-06-23-red", rev: 0 };
    const old = await house.sandbox.doings.press(convener, list!.messageId, { tag: "button", value });
    expect(old.toast?.content, "the button of before 0.3").to.equal("表格已发在最下面");
  }).timeout(60_000);
});
