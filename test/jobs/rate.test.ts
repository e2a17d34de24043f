import { expect } from "chai";
import { openRate } from "../../src/jobs/rate.ts";

const SECOND_MS = 1_000;
const start = new Date("2021-06-18T01:00:00Z").getTime();
const at = (ms: number) => new Date(start + ms);

/** Sends to one after another of many, each as soon as it may; when each left, in milliseconds since the start. */
function sendFor(seconds: number, priority = 1, rate = openRate()): number[] {
  const left: number[] = [];
  for (let now = 0; ;) {
    const target = `t${left.length % 97}`;
    now += rate.waitFor(target, at(now), priority);
    if (now >= seconds * SECOND_MS) return left;
    rate.count(target, at(now));
    left.push(now);
  }
}

describe("a lane's pace", () => {
  it("is fifty in any second and a thousand in any minute, never more, and nearly all of them", () => {
    const left = sendFor(180);
    for (const [nth, now] of left.entries()) {
      expect(now - (left[nth - 50] ?? -Infinity)).to.be.above(SECOND_MS);
      expect(now - (left[nth - 1_000] ?? -Infinity)).to.be.above(60 * SECOND_MS);
    }
    expect(left.length).to.be.within(2_910, 3_000);
  });

  it("is four fifths of that for notices, so that an answer finds room at once", () => {
    const rate = openRate();
    const left = sendFor(60, 3, rate);
    expect(left).to.have.lengthOf(800);
    const full = at(left.at(-1)! + 2 * SECOND_MS);
    expect(rate.waitFor("somebody", full, 3)).to.be.above(10 * SECOND_MS);
    expect(rate.waitFor("somebody", full, 0)).to.equal(0);
  });

  it("is halved by a refusal once, however many were under way with it, and whole again after ten quiet minutes", () => {
    const rate = openRate();
    for (const ms of [0, 50, 300]) rate.slowDown(SECOND_MS, at(ms));
    const inOneSecond = (from: number) => {
      let left = 0;
      for (; rate.waitFor(`t${left}`, at(from)) === 0; left += 1) rate.count(`t${left}`, at(from));
      return left;
    };
    expect(rate.waitFor("t", at(500)), "what Feishu asked for").to.equal(800);
    expect(inOneSecond(10 * SECOND_MS)).to.equal(25);
    rate.slowDown(SECOND_MS, at(20 * SECOND_MS));
    expect(inOneSecond(30 * SECOND_MS), "a second refusal").to.equal(12);
    expect(inOneSecond(15 * 60 * SECOND_MS)).to.equal(50);
  });

  it("in an outage is one request at a time and at longer and longer intervals, until Feishu answers", () => {
    const rate = openRate();
    expect(rate.atOnce()).to.equal(8);
    for (let unheard = 0; unheard < 7; unheard += 1) rate.unheard(at(0));
    expect({ atOnce: rate.atOnce(), wait: rate.waitFor("t", at(0)) }).to.deep.equal({ atOnce: 8, wait: 0 });
    const waits = [0, 100_000, 200_000, 300_000].map((now) => {
      rate.unheard(at(now));
      return rate.waitFor("t", at(now));
    });
    expect(rate.atOnce()).to.equal(1);
    expect(waits).to.deep.equal([1_000, 2_000, 4_000, 8_000]);
    rate.heard();
    expect(rate.atOnce()).to.equal(8);
  });
});
