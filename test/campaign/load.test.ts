import { expect } from "chai";
import { cardsOf, overflows, secondsFor } from "../../src/campaign/load.ts";
import type { Push } from "../../src/campaign/plan.ts";

const push = (subject: string, more: Partial<Push> = {}): Push => ({
  at: new Date("2021-06-21T00:40:00Z"),
  on: "2021-06-21",
  kind: "reminder",
  unit: "jyj",
  duty: "OB3",
  subject,
  step: "T-1",
  seats: ["liaison"],
  by: "push",
  text: "",
  ...more,
});
const many = (count: number, more: (at: number) => Partial<Push>): Push[] =>
  Array.from({ length: count }, (_, at) => push(`duty:${at}`, more(at)));
const byUnit = (unit: string | null) => [unit ?? "group"];

describe("the load of a plan", () => {
  it("merges a person's reminders of one morning into one card; what rises from others is another, each task its own", () => {
    const cards = cardsOf(
      [
        push("a"),
        push("b", { kind: "overdue" }),
        push("c", { kind: "escalation" }),
        push("d", { kind: "escalation" }),
        push("e", { kind: "task_card" }),
        push("f", { kind: "task_card" }),
      ],
      () => ["one", "one"],
    );
    expect(cards.map(({ rings }) => rings.map(({ subject }) => subject))).to.deep.equal([
      ["a", "b"],
      ["c", "d"],
      ["e"],
      ["f"],
    ]);
  });

  it("counts nobody for a vacant seat", () => {
    expect(cardsOf([push("a")], () => [])).to.deep.equal([]);
  });

  it("names the minute in which more than 1000 cards are due, and how long they take", () => {
    const at = (count: number) =>
      cardsOf(
        many(count, (each) => ({ unit: `unit-${each}` })),
        byUnit,
      );
    expect(overflows(at(1000))).to.deep.equal([]);
    expect(overflows(at(1001))).to.deep.equal([
      { kind: "minute", at: push("").at, cards: 1001, seconds: 61 },
    ]);
    expect([1, 50, 51, 1000, 1001, 2050].map(secondsFor)).to.deep.equal([1, 1, 2, 20, 61, 121]);
  });

  it("names who is to get more than five cards at once, and more than three on a day", () => {
    const at = (count: number) =>
      cardsOf(
        many(count, () => ({ kind: "task_card" })),
        byUnit,
      );
    expect(overflows(at(3))).to.deep.equal([]);
    expect(overflows(at(4)).map(({ kind }) => kind)).to.deep.equal(["budget"]);
    expect(overflows(at(6)).map(({ kind }) => kind)).to.deep.equal(["second", "budget"]);
  });

  it("does not hold the group to a person's day", () => {
    const digests = many(4, (each) => ({
      kind: "digest",
      unit: null,
      at: new Date(Date.UTC(2021, 5, 21, each)),
    }));
    expect(overflows(cardsOf(digests, byUnit))).to.deep.equal([]);
  });
});
