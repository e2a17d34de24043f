import { expect } from "chai";
import { openTurn } from "../../src/bot/routes.ts";
import { openSchedule, type Job } from "../../src/jobs/schedule.ts";
import { MarkTable } from "../../src/jobs/marks.ts";
import type { Turn } from "../../src/turn.ts";
import { onEachStore, type House } from "../house.ts";

const quiet = { error: () => undefined, warn: () => undefined, info: () => undefined };

onEachStore((open) => {
  describe("a run that falls due", () => {
    const scheduleOf = ({ app, clock }: House, jobs: readonly Job[]) =>
      openSchedule({
        door: app.bot.door,
        turns: (tx, now) =>
          app.bot.campaigns.map((each) => ({ name: each.key, turn: openTurn(app.bot, tx, each, now) })),
        jobs,
        clock,
        log: quiet,
      });

    /** One run at this instant; what it does is told. */
    const jobAt =
      (at: Date, fire: (turn: Turn) => unknown): Job =>
      (_turn, from, to) =>
        Promise.resolve(
          from < at && at <= to
            ? [
                {
                  kind: "test",
                  on: "2021-06-18",
                  key: "day",
                  at,
                  fire: async (turn) => void (await fire(turn)),
                },
              ]
            : [],
        );

    it("and fails comes again until it is done, and then not any more", async () => {
      await using house = await open();
      await house.settle();
      const at = new Date(house.clock.now().getTime() + 1_000);
      let tries = 0;
      const pass = scheduleOf(house, [
        jobAt(at, () => {
          tries += 1;
          if (tries < 3) throw new Error("the store went away");
        }),
      ]);
      for (const _pass of Array.from({ length: 6 })) {
        house.clock.moveTo(new Date(house.clock.now().getTime() + 60_000));
        await pass();
      }
      expect(tries).to.equal(3);
    });

    it("and meets a row of its own work that is there already comes again: nobody else did it", async () => {
      await using house = await open();
      await house.settle();
      const at = new Date(house.clock.now().getTime() + 1_000);
      let tries = 0;
      const pass = scheduleOf(house, [
        jobAt(at, async ({ tx, district: districtId }) => {
          tries += 1;
          const marks = tx.getRepository(MarkTable);
          await marks.insert({ districtId, name: `try-${tries}`, at: 1 });
          if (tries < 2) await marks.insert({ districtId, name: `try-${tries}`, at: 1 });
        }),
      ]);
      const fired: number[] = [];
      for (const _pass of Array.from({ length: 3 })) {
        house.clock.moveTo(new Date(house.clock.now().getTime() + 60_000));
        fired.push(await pass());
      }
      const kept = await house.app.bot.door((tx) => tx.getRepository(MarkTable).find());
      const names = kept.map(({ name }) => name).filter((name) => name.startsWith("try-"));
      expect({ tries, fired, names }).to.deep.equal({ tries: 2, fired: [0, 1, 0], names: ["try-2"] });
    });

    it("for two replicas at once is done by one of them", async () => {
      await using house = await open();
      await house.settle();
      const at = new Date(house.clock.now().getTime() + 1_000);
      let runs = 0;
      const job = jobAt(at, () => void (runs += 1));
      const replicas = [scheduleOf(house, [job]), scheduleOf(house, [job])];
      house.clock.moveTo(new Date(at.getTime() + 1_000));
      const fired = await Promise.all(replicas.map((pass) => pass()));
      expect({ runs, fired: fired.filter(Boolean).length }).to.deep.equal({ runs: 1, fired: 1 });
    });
  });
});
