import { expect } from "chai";
import { InboxTable } from "../../src/jobs/inbox.ts";
import { OutboxTable } from "../../src/jobs/outbox-table.ts";
import { findButton } from "../../src/sandbox/driver.ts";
import { HOSTILE } from "../cards/hostile.ts";
import { onEachStore, who } from "../house.ts";
import { rest } from "./chats.ts";

const liaison = who("jyj_liaison");
/** One in twelve, and all that a store might stumble over. */
const SAID = HOSTILE.filter(
  (text, nth) =>
    nth % 12 === 0 || /\p{Surrogate}|DROP TABLE|__proto__/u.test(text) || text.includes("\u0000"),
);

const MARKUP = /<(at|a|link|img|person|script|button)\b|\]\((http|javascript|data|img_)/i;

describe("hostile text, through the whole house", () => {
  onEachStore((open) => {
    it("is kept and shown as text: nothing is parked, refused by Feishu or left waiting, and no card mentions or links", async () => {
      const failures: string[] = [];
      const quiet = () => undefined;
      const error = (fact: string, about: object = {}) =>
        void failures.push(`${fact} ${JSON.stringify(about)}`);
      await using house = await open({ log: { info: quiet, warn: quiet, error } });
      await house.walkTo("2021-06-18T09:00:00+08:00");
      const card = house.chat.cardsOf(liaison).find(({ content }) => findButton(content, "签收"))!;
      await house.chat.pressOn(liaison, card, "签收");
      await house.drain();
      for (const [nth, text] of SAID.entries()) {
        await house.chat.say(liaison, text, card.messageId);
        const typed = { percent: String(nth % 100), text: text.slice(0, 900), next: text.slice(0, 400) };
        await house.chat.pressOn(
          liaison,
          house.sandbox.state.messages.get(card.messageId)!,
          "提交进展",
          typed,
        );
        rest(house);
        await house.drain();
      }
      expect(failures).to.deep.equal([]);
      const { inbox, outbox } = await house.app.bot.door(async (tx) => ({
        inbox: await tx.getRepository(InboxTable).find(),
        outbox: await tx.getRepository(OutboxTable).find(),
      }));
      expect(inbox.filter(({ state }) => state !== "done")).to.deep.equal([]);
      expect(outbox.filter(({ state }) => state === "parked").map(({ reason }) => reason)).to.deep.equal([]);
      for (const { content } of house.chat.cardsOf(liaison)) {
        const markdown = JSON.stringify(content).match(/"tag":"markdown","content":"(?:[^"\\]|\\.)*"/g) ?? [];
        for (const each of markdown) expect(each).to.not.match(MARKUP);
      }
    }).timeout(120_000);
  });
});
