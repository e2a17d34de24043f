import { expect } from "chai";
import { resolve } from "node:path";
import { findButton } from "../../src/sandbox/driver.ts";
import { who } from "../house.ts";
import { openRehearsal, until } from "./bot.ts";

const liaison = who("jyj_liaison");
const HANGS = { NODE_OPTIONS: `--import ${resolve("test/process/hang-at.mjs")}` };

describe("a process that hangs", () => {
  it("is ended by its watchdog and says so; started again it goes on with what it had in hand", async () => {
    const at = "2021-06-18T08:30:00+08:00";
    await using rehearsal = await openRehearsal({ at, env: { WATCHDOG_SECONDS: "3" } });
    await rehearsal.prepare("2021-06-18T08:40:00+08:00");
    await rehearsal.start({ ...HANGS, HANG_AT: "attempt" });
    await rehearsal.ended();
    expect(rehearsal.kills(), "ended from outside its event loop").to.equal(1);
    expect(rehearsal.output()).to.include("process stood still, ended by the watchdog");

    rehearsal.clock.moveTo(new Date(rehearsal.clock.now().getTime() + 40_000));
    await rehearsal.start();
    await until("the card", () =>
      rehearsal.chat.cardsOf(liaison).find(({ content }) => findButton(content, "签收")),
    );
  }).timeout(60_000);

  it("that was stopped for longer and goes on is let be", async () => {
    await using rehearsal = await openRehearsal({
      at: "2021-06-18T08:30:00+08:00",
      env: { WATCHDOG_SECONDS: "3" },
    });
    await rehearsal.start();
    process.kill(rehearsal.pid(), "SIGSTOP");
    await new Promise((passed) => setTimeout(passed, 5_000));
    process.kill(rehearsal.pid(), "SIGCONT");
    await new Promise((passed) => setTimeout(passed, 2_000));
    expect(rehearsal.isRunning()).to.equal(true);
  }).timeout(60_000);
});
