import { expect } from "chai";
import { openTurn } from "../../src/bot/routes.ts";
import { peopleByIds, PersonTable } from "../../src/campaign/people.ts";
import { lookupOf } from "../../src/enterprises/enterprise.ts";
import { readHouse } from "../../src/house.ts";
import { ballOf } from "../../src/hazards/ball.ts";
import { ALL } from "../../src/hazards/filters.ts";
import type { Hazard } from "../../src/hazards/hazard.ts";
import { searchHazards } from "../../src/hazards/search.ts";
import { maySee } from "../../src/hazards/sight.ts";
import { derivedOf } from "../../src/hazards/asked.ts";
import { HazardTable } from "../../src/hazards/table.ts";
import { wordsOf } from "../../src/sandbox/driver.ts";
import { aHazard, approvedPlan } from "../hazards/a-hazard.ts";
import { onEachStore, who, type House } from "../house.ts";
import { rest } from "./chats.ts";

const liaison = who("jyj_liaison");
const clerk = who("clerk_1");
const written = readHouse("./config");
const campaign = written.campaigns[0]!;

/** Hazards as they stand on 18 June 2021, numbered from 1. */
async function given(house: House, hazards: readonly Partial<Hazard>[]): Promise<void> {
  const rows = hazards.map((more, at) => {
    const id = `01790000-0000-7000-8000-${String(at).padStart(12, "0")}`;
    const hazard = aHazard({ campaign: campaign.key, number: at + 1, id, finder: "nobody", ...more });
    const sought = [hazard.enterprise, hazard.site, hazard.description].map(lookupOf).join("|");
    return { ...hazard, ...derivedOf(hazard), districtId: campaign.district.key, sought };
  });
  await house.app.db.getRepository(HazardTable).insert(rows);
}

/** Asks some seconds after the last time, as people do: five cards a second are the most that one of them gets. */
async function ask(house: House, by: string, words: string): Promise<string> {
  rest(house);
  await house.chat.say(by, words);
  await house.drain();
  return shown(house, by);
}

/** The newest card of theirs that is a list, or a hazard: what opens the office's day may come after it. */
const shown = (house: House, by: string): string =>
  house.chat
    .cardsOf(by)
    .map(({ content }) => wordsOf(content))
    .findLast((words) => /不限状态|隐患〔\d{4}〕|没有找到/.test(words)) ?? "";
const numbersIn = (words: string): string[] =>
  [...words.matchAll(/隐患(\d{4}) /g)].map(([, number]) => number!);

const rectifying = { state: "rectifying", dueOn: "2021-07-30", assignedOn: "2021-06-08" } as const;

