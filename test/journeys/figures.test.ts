import { expect } from "chai";
import { DigestTable } from "../../src/digest/store.ts";
import { handIn, register } from "../../src/sandbox/deeds.ts";
import { openDriver, parts, wordsOf } from "../../src/sandbox/driver.ts";
import { GROUP, openHouse, who, type House } from "../house.ts";

const convener = who("chief");

const hazard = (enterprise: string, dueOn: string) =>
  register({
    by: "jyj_liaison",
    enterprise,
    site: "化学准备室",
    description: "混放",
    focusPoint: "F3",
    category: "储存",
    unit: "jyj",
    person: "安全员1",
    dueOn,
    measure: "分柜",
  });

/** How many rows the newest card of somebody lists. */
const rowsOf = ({ chat }: House, person: string): number =>
  [...parts(chat.cardsOf(person).at(-1)?.content)].filter(
    ({ part }) => part["tag"] === "interactive_container",
  ).length;

/** Nobody asks twice in a breath. */
const BETWEEN_MS = 3_000;

/** The lines of the newest file that somebody got. */
function sheetOf({ sandbox: { state } }: House, person: string): string[] {
  const sent = state.messagesIn(state.p2p(person)?.chatId ?? "").findLast(({ type }) => type === "file");
  const bytes = state.uploads.get(String(sent?.content["file_key"]))?.bytes ?? new Uint8Array();
  return new TextDecoder().decode(bytes).trimEnd().split("\r\n");
}

describe("a digest that is opened", () => {
  it("Every number in a digest can be opened to the list of items behind it", async () => {
    await using house = await openHouse();
    await house.walkTo("2021-06-18T09:00:00+08:00");
    const chat = openDriver(house.sandbox);
    const deeds = [
      hazard("甲中学", "2021-06-21"),
      hazard("乙中学", "2021-06-24"),
      handIn("kjj", { m_checked: "18", m_found: "4", m_fixed: "4", m_major: "0" }),
    ];
    for (const deed of deeds) await deed(chat, house.drain, house.sandbox);
    await house.walkTo("2021-06-22T18:00:00+08:00");
    await hazard("丙中学", "2021-07-30")(chat, house.drain, house.sandbox);
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
      house.clock.moveTo(new Date(house.clock.now().getTime() + BETWEEN_MS));
      await chat.choose(convener, name, [digest]);
      await house.drain();
      expect(rowsOf(house, convener), name).to.equal(Math.min(count, 40));
      if (count === 0) continue;
      await chat.press(convener, "要表格");
      await house.drain();
      const [head, , ...lines] = sheetOf(house, convener);
      expect(head).to.include(`${name}（${count}`);
      expect(lines, name).to.have.lengthOf(count);
    }
    for (const [name, count] of Object.entries(said)) expect(counts.get(name), name).to.equal(count);
  }).timeout(60_000);
});
