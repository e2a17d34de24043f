import { expect } from "chai";
import { peopleByOpenIds } from "../../src/campaign/people.ts";
import { post, type PostOptions } from "../../src/jobs/outbox.ts";
import { OutboxTable, type OutboxRow } from "../../src/jobs/outbox-table.ts";
import { show } from "../../src/jobs/show.ts";
import { findButton } from "../../src/sandbox/driver.ts";
import { inTurn, onEachStore, who, type House } from "../house.ts";

const liaison = who("jyj_liaison");
const SEND = "/im/v1/messages";
const APART = { budget: "apart" } as const;

const at = ({ clock }: House, iso: string) => clock.moveTo(new Date(iso));
const rowsOf = ({ app }: House, subject: string) =>
  app.db.getRepository(OutboxTable).find({ where: { subject }, order: { id: "ASC" } });
const send = (house: House, subject: string, options: PostOptions) =>
  inTurn(house, async (turn) => {
    const [person] = await peopleByOpenIds(turn, [liaison]);
    return post(turn, { person: person!.id }, subject, options);
  });
const greyAndThere = (rows: readonly OutboxRow[]) =>
  rows.map(({ superseded, messageId }) => [superseded, messageId !== null]);

/** Feishu does not take what is sent while this is done. */
async function refused(house: House, work: () => Promise<void>): Promise<void> {
  const body = { code: 230013, msg: "Bot has NO availability to this user." };
  house.sandbox.chaos.make({ path: SEND, times: 3, does: { answer: { status: 400, body } } });
  await work();
  house.sandbox.chaos.forget();
}

/** A task card on its fourteenth day, before the morning. */
async function agedCard(house: House): Promise<OutboxRow> {
  await house.walkTo("2021-06-04T09:30:00+08:00");
  const old = house.chat.cardsOf(liaison).find(({ content }) => findButton(content, "签收"))!;
  const row = await house.app.db.getRepository(OutboxTable).findOneByOrFail({ messageId: old.messageId });
  at(house, "2021-06-18T07:30:00+08:00");
  return row;
}

describe("a card that waits for its hour", () => {
  onEachStore((open) => {
    it("leaves the one before it alive until it is there, also when it was put off by seconds", async () => {
      await using house = await open({ at: "2021-06-17T15:00:00+08:00" });
      await send(house, "help:all", { key: "one", ...APART });
      await house.drain();
      at(house, "2021-06-18T07:59:30+08:00");
      await send(house, "help:all", { key: "two", ...APART });
      await house.drain();
      expect(greyAndThere(await rowsOf(house, "help:all"))).to.deep.equal([
        [false, true],
        [false, false],
      ]);
      at(house, "2021-06-18T08:00:05+08:00");
      await house.drain();
      expect(greyAndThere(await rowsOf(house, "help:all"))).to.deep.equal([
        [true, true],
        [false, true],
      ]);
    });

    it("is the one that leaves, though the card before it is on its last day", async () => {
      await using house = await open({ at: "2021-06-04T08:40:00+08:00" });
      const { subject } = await agedCard(house);
      await send(house, subject, { key: "returned:1", budget: "counted", urgent: true });
      await house.drain();
      at(house, "2021-06-18T08:00:05+08:00");
      await house.drain();
      const pushed = (await rowsOf(house, subject)).find(({ idemKey }) => idemKey.endsWith("returned:1"));
      expect(pushed).to.include({ superseded: false, urgent: true });
      expect(pushed?.messageId).to.not.equal(null);
    }).timeout(60_000);

    it("and cannot be delivered leaves the one before it alive, and nobody draws that one for ever", async () => {
      await using house = await open({ at: "2021-06-04T08:40:00+08:00" });
      const { subject } = await agedCard(house);
      const touch = () =>
        inTurn(house, (turn) => {
          show(turn, subject);
          return Promise.resolve();
        });
      await touch();
      await house.drain();
      await refused(house, async () => {
        at(house, "2021-06-18T08:00:05+08:00");
        await house.drain();
      });
      at(house, "2021-06-18T08:10:05+08:00");
      await touch();
      let passes = 0;
      while (passes < 50 && (await house.app.passes.sender()).worked > 0) passes += 1;
      expect(passes).to.be.below(50);
    }).timeout(60_000);

    it("does not let a card that it replaced under way turn the last living one grey", async () => {
      await using house = await open({ at: "2021-06-17T15:00:00+08:00" });
      await send(house, "help:all", { key: "one", ...APART });
      await house.drain();
      at(house, "2021-06-17T21:00:00+08:00");
      await send(house, "help:all", { key: "two", ...APART });
      at(house, "2021-06-18T08:00:00+08:00");
      house.sandbox.chaos.make({ path: SEND, times: 1, does: { loseAnswer: true } });
      await house.app.passes.sender();
      const later = { key: "three", ...APART, at: new Date("2021-06-18T14:00:00+08:00") };
      await send(house, "help:all", later);
      for (let minute = 1; minute <= 30; minute += 1) {
        at(house, `2021-06-18T08:${String(minute).padStart(2, "0")}:00+08:00`);
        await house.drain();
      }
      const living = (await rowsOf(house, "help:all")).filter(
        ({ superseded, messageId }) => !superseded && messageId !== null,
      );
      expect(living).to.have.lengthOf(1);
    }).timeout(60_000);

    it("that is posted anew keeps the hour of the one it replaces", async () => {
      await using house = await open({ at: "2021-06-17T21:00:00+08:00" });
      const words = { frozen: { words: "通知" } };
      const first = await send(house, "say:a", { key: "1", ...words });
      expect(await send(house, "say:a", { key: "2", ...words })).to.deep.equal(first);
    });
  });
});