describe("隐患 with words after it", () => {
  onEachStore((open) => {
    it("finds by enterprise, place and description, all words of them, in any spelling, newest first", async () => {
      await using house = await open();
      await given(house, [
        { enterprise: "甲（河海）中学", site: "化学准备室", description: "酒精与高锰酸钾混放" },
        { enterprise: "甲（河海）中学", site: "库房", description: "无标志" },
        { enterprise: "乙剧场", site: "库房", description: "油漆混放" },
      ]);
      expect(numbersIn(await ask(house, clerk, "隐患 甲河海"))).to.deep.equal(["0002", "0001"]);
      expect(numbersIn(await ask(house, clerk, "隐患 混放"))).to.deep.equal(["0003", "0001"]);
      expect(numbersIn(await ask(house, clerk, "隐患 混放 (河海)"))).to.deep.equal(["0001"]);
      expect(await ask(house, clerk, "隐患 没有这样的")).to.include("没有符合的条目。");
      expect(await ask(house, clerk, "隐患 2021-0003")).to.include("乙剧场隐患");
      expect(await ask(house, clerk, "隐患 〔２０２１〕０００２号")).to.include("甲（河海）中学隐患");
    });

    it("shows units what is theirs and what they found, office and conveners all, and others nothing", async () => {
      await using house = await open();
      const person = await house.app.db.getRepository(PersonTable).findOneByOrFail({ openId: liaison });
      await given(house, [{ leadUnit: "jyj" }, { leadUnit: "wjj" }, { leadUnit: "wjj", finder: person.id }]);
      const seen = async (by: string) => numbersIn(await ask(house, by, "隐患"));
      expect(await seen(liaison)).to.deep.equal(["0003", "0001"]);
      expect(await seen(who("wjj_liaison"))).to.deep.equal(["0003", "0002"]);
      expect(await seen(who("yjj_liaison"))).to.deep.equal([]);
      expect(await seen(clerk)).to.deep.equal(["0003", "0002", "0001"]);
      expect(await seen(who("convener_1"))).to.deep.equal(["0003", "0002", "0001"]);
      expect(await ask(house, liaison, "隐患 2")).to.include("没有找到隐患 2");
      await house.app.db.getRepository(HazardTable).update({ number: 2 }, { helpUnits: ["jyj"] });
      expect(await ask(house, liaison, "隐患 2")).to.include("甲中学隐患");
    });

    it("opens nothing for a stranger who forges a press of a hazard's row, or of a button on its card", async () => {
      await using house = await open();
      await given(house, [
        { leadUnit: "jyj", state: "assigned", enterprise: "丙化学仓库", site: "三号地窖" },
      ]);
      const before = await house.app.db.getRepository(HazardTable).findOneByOrFail({ number: 1 });
      const stranger = who("yjj_liaison");
      await ask(house, stranger, "隐患");
      const list = house.chat
        .cardsOf(stranger)
        .findLast(({ content }) => wordsOf(content).includes("不限状态"))!;
      const cards = house.chat.cardsOf(stranger).length;
      for (const act of ["open.hazard", "hazard.sign"]) {
        const value = { v: 1, act, id: before.id, rev: before.version };
        const answer = await house.sandbox.doings.press(stranger, list.messageId, { tag: "button", value });
        await house.drain();
        expect(answer.toast?.type, act).to.not.equal("success");
        expect(JSON.stringify(answer), act).to.not.include(before.site).and.not.include(before.enterprise);
      }
      const shownNow = house.chat.cardsOf(stranger).map(({ content }) => wordsOf(content));
      expect(shownNow).to.have.lengthOf(cards);
      expect(shownNow.join()).to.not.include(before.enterprise);
      expect(await house.app.db.getRepository(HazardTable).findOneByOrFail({ number: 1 })).to.deep.equal(
        before,
      );
    });

    it("sees by one rule, asked of a hazard or of the database", async () => {
      await using house = await open();
      const people = await house.app.db.getRepository(PersonTable).find();
      await given(
        house,
        campaign.units.flatMap(({ key }, at) => [
          { leadUnit: key },
          { leadUnit: key, finder: people[at % people.length]?.id ?? "" },
        ]),
      );
      const all = await house.app.db.getRepository(HazardTable).find();
      const pages = Array.from({ length: 6 }, (_each, at) => at + 1);
      await house.app.db.transaction(async (tx) => {
        const turn = openTurn(written, tx, campaign, house.clock.now());
        for (const person of await peopleByIds(
          turn,
          people.map(({ id }) => id),
        )) {
          const found = [];
          for (const page of pages)
            found.push(
              ...(await searchHazards(turn, person, { words: "", filters: { ...ALL, page } })).hazards,
            );
          const wanted = all.filter((hazard) => maySee(person, hazard)).map(({ number }) => number);
          expect(
            found.map(({ number }) => number),
            person.name,
          ).to.have.members(wanted);
        }
      });
    });

    it("finds by the light that a row shows, whoever holds it: unit, verifier or office", async () => {
      await using house = await open();
      const days = ["2021-06-04", "2021-06-10", "2021-06-11", "2021-06-15", "2021-06-17", "2021-06-18"];
      const at = (day: string) => new Date(`${day}T06:00:00+08:00`);
      await given(house, [
        ...days.flatMap((day) => [
          { state: "registered" as const, registeredAt: at(day) },
          { state: "verify_requested" as const, requestedAt: at(day) },
          { state: "verifying" as const, verifiedOn: day },
          { ...rectifying, dueOn: day },
          { ...rectifying, state: "assigned" as const, assignedOn: day },
        ]),
        { state: "registered", registeredAt: at("2021-06-18"), timesRefused: 2 },
        { ...rectifying, dueOn: "2021-06-25" },
        { ...rectifying, dueOn: "2021-07-01", grade: "major" },
        { ...rectifying, timesReturned: 2 },
        { state: "closed", closedAt: at("2021-06-11") },
      ]);
      const idOf = async (openId: string) =>
        (await house.app.db.getRepository(PersonTable).findOneByOrFail({ openId })).id;
      const table = house.app.db.getRepository(HazardTable);
      const health = await idOf(who("wjj_liaison"));
      const all = await table.find();
      for (const { id, number } of all) {
        if (number % 3 === 0) await table.update({ id }, { leadUnit: "wjj" });
        if (number % 3 === 1) await table.update({ id }, { leadUnit: "swj", finder: health });
      }
      const ids = [await idOf(clerk), await idOf(liaison), health];
      await house.app.db.transaction(async (tx) => {
        const turn = openTurn(written, tx, campaign, house.clock.now());
        const hazards = await tx.getRepository(HazardTable).find();
        for (const person of await peopleByIds(turn, ids)) {
          for (const light of ["red", "yellow", "green"] as const) {
            const found = [];
            for (const page of [1, 2, 3, 4, 5])
              found.push(
                ...(await searchHazards(turn, person, { words: "", filters: { ...ALL, light, page } }))
                  .hazards,
              );
            const wanted = hazards.filter(
              (hazard: Hazard) => ballOf(turn, hazard).light === light && maySee(person, hazard),
            );
            expect(wanted, light).to.have.length.above(1);
            const numbers = (of: readonly Hazard[]) => [...new Set(of.map(({ number }) => number))];
            expect(numbers(found), `${person.name} ${light}`).to.have.members(numbers(wanted));
          }
        }
      });
    });

    it("turns pages, and is narrowed by light, state, focus point, grade and whose it is", async () => {
      await using house = await open();
      const { chat } = house;
      await given(house, [
        { ...rectifying, dueOn: "2021-06-10" },
        { ...rectifying, timesReturned: 1, focusPoint: "F5" },
        { ...rectifying, grade: "major_pending", plan: approvedPlan },
        { state: "verify_requested", leadUnit: "wjj" },
        { state: "closed", closedAt: new Date("2021-06-11T00:00:00Z") },
        ...Array.from({ length: 7 }, () => ({ leadUnit: "wjj" })),
      ]);
      expect(numbersIn(await ask(house, clerk, "隐患"))).to.have.lengthOf(8);
      expect(shown(house, clerk)).to.include("隐患（12）").and.include("第1页，共2页");
      await chat.press(clerk, "下一页");
      expect(numbersIn(shown(house, clerk))).to.deep.equal(["0004", "0003", "0002", "0001"]);
      const choose = async (...words: string[]) => {
        for (const each of words) await chat.choose(clerk, each);
        return numbersIn(shown(house, clerk));
      };
      expect(await choose("整改中", "红灯")).to.deep.equal(["0001"]);
      expect(await choose("黄灯")).to.deep.equal(["0002"]);
      expect(await choose("绿灯")).to.deep.equal(["0003"]);
      expect(await choose("不限灯号")).to.deep.equal(["0003", "0002", "0001"]);
      expect(await choose("重大")).to.deep.equal(["0003"]);
      expect(await choose("不限级别", "5 采购")).to.deep.equal(["0002"]);
      expect(await choose("全部重点内容", "复查中")).to.deep.equal(["0004"]);
      expect(await choose("已销号")).to.deep.equal(["0005"]);
      await ask(house, liaison, "隐患");
      await chat.choose(liaison, "本单位");
      expect(numbersIn(shown(house, liaison))).to.deep.equal(["0005", "0003", "0002", "0001"]);
    });

    it("answers 我的隐患 with one's own: what one found, took on, or what one's unit has open", async () => {
      await using house = await open();
      const person = await house.app.db.getRepository(PersonTable).findOneByOrFail({ openId: liaison });
      await given(house, [
        rectifying,
        { ...rectifying, executor: "somebody" },
        { ...rectifying, executor: person.id },
        { leadUnit: "wjj", finder: person.id },
        { state: "closed", closedAt: new Date("2021-06-11T00:00:00Z") },
        { leadUnit: "wjj" },
      ]);
      const mine = await ask(house, liaison, "我的隐患");
      expect(mine).to.include("我的隐患（3）");
      expect(numbersIn(mine)).to.deep.equal(["0004", "0003", "0001"]);
      expect(numbersIn(await ask(house, clerk, "我的隐患"))).to.deep.equal(["0006", "0004"]);
      await house.chat.openRow(liaison, "隐患0001");
      await house.drain();
      expect(shown(house, liaison)).to.include("甲中学隐患");
    });
  });
});
