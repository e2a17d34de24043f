import { expect } from "chai";
import { openTurn } from "../../src/bot/routes.ts";
import { verifyChain } from "../../src/campaign/chain.ts";
import { HistoryTable } from "../../src/campaign/history-table.ts";
import { peopleByIds } from "../../src/campaign/people.ts";
import { ReadingTable, type Reading } from "../../src/campaign/readings.ts";
import { openSampling, type SamplingParts } from "../../src/campaign/sampling.ts";
import { openLog } from "../../src/log.ts";
import { buttonsOf, wordsOf } from "../../src/sandbox/driver.ts";
import { TaskTable } from "../../src/tasks/store.ts";
import { inTurn, onEachStore, who, type House } from "../house.ts";

const liaison = who("jyj_liaison");
const lead = who("jyj_lead");
const clerk = who("clerk_1");
const REPORT = "报送第一次工作进展情况";

const task = (house: House) =>
  house.app.bot.door((tx) => tx.getRepository(TaskTable).findOneByOrFail({ unit: "jyj", duty: "OB3" }));
const last = (house: House, person: string) => house.chat.cardsOf(person).at(-1)!;
const words = (house: House, person: string) => wordsOf(last(house, person).content);
const readings = (house: House) => house.app.bot.door((tx) => tx.getRepository(ReadingTable).find());
/** One pass that asks who has read what, with answers of the test's own. */
const askReaders = ({ app: { bot }, clock }: House, readers: SamplingParts["readers"]): Promise<number> =>
  openSampling({
    door: bot.door,
    districts: [bot.campaigns[0]!.district.key],
    turnOf: (tx) => openTurn(bot, tx, bot.campaigns[0]!, clock.now()),
    readers,
    clock,
    log: openLog("silent"),
    instance: "another",
    leaseMs: 30_000,
  })();
const filesOf = (house: House, person: string) =>
  house.sandbox.state
    .messagesIn(`oc_p2p_${person}`)
    .filter(({ type, from }) => type === "file" && from === "bot");

async function asked(house: House, person: string, typed: string): Promise<string> {
  await house.chat.say(person, typed);
  await house.drain();
  return words(house, person);
}

describe("the proof of a task", () => {
  onEachStore((open) => {
    it("shows on one page who was told, who read it, who signed and what was done, and goes out as a file", async () => {
      await using house = await open();
      const { chat } = house;
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await house.chat.read(liaison);
      await house.drain();
      const card = chat.cardsOf(liaison).find(({ content }) => wordsOf(content).includes(REPORT))!;
      await chat.pressOn(liaison, card, "签收");
      await house.drain();

      const { number, id } = await task(house);
      await asked(house, clerk, `任务 ${number}`);
      await chat.press(clerk, "办理留痕");
      await house.drain();
      const page = words(house, clerk);
      expect(page).to.include("推送2次，已读1次");
      expect(page).to.match(/6月18日 08:40\u3000教育局联络员\u3000下达\u30006月18日 09:00已读/);
      expect(page).to.match(/6月18日 08:40\u3000教育局负责人\u3000下达\u3000未见已读/);
      expect(page).to.match(/6月18日 09:00\u3000教育局联络员\u3000签收/);

      const sent = await chat.press(clerk, "导出文件");
      expect(sent.toast?.content).to.equal("文件已发在最下面");
      await house.drain();
      const [file] = filesOf(house, clerk);
      expect(file?.content["file_name"]).to.match(
        new RegExp(
          `^办理留痕-任务〔2021〕${String(number).padStart(4, "0")}号-2021-06-18-[0-9a-f]{8}\\.csv$`,
        ),
      );
      const bytes = house.sandbox.state.uploads.get(String(file?.content["file_key"]))!.bytes;
      const text = Buffer.from(bytes).toString("utf8");
      expect(text).to.include('"告知","2021-06-18 08:40","教育局联络员","下达","2021-06-18 09:00"');
      const kept = await house.app.bot.door((tx) =>
        tx.getRepository(HistoryTable).findBy({ subject: `task:${id}`, act: "task.sign" }),
      );
      expect(text).to.include(
        `"签收","2021-06-18 09:00","教育局联络员","签收","","${kept[0]?.position}","${kept[0]?.hash}"`,
      );
    });

    it("is for the office, the conveners and the unit itself; others are refused with a word", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      const { number } = await task(house);
      expect(await asked(house, lead, `任务 ${number} 留痕`)).to.include("推送2次");
      expect(await asked(house, who("wjj_liaison"), `任务 ${number} 留痕`)).to.include(
        "办理留痕只给办公室、召集人和承办单位看",
      );
    });
  });
});

describe("the proof of a hazard", () => {
  onEachStore((open) => {
    it("shows whom the assignment was pushed to and who took it on", async () => {
      await using house = await open();
      const { chat } = house;
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await asked(house, who("jiazhen_liaison"), "登记隐患");
      await chat.press(who("jiazhen_liaison"), "提交登记", {
        enterprise: "甲中学",
        site: "化学准备室",
        description: "酒精与高锰酸钾同柜存放",
        focusPoint: "F3",
        category: "储存",
        unit: "jyj",
      });
      await house.drain();
      await asked(house, clerk, "隐患 1");
      const three = { person: "甲中学安全员1", dueOn: "2021-06-30", measure: "分柜上锁存放" };
      await chat.press(clerk, "交办", three);
      await house.drain();
      const card = chat.cardsOf(liaison).findLast(({ content }) => wordsOf(content).includes("甲中学隐患"))!;
      await chat.pressOn(liaison, card, "签收");
      await house.drain();
      const page = await asked(house, clerk, "隐患 1 留痕");
      expect(page).to.match(/教育局联络员\u3000交办\u3000未见已读/);
      expect(page).to.match(/6月18日 09:0\d\u3000教育局联络员\u3000签收/);
      expect(page).to.match(/甲镇联络员\u3000登记/);
    });
  });
});

