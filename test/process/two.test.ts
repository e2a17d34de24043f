import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { openDatabase } from "../../src/db/database.ts";
import { openDoor } from "../../src/db/door.ts";
import { readHouse } from "../../src/house.ts";
import { findButton } from "../../src/sandbox/driver.ts";
import { TABLES } from "../../src/tables.ts";
import { who } from "../house.ts";
import { judge } from "../sim/judge.ts";
import { STORES, type Store } from "../stores.ts";
import { openRehearsal, until, type Rehearsal } from "./bot.ts";

const liaison = who("jyj_liaison");
const LEASE_S = 30;
/** Longer than the shorter lease and a pass after it. */
const BEYOND_A_LEASE_MS = 4_000;
/** The one that stops at its third request has had two answered. */
const SENT_BY_ONE = 2;

/** Two real processes on one database of their own; the first holds the lanes. */
async function both(store: Store, env: Record<string, string>, ofOne: Record<string, string> = {}) {
  const { url: database = "", drop } = await store.open();
  const at = "2021-06-18T08:30:00+08:00";
  const one = await openRehearsal({ at, database, env });
  await one.prepare("2021-06-18T08:40:00+08:00");
  const prepared = one.sandbox.state.messages.size;
  await one.start(ofOne);
  const two = await openRehearsal({ at, env, beside: one });
  await two.start();
  return {
    one,
    two,
    /** How many messages there were before either began. */
    prepared,
    [Symbol.asyncDispose]: async () => {
      await two[Symbol.asyncDispose]();
      await one[Symbol.asyncDispose]();
      await drop();
    },
  };
}

const verdict = async (one: Rehearsal): Promise<string[]> => {
  const { sandbox, clock } = one;
  const db = await openDatabase(one.database, TABLES);
  const told = sandbox.pusher.told().map(({ answer, ...each }) => ({
    ...each,
    answer: answer?.status === 200 ? answer.body : null,
  }));
  try {
    const door = openDoor(db);
    return await judge({
      db,
      door,
      clock,
      house: readHouse("./config"),
      state: sandbox.state,
      told,
      said: [],
    });
  } finally {
    await db.destroy();
  }
};

for (const store of STORES.filter(({ name }) => name !== "SQLite")) {
  describe("two processes on one database", () => {
    it("share the work, and when one is killed the other carries on within 45 seconds", async () => {
      await using pair = await both(store, { LEASE_SECONDS: String(LEASE_S) });
      const { one, two } = pair;
      const { chat, sandbox } = one;
      const card = await until("the card", () =>
        chat.cardsOf(liaison).find(({ content }) => findButton(content, "签收")),
      );
      await until("the lanes' work", () => chat.cardsOf(who("wjj_liaison")).length > 0);
      one.kill();
      await one.ended();
      const killedAt = performance.now();
      expect((await chat.pressOn(liaison, card, "签收")).toast?.type, "the other answers presses").to.equal(
        "success",
      );
      await chat.say(liaison, "帮助");
      const seen = sandbox.state.messages.size;
      await until("the other to send", () => sandbox.state.messages.size > seen, 45_000);
      expect(performance.now() - killedAt).to.be.below(45_000);
      await two.rest();
      await two.stop();
      one.clock.moveTo(new Date(one.clock.now().getTime() + 120_000));
      await two.start();
      await two.rest();
      await two.stop();
      expect(await verdict(one)).to.deep.equal([]);
    }).timeout(150_000);

    it("when one stands still with a card in its hands until its leases are over, the other carries on, and nothing is lost or doubled", async () => {
      await using pair = await both(store, { LEASE_SECONDS: "2" }, { STOP_AT: "attempt:3" });
      const { one, two, prepared } = pair;
      const { chat, sandbox } = one;
      // MariaDB undoes what stands still in a transaction after ten seconds; only then can the other go on.
      await until("the other to go on", () => sandbox.state.messages.size > prepared + SENT_BY_ONE, 45_000);
      const card = await until("a card to sign", () =>
        chat.cardsOf(liaison).find(({ content }) => findButton(content, "签收")),
      );
      await sleep(3_000);
      const { toast } = await chat.pressOn(liaison, card, "签收");
      expect(toast?.content, "the other answers presses").to.include("已签收");
      process.kill(one.pid(), "SIGCONT");
      await chat.say(liaison, "帮助");
      const seen = sandbox.state.messages.size;
      await until("an answer", () => sandbox.state.messages.size > seen, 45_000);
      await two.rest(BEYOND_A_LEASE_MS);
      expect(one.isRunning(), "the one that stood still").to.equal(true);
      await one.stop();
      await two.rest(BEYOND_A_LEASE_MS);
      await two.stop();
      expect(await verdict(one)).to.deep.equal([]);
    }).timeout(150_000);
  });
}
