import { expect } from "chai";
import { openTurn } from "../../src/bot/routes.ts";
import type { Campaign } from "../../src/campaign/definition.ts";
import { officePeople, SeatTable } from "../../src/campaign/people.ts";
import { addHazard } from "../../src/hazards/store.ts";
import { askScore, beginScore } from "../../src/score/ask.ts";
import { countShare } from "../../src/score/count.ts";
import { ScoreLineTable } from "../../src/score/line-store.ts";
import { getScore, scoresOf, sharesOf, type ScoreRow } from "../../src/score/store.ts";
import { openScoreWorks } from "../../src/score/works.ts";
import { openLog } from "../../src/log.ts";
import { inTurn, onEachStore, openHouse, type House } from "../house.ts";
import { lendSqlite } from "../stores.ts";
import { aHazard } from "../hazards/a-hazard.ts";

const begun = (house: House, year = 2021): Promise<ScoreRow> =>
  inTurn(house, async (turn) => {
    const [clerk] = await officePeople(turn);
    return beginScore(turn, clerk!, { year, isTrial: false });
  });

/** Everything a counting came to, but for its ids. */
const cameTo = (house: House, score: ScoreRow) =>
  inTurn(house, async (turn) => {
    const shares = (await sharesOf(turn, score)).map(({ unit, points, lines, sums, state }) => {
      return { unit, points, lines, sums, state };
    });
    const lines = await turn.tx.getRepository(ScoreLineTable).find({
      where: { scoreId: score.id },
      order: { unit: "ASC", number: "ASC" },
    });
    const { state } = await getScore(turn, { id: score.id });
    return {
      state,
      shares,
      lines: lines.map(({ unit, number, kind, on, subject }) => `${unit} ${number} ${kind} ${on} ${subject}`),
    };
  });

/** One unit, as few lines a turn as can be. */
async function inSmallTurns(house: House, id: string): Promise<void> {
  let { state } = await inTurn(house, (turn) => getScore(turn, { id }));
  while (state === "counting")
    state = await inTurn(house, async (turn) => {
      await countShare(turn, await getScore(turn, { id }), 1);
      return (await getScore(turn, { id })).state;
    });
}

const worksOf = ({ app }: House) => {
  const { bot } = app;
  return openScoreWorks({
    door: bot.door,
    districts: [bot.campaigns[0]!.district.key],
    turnOf: (tx, _campaign, now) => openTurn(bot, tx, bot.campaigns[0]!, now),
    clock: bot.clock,
    log: openLog("silent"),
  });
};

