import { expect } from "chai";
import { lightsAt } from "../../src/campaign/lights.ts";
import { openTurn } from "../../src/bot/routes.ts";
import { TaskTable } from "../../src/tasks/store.ts";
import { onEachStore, who, type House } from "../house.ts";

const liaison = who("jyj_liaison");

/** The light of 区教育局's first report, as it was at an instant. */
async function lightAt(house: House, iso: string): Promise<string> {
  const { bot } = house.app;
  const task = await house.app.db.getRepository(TaskTable).findOneByOrFail({ unit: "jyj", duty: "OB3" });
  const lit = await bot.door((tx) =>
    lightsAt(openTurn(bot, tx, bot.campaigns[0]!, house.clock.now()), new Date(iso)),
  );
  const found = lit.find(({ subject }) => subject === `task:${task.id}`);
  return found ? `${found.holder} ${found.cause}` : "none";
}

onEachStore((open) => {
  describe("lights that are kept", () => {
    let house: House;
    before(async () => {
      house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await house.chat.press(liaison, "签收");
      await house.walkTo("2021-06-28T10:00:00+08:00");
      const card = house.chat
        .cardsOf(liaison)
        .findLast(({ content }) => JSON.stringify(content).includes("正式报送"));
      await house.chat.send(liaison, "进展.docx", Buffer.from("材料"), card?.messageId ?? null);
      await house.drain();
      await house.chat.press(liaison, "正式报送", { percent: "100", text: "已完成" });
      await house.walkTo("2021-07-06T09:00:00+08:00");
    });
    after(() => house[Symbol.asyncDispose]());

    it("say what a past day's digest saw, with the cause and whoever held the ball", async () => {
      expect(await lightAt(house, "2021-06-18T08:50:00+08:00")).to.equal(
        "unit 黄灯：不足6个工作日，尚未签收",
      );
      expect(await lightAt(house, "2021-06-18T09:05:00+08:00")).to.equal(
        "unit 黄灯：不足6个工作日，尚未报送",
      );
      expect(await lightAt(house, "2021-06-28T09:00:00+08:00")).to.equal("unit 红灯：已过期限，尚未报送");
    });

    it("belong to the office once the report is handed in, and turn red when it is late itself", async () => {
      expect(await lightAt(house, "2021-06-28T12:00:00+08:00")).to.equal("office 绿灯：等待审核");
      expect(await lightAt(house, "2021-07-05T17:00:00+08:00")).to.equal("office 黄灯：审核今天到限");
      expect(await lightAt(house, "2021-07-06T08:45:00+08:00")).to.equal("office 红灯：审核超时限");
    });

    it("change with the day only at the daily run of a working day", async () => {
      expect(await lightAt(house, "2021-06-26T12:00:00+08:00")).to.include("黄灯");
      expect(await lightAt(house, "2021-06-28T08:29:00+08:00")).to.include("黄灯");
      expect(await lightAt(house, "2021-06-28T08:31:00+08:00")).to.include("红灯");
    });
  });
});
