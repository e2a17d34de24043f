import { expect } from "chai";
import { openTurn } from "../../src/bot/routes.ts";
import { HistoryTable } from "../../src/campaign/history-table.ts";
import { StaleCard } from "../../src/errors.ts";
import { saveTask, TaskTable } from "../../src/tasks/store.ts";
import { onEachStore } from "../house.ts";

onEachStore((open) => {
  it("of two who change the same version of a task one is kept, and the other is told to look again", async () => {
    await using house = await open();
    await house.walkTo("2021-06-18T09:00:00+08:00");
    const { bot, db } = house.app;
    const before = await db.getRepository(TaskTable).findOneByOrFail({});
    const lines = await db.getRepository(HistoryTable).count();
    const report = (percent: number) =>
      bot.door((tx) => {
        const turn = openTurn(bot, tx, bot.campaigns[0]!, house.clock.now());
        const deed = { by: null, act: "task.report", words: `进度${percent}%` };
        return saveTask(turn, before, { ...before, percent }, deed);
      });
    const both = await Promise.allSettled([report(40), report(60)]);
    const [kept, late] = both.toSorted((one, other) => one.status.localeCompare(other.status));
    expect(kept?.status === "fulfilled" && kept.value.version).to.equal(before.version + 1);
    expect(late?.status === "rejected" && late.reason).to.be.instanceOf(StaleCard);
    expect(await db.getRepository(HistoryTable).count()).to.equal(lines + 1);
  });
});
