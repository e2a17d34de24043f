import { expect } from "chai";
import { openTurn } from "../../src/bot/routes.ts";
import { say } from "../../src/bot/say.ts";
import { PersonTable } from "../../src/campaign/people.ts";
import { changeHeld, claimCard } from "../../src/jobs/claim.ts";
import { OutboxTable } from "../../src/jobs/outbox-table.ts";
import { onEachStore } from "../house.ts";

const LEASE_MS = 30_000;

onEachStore((open) => {
  it("a waiting card is held by one of two for a lease, and only its holder changes it", async () => {
    await using house = await open();
    const { bot, db } = house.app;
    const now = house.clock.now();
    const after = (ms: number) => new Date(now.getTime() + ms);
    const person = await db.getRepository(PersonTable).findOneByOrFail({});
    await bot.door((tx) => say(openTurn(bot, tx, bot.campaigns[0]!, now), person.id, "收到", "one"));
    const row = await db.getRepository(OutboxTable).findOneByOrFail({ subject: "say:one" });
    const claim = (token: string, ms: number) =>
      bot.door((tx) => claimCard(tx, row, token, after(ms), LEASE_MS));
    const change = (token: string) => bot.door((tx) => changeHeld(tx, row, token, { reason: token }));

    const [isFirst, isSecond] = await Promise.all([claim("one", 0), claim("two", 0)]);
    expect([isFirst, isSecond], "one of two").to.have.members([true, false]);
    // Two connections arrive in no certain order.
    const [holder, other] = isFirst ? (["one", "two"] as const) : (["two", "one"] as const);
    expect(await claim(other, LEASE_MS - 1)).to.equal(false);
    expect([await change(other), await change(holder)]).to.deep.equal([false, true]);
    expect(await claim(other, LEASE_MS)).to.equal(true);
    expect([await change(holder), await change(other)]).to.deep.equal([false, true]);
    const kept = await db.getRepository(OutboxTable).findOneByOrFail({ id: row.id });
    expect(kept).to.include({ token: other, reason: other });
  });
});