describe("whether a push was read", () => {
  onEachStore((open) => {
    it("is asked of Feishu when it does not tell: within seven days, and no more once it is known", async () => {
      await using house = await open();
      house.sandbox.state.rules.tellsReading = false;
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await house.chat.read(liaison);
      await house.drain();
      expect((await readings(house)).filter(({ readAt }) => readAt !== null)).to.deep.equal([]);
      await house.walkTo("2021-06-18T10:00:00+08:00");
      const read = (await readings(house)).filter(({ readAt }) => readAt !== null);
      expect(read.length).to.be.greaterThan(0);
      for (const each of read) expect(each).to.include({ via: "sample", nextAt: null });
      expect(read[0]?.readAt?.toISOString()).to.equal("2021-06-18T01:00:00.000Z");
      const unread = (await readings(house)).filter(({ readAt, tries }) => readAt === null && tries > 0);
      expect(unread.length).to.be.greaterThan(0);
      for (const { nextAt, sentAt } of unread) expect(nextAt).to.equal(sentAt.getTime() + 24 * 60 * 60_000);
    });

    it("is asked no more once Feishu says that seven days are over", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      house.clock.moveTo(new Date("2021-06-26T09:00:00+08:00"));
      while ((await house.app.passes.readings()) > 0)
        house.clock.moveTo(new Date(house.clock.now().getTime() + 2_000));
      const all = await readings(house);
      expect(all.length).to.be.greaterThan(0);
      expect(all.filter(({ nextAt }) => nextAt !== null)).to.deep.equal([]);
    });

    it("is kept of the others when the answer for one cannot be kept", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      const [damaged, seen] = await readings(house);
      const receiverOf = new Map(
        (await inTurn(house, (turn) => peopleByIds(turn, [damaged!.personId, seen!.personId]))).map(
          ({ id, openId }) => [id, openId],
        ),
      );
      const read = (reading: Reading, at: Date) => [{ openId: receiverOf.get(reading.personId)!, at }];
      house.clock.moveTo(new Date("2021-06-18T09:45:00+08:00"));
      await askReaders(house, async (messageId) => {
        if (messageId === damaged!.messageId) return { ok: true, value: read(damaged!, new Date(NaN)) };
        return { ok: true, value: messageId === seen!.messageId ? read(seen!, seen!.sentAt) : [] };
      });
      const after = new Map((await readings(house)).map((each) => [each.cardId, each]));
      expect(after.get(damaged!.cardId)).to.include({ readAt: null, tries: 0 });
      expect(after.get(damaged!.cardId)!.nextAt, "asked for after a pause").to.be.above(
        house.clock.now().getTime(),
      );
      expect(after.get(seen!.cardId)).to.include({ via: "sample", nextAt: null });
      expect([...after.values()].some(({ tries }) => tries > 0)).to.equal(true);
    });

    it("that Feishu tells while it is asked stays known, and is asked no more", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      const own = (await readings(house)).find(({ messageId }) =>
        house.chat.cardsOf(liaison).some((card) => card.messageId === messageId),
      )!;
      house.clock.moveTo(new Date("2021-06-18T09:45:00+08:00"));
      await askReaders(house, async (messageId) => {
        if (messageId === own.messageId) {
          await house.chat.read(liaison);
          await house.app.passes.inbox();
        }
        return { ok: true, value: [] };
      });
      const after = (await readings(house)).find(({ cardId }) => cardId === own.cardId)!;
      expect(after).to.include({ via: "event", nextAt: null, tries: 0 });
      expect(after.readAt).to.not.equal(null);
    });

    it("is written once, into the chain, and stands on no card's list of acts", async () => {
      await using house = await open();
      await house.walkTo("2021-06-18T09:00:00+08:00");
      await house.chat.read(liaison);
      await house.drain();
      const event = house.sandbox.pusher
        .pushed()
        .findLast(({ header }) => header.event_type.includes("read"))!;
      await house.sandbox.pusher.post({ ...event, header: { ...event.header, event_id: "again" } });
      await house.drain();
      const { id } = await task(house);
      const lines = await house.app.bot.door((tx) =>
        tx.getRepository(HistoryTable).findBy({ subject: `read:task:${id}` }),
      );
      expect(lines.map(({ act }) => act)).to.deep.equal(["card.read"]);
      expect(lines[0]?.hash).to.have.lengthOf(64);
      const verdict = await house.app.bot.door((tx) => verifyChain(tx, "xinbei", []));
      expect(verdict.wrong).to.equal(null);
      const { number } = await task(house);
      expect(await asked(house, clerk, `任务 ${number}`)).to.not.include("已读");
      expect(buttonsOf(last(house, clerk).content)).to.include("办理留痕");
    });
  });
});
