import { expect } from "chai";
import fc from "fast-check";
import { Arrived } from "../../src/bot/arrivals.ts";
import { messageIn } from "../../src/bot/events.ts";
import { whole } from "../../src/bot/whole.ts";
import { InboxTable } from "../../src/jobs/inbox.ts";
import { findButton, wordsOf } from "../../src/sandbox/driver.ts";
import { TaskTable } from "../../src/tasks/store.ts";
import { onEachStore, who } from "../house.ts";

const liaison = who("jyj_liaison");
const lead = who("jyj_lead");
const TASK = "报送第一次工作进展情况";
const RUNS = 15;

/** What somebody may type or a program may send: any half of a character, NUL, and what stands beside them. */
const units = fc.oneof(
  fc.constantFrom("\0", "\ud83e", "\uddea", "🧪", "\ufffd", "\ufeff", "中", "\n", "\\u0000", "'", '"', "%"),
  fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  fc.integer({ min: 0, max: 0xff_ff }).map((code) => String.fromCharCode(code)),
);
const typed = fc.array(units, { minLength: 1, maxLength: 30 }).map((each) => each.join(""));

/** The same by the encoder, which has no half characters either. */
const encoded = (said: string): string =>
  Buffer.from(said, "utf8").toString("utf8").replaceAll("\0", "\ufffd");

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null)
    for (const [key, each] of Object.entries(value)) yield* [key, ...textsIn(each)];
}

describe("what comes in at the door", () => {
  it("keeps every character that is whole, and shows where one was not", () => {
    fc.assert(fc.property(typed, (said) => whole(said) === encoded(said)));
  });

  it("is mended wherever text stands, also in a name, and is otherwise left as it came", () => {
    const told = fc.object({ key: typed, values: [typed, fc.integer(), fc.constant(null), fc.boolean()] });
    fc.assert(
      fc.property(told, (value) => {
        const mended = whole(value);
        for (const text of textsIn(mended)) expect(text).to.equal(encoded(text));
        expect(whole(mended)).to.deep.equal(mended);
        if ([...textsIn(value)].every((text) => text === encoded(text))) expect(mended).to.deep.equal(value);
      }),
    );
  });
});

onEachStore((open) => {
  describe("what is typed", () => {
    it("in a message is kept to the last character", async () => {
      await using house = await open();
      const { app, chat } = house;
      await fc.assert(
        fc.asyncProperty(typed, async (said) => {
          await chat.say(liaison, said);
          const [last] = await app.db.getRepository(InboxTable).find({ order: { id: "DESC" }, take: 1 });
          const { type, event } = Arrived.parse(last!.body);
          const message = messageIn({ eventId: "", type, body: event });
          expect(message?.content).to.deep.equal({ text: encoded(said) });
        }),
        { numRuns: RUNS },
      );
    });

    it("in a form is kept to the last character, and stands so on the card", async () => {
      await using house = await open();
      const { app, chat } = house;
      await house.walkTo("2021-06-18T09:00:00+08:00");
      const taskOf = (person: string) =>
        chat.cardsOf(person).find(({ content }) => wordsOf(content).includes(TASK))!;
      await chat.pressOn(liaison, taskOf(liaison), "签收");
      const rows = app.db.getRepository(TaskTable);
      await fc.assert(
        fc.asyncProperty(typed, async (said) => {
          await chat.pressOn(liaison, taskOf(liaison), "提交进展", { percent: "20", text: `今天${said}完` });
          const task = await rows.findOneByOrFail({ unit: "jyj", duty: "OB3" });
          expect(task.text).to.equal(`今天${encoded(said)}完`);
          await house.drain();
          expect(findButton(taskOf(lead).content, "提交进展"), "the card is still one").to.not.equal(null);
        }),
        { numRuns: RUNS },
      );
    });
  });
});
