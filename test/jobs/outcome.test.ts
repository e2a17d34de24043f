import { expect } from "chai";
import fc from "fast-check";
import { outcomeOf, type Failure } from "../../src/jobs/outcome.ts";
import type { OutboxRow } from "../../src/jobs/outbox-table.ts";
import { uuidOf } from "../../src/jobs/outbox.ts";
import { openRate } from "../../src/jobs/rate.ts";

const now = new Date("2021-06-18T01:00:00Z");
const row: OutboxRow = {
  id: "017a1c86-4740-7000-8004-1c982ec7fded",
  districtId: "d",
  campaign: "c",
  idemKey: "task:1|p|issued",
  personId: "p",
  chatId: null,
  subject: "task:1",
  frozen: null,
  priority: 1,
  state: "waiting",
  want: 1,
  shown: 0,
  superseded: false,
  openForm: null,
  shownForm: null,
  shownCount: null,
  shownAt: null,
  visibleAt: 0,
  token: "t",
  attempts: 0,
  firstTriedAt: null,
  generation: 0,
  messageId: null,
  sentAt: null,
  reason: null,
  trouble: null,
  toldAt: null,
  ringsOn: null,
  urgent: null,
  createdAt: now,
};
const after = (failure: Partial<Failure> & Pick<Failure, "class">, attempts = 1) =>
  outcomeOf({ code: 1, message: "", ...failure }, attempts, row, now);

describe("a card that was not taken", () => {
  it("waits as long as Feishu says, and is not counted against itself", () => {
    expect(after({ class: "wait", code: 99991400, retryAfterMs: 7_000 })).to.deep.equal({
      visibleAt: now.getTime() + 7_000,
      attempts: 0,
    });
  });

  it("is tried again after 1, 2, 4 … seconds, at most five minutes and a quarter more", () => {
    const waits = [1, 2, 3, 10].map(
      (attempts) => Number(after({ class: "again", code: 0 }, attempts).visibleAt) - now.getTime(),
    );
    expect(waits[0]).to.be.within(1_000, 1_250);
    expect(waits[1]).to.be.within(2_000, 2_500);
    expect(waits[2]).to.be.within(4_000, 5_000);
    expect(waits[3]).to.be.within(300_000, 375_000);
  });

  it("in an outage is never given up; with a code that stays, or a card that cannot be drawn, it is parked for a person", () => {
    expect(after({ class: "again", code: 0 }, 100).state).to.equal(undefined);
    expect(after({ class: "again", code: 4242 }, 8).state).to.equal("parked");
    expect(after({ class: "again", code: -1 }, 8)).to.include({ state: "parked" });
  });

  it("says in words what the operator can do when the group or the person is gone", () => {
    expect(after({ class: "place", code: 230002 }).reason).to.include("请把机器人加回群");
    expect(after({ class: "person", code: 230013 }).reason).to.include("应用可用范围");
  });

  it("that is too old to change is retired, not sent anew by itself", () => {
    expect(after({ class: "message", code: 230031 })).to.deep.equal({ state: "sent", superseded: true });
    expect(after({ class: "message", code: 230011 }).state).to.equal("parked");
  });
});

describe("the sender's pace", () => {
  it("never passes five a second to one, fifty a second or a thousand a minute in all, and uses most of it", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 200, maxLength: 400 }), (targets) => {
        const rate = openRate();
        const sent: { at: number; target: string }[] = [];
        let at = now.getTime();
        for (const each of targets) {
          const target = `t${each}`;
          at += rate.waitFor(target, new Date(at));
          expect(rate.waitFor(target, new Date(at))).to.equal(0);
          rate.count(target, new Date(at));
          sent.push({ at, target });
        }
        for (const { at: end, target } of sent) {
          const within = (ms: number) => sent.filter((each) => each.at > end - ms && each.at <= end);
          expect(within(1_000).filter((each) => each.target === target).length).to.be.at.most(5);
          expect(within(1_000).length).to.be.at.most(50);
          expect(within(60_000).length).to.be.at.most(1_000);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("holds everybody when the lane is full, one target when only that one is", () => {
    const rate = openRate();
    rate.holdTarget("a", 3_000, now);
    expect(rate.waitFor("a", now)).to.equal(3_000);
    expect(rate.waitFor("b", now)).to.equal(0);
    rate.hold(5_000, now);
    expect(rate.waitFor("b", now)).to.equal(5_000);
  });
});

describe("a message's uuid", () => {
  it("is the same for one intent whoever sends it, another for another, and short enough", () => {
    expect(uuidOf("digest:2021-06-18|oc", 0)).to.equal(uuidOf("digest:2021-06-18|oc", 0));
    expect(uuidOf("digest:2021-06-18|oc", 1)).to.not.equal(uuidOf("digest:2021-06-18|oc", 0));
    expect(uuidOf("x".repeat(500), 0).length).to.be.at.most(50);
  });
});