describe("counting a year", function () {
  this.timeout(120_000);
  onEachStore((open) => {
    it("comes to the same in one turn a unit, in many small ones, and with two that count at once: no line twice, none missing", async () => {
      await using house = await open({ at: "2021-12-20T08:30:00+08:00" });
      await house.walkTo("2021-12-20T09:30:00+08:00");
      await inTurn(house, async (turn) => {
        for (let number = 101; number <= 107; number += 1)
          await addHazard(
            turn,
            aHazard({
              id: `0191a000-0d01-7000-8000-000000000${number}`,
              campaign: turn.campaign.key,
              number,
              state: "rectifying",
              dueOn: "2021-12-21",
            }),
            { by: null, act: "hazard.register", words: "登记" },
          );
      });
      house.clock.moveTo(new Date("2022-01-04T09:00:00+08:00"));

      const one = await begun(house);
      const pass = worksOf(house);
      while ((await pass()) > 0);
      const whole = await cameTo(house, one);
      expect(whole.state).to.equal("counted");
      expect(whole.lines.filter((line) => line.includes("overdue_day 2021-12-22 hazard:"))).to.have.lengthOf(
        7,
      );

      const small = await begun(house);
      for (const { id } of await inTurn(house, (turn) => sharesOf(turn, small)))
        await inSmallTurns(house, id);
      expect(await cameTo(house, small)).to.deep.equal(whole);

      const both = await begun(house);
      const [first, second] = [worksOf(house), worksOf(house)];
      while ((await Promise.all([first(), second()])).some((worked) => worked > 0));
      expect(await cameTo(house, both)).to.deep.equal(whole);
    });

    it("ends with the campaign: nobody pays for an empty seat or a report still owed after its last day", async () => {
      await using house = await open({ at: "2022-06-20T08:30:00+08:00" });
      await house.walkTo("2022-06-20T09:30:00+08:00");
      house.clock.moveTo(new Date("2022-06-28T09:00:00+08:00"));
      await inTurn(house, ({ tx, district, now }) =>
        tx.getRepository(SeatTable).update({ districtId: district, unit: "jyj" }, { untilAt: now }),
      );
      house.clock.moveTo(new Date("2023-01-04T09:00:00+08:00"));
      const score = await begun(house, 2022);
      const pass = worksOf(house);
      while ((await pass()) > 0);
      const { shares } = await cameTo(house, score);
      const sums = shares.find(({ unit }) => unit === "jyj")!.sums;
      const days = sums.filter(({ kind }) => kind === "orphan_day" || kind === "overdue_day");
      expect(days.map(({ kind, times }) => [kind, times])).to.deep.equal([
        ["overdue_day", 4],
        ["orphan_day", 2],
      ]);
      const { lastOn } = await inTurn(house, (turn) => getScore(turn, score));
      expect(lastOn).to.equal("2022-06-30");
    });

    it("that fails for one unit is tried again later, and the others go on", async () => {
      await using house = await open({ at: "2022-01-04T09:00:00+08:00" });
      const score = await begun(house);
      const { bot } = house.app;
      let failing = true;
      const pass = openScoreWorks({
        door: bot.door,
        districts: [bot.campaigns[0]!.district.key],
        turnOf: (tx, _campaign, now) => {
          if (!failing) return openTurn(bot, tx, bot.campaigns[0]!, now);
          failing = false;
          throw new Error("the database is away");
        },
        clock: bot.clock,
        log: openLog("silent"),
      });
      while ((await pass()) > 0);
      const before = await cameTo(house, score);
      expect(before.shares.filter(({ state }) => state === "counting")).to.have.lengthOf(1);
      expect(before.state).to.equal("counting");
      house.clock.moveTo(new Date("2022-01-04T09:01:00+08:00"));
      while ((await pass()) > 0);
      expect((await cameTo(house, score)).state).to.equal("counted");
    });
  });

  it("counts an empty seat of a unit that came in later from its own first day on, not from the district's", async () => {
    const { url, giveBack } = await lendSqlite();
    const [seated, nobody] = ["jyj", "kjj"];
    const isNew = ({ unit }: { unit: string }) => unit === seated || unit === nobody;
    {
      const campaign = (shipped: Campaign) => ({
        ...shipped,
        units: shipped.units.filter(({ key }) => !isNew({ unit: key })),
      });
      await using _before = await openHouse({
        database: url,
        at: "2021-06-18T08:30:00+08:00",
        campaign,
        roster: (rows) => rows.filter((row) => !isNew(row)),
      });
    }
    {
      await using house = await openHouse({
        database: url,
        at: "2021-09-06T08:30:00+08:00",
        roster: (rows) => rows.filter(({ unit }) => unit !== nobody),
      });
      await house.walkTo("2021-09-06T09:30:00+08:00");
      house.clock.moveTo(new Date("2021-09-08T12:00:00+08:00"));
      const score = await begun(house);
      const pass = worksOf(house);
      while ((await pass()) > 0);
      const { shares, lines } = await cameTo(house, score);
      expect(shares.every(({ state }) => state === "counted")).to.equal(true);
      const empty = lines
        .filter((line) => line.includes("orphan_day"))
        .map((line) => line.replace(/ \d+/, ""));
      expect(empty, "区经发局 has had nobody from the first day on").to.deep.equal([
        "jfj orphan_day 2021-06-18 seat:jfj",
        "kjj orphan_day 2021-09-06 seat:kjj",
      ]);
    }
    await giveBack();
  });
});

describe("the score of a campaign that is over", () => {
  it("is no trial, whatever trial its last day saw, and is begun once", async () => {
    await using house = await openHouse({ at: "2022-06-30T08:30:00+08:00" });
    const ask = (now: string) => {
      house.clock.moveTo(new Date(now));
      return inTurn(house, async (turn) => {
        const [clerk] = await officePeople(turn);
        await askScore(turn, clerk!, "2022", now);
        return (await scoresOf(turn, 2022)).map(({ isTrial }) => isTrial);
      });
    };
    expect(await ask("2022-06-30T16:00:00+08:00")).to.deep.equal([true]);
    expect(await ask("2022-07-01T09:00:00+08:00")).to.have.members([false, true]);
    expect(await ask("2022-07-04T09:00:00+08:00")).to.have.members([false, true]);
  });
});
