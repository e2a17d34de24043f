import { expect } from "chai";
import { z } from "zod";
import { lightsAt, type Lit } from "../../src/campaign/lights.ts";
import { openTurn } from "../../src/bot/routes.ts";
import { subjectsBehind } from "../../src/digest/rows.ts";
import { DigestTable } from "../../src/digest/store.ts";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { TaskTable } from "../../src/tasks/store.ts";
import { inTurn, onEachStore, who, type House } from "../house.ts";

const liaison = who("jyj_liaison");
const lead = who("jyj_lead");
const inspector = who("jyj_inspector_1");
/** Whom this tells something: everybody else's cards of three weeks would only take time. */
const CONCERNED = ["jyj", "office", "meeting"];
const PHOTO = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const found = {
  enterprise: "甲中学",
  site: "化学准备室",
  description: "酒精与高锰酸钾同柜存放",
  focusPoint: "F3",
  category: "储存",
  unit: "jyj",
};

function lightsNow(house: House, at = house.clock.now()): Promise<Lit[]> {
  const { bot } = house.app;
  return bot.door((tx) => lightsAt(openTurn(bot, tx, bot.campaigns[0]!, house.clock.now()), at));
}

/** The light of 区教育局's first report, as it was at an instant. */
async function lightAt(house: House, iso: string): Promise<string> {
  const task = await house.app.db.getRepository(TaskTable).findOneByOrFail({ unit: "jyj", duty: "OB3" });
  const lit = await lightsNow(house, new Date(iso));
  const found = lit.find(({ subject }) => subject === `task:${task.id}`);
  return found ? `${found.holder} ${found.cause}` : "none";
}

type Look = { colour: string; tags: string[] };

/** Colour and tags of somebody's newest card that says these words. */
function look(house: House, person: string, words: string): Look {
  const newest = house.chat.cardsOf(person).findLast(({ content }) => wordsOf(content).includes(words));
  const { template, text_tag_list: tags } = Header.parse(newest?.content).header;
  return { colour: template, tags: tags.map(({ text }) => text.content) };
}

const Header = z.object({
  header: z.object({
    template: z.string(),
    text_tag_list: z.array(z.object({ text: z.object({ content: z.string() }) })).default([]),
  }),
});

onEachStore((open) => {
  describe("lights that are kept", () => {
    let house: House;
    before(async () => {
      const only = ({ key }: { key: string }) => key === "OB3";
      house = await open({
        campaign: (shipped) => ({ ...shipped, duties: shipped.duties.filter(only) }),
        roster: (shipped) => shipped.filter(({ unit }) => CONCERNED.includes(unit)),
      });
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

  describe("a hazard that waits for verification longer than it may", () => {
    let house: House;
    before(async () => {
      house = await open({ campaign: (shipped) => ({ ...shipped, duties: [] }) });
      const { chat } = house;
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await chat.say(liaison, "登记隐患");
      await house.drain();
      const three = { person: "甲中学安全员1", dueOn: "2021-06-21", measure: "分柜上锁存放" };
      await chat.press(liaison, "提交登记", { ...found, ...three });
      await house.drain();
      const card = chat.cardsOf(liaison).at(-1);
      for (const photo of ["整改前.png", "整改后.png"]) {
        await chat.send(liaison, photo, PHOTO, card?.messageId ?? null);
        await house.drain();
      }
      await chat.pressOn(liaison, card!, "申请销号");
      await chat.press(liaison, "申请销号", { done: "已分柜上锁", finishedOn: "2021-06-18" });
      await house.walkTo("2021-06-28T18:00:00+08:00");
    });
    after(() => house[Symbol.asyncDispose]());

    it("is red on its verifier's card and in their tray", async () => {
      await house.chat.say(inspector, "隐患 1");
      await house.drain();
      expect(look(house, inspector, "甲中学复查")).to.deep.equal({
        colour: "red",
        tags: ["复查中", "超时限", "一般"],
      });
      expect(look(house, inspector, "我的待办").tags).to.deep.equal(["红灯1"]);
    });

    it("shows its unit no light: their clock stands still, past the day it was due, and nothing rises", async () => {
      await house.chat.say(liaison, "隐患 1");
      await house.drain();
      expect(look(house, liaison, "甲中学隐患")).to.deep.equal({
        colour: "wathet",
        tags: ["等待复查", "一般"],
      });
      await house.chat.say(liaison, "我的任务");
      await house.drain();
      expect(look(house, liaison, "我的待办").tags).to.deep.equal([]);
      const said = [liaison, lead].flatMap((each) =>
        house.chat.cardsOf(each).map(({ content }) => wordsOf(content)),
      );
      expect(said.filter((words) => words.includes("升级提醒") || words.includes("逾期"))).to.deep.equal([]);
    });

    it("is red in the digest by the verification that is late, and leaves its unit's light green", async () => {
      const digest = await house.app.db.getRepository(DigestTable).findOneByOrFail({ on: "2021-06-28" });
      const { red, redItems, units, lists } = digest.figures;
      expect(red).to.equal(1);
      expect(redItems.map(({ title, line }) => `${title} ${line}`)).to.deep.equal([
        "复查：隐患0001 甲中学 区教育局 · 已等6天（限5天）",
      ]);
      expect(units.filter(({ light }) => light !== "green")).to.deep.equal([]);
      const list = lists.find(({ key }) => key === "red")!;
      expect(list.count).to.equal(1);
      const behind = await inTurn(house, (turn) => subjectsBehind(turn, digest.figures, list, 10));
      expect(behind).to.have.lengthOf(1);
      expect((await lightsNow(house)).map(({ holder, cause }) => `${holder} ${cause}`)).to.deep.equal([
        "verifier 红灯：复查超时限",
      ]);
    });
  });
});
