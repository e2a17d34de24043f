import { expect } from "chai";
import { openPulse } from "../../src/pulse.ts";
import { openHouse } from "../house.ts";

const log = { error: () => undefined, warn: () => undefined, info: () => undefined };

describe("a process that stands still", () => {
  it("for more than five seconds is remembered for twenty seconds; a late beat or two is not", () => {
    let now = 0;
    const pulse = openPulse(() => now, log);
    const seen: number[] = [];
    for (const at of [0, 1_000, 2_900, 8_800, 14_900, 15_900, 34_800, 35_000]) {
      now = at;
      pulse.beat();
      seen.push(pulse.stoodStill());
    }
    expect(seen).to.deep.equal([0, 0, 0, 0, 5_100, 5_100, 17_900, 17_900]);
  });

  it("says so before its next beat, and is quiet again when twenty seconds were good", () => {
    let now = 0;
    const pulse = openPulse(() => now, log);
    expect(pulse.stoodStill(), "before its first beat").to.equal(0);
    pulse.beat();
    now = 7_500;
    expect(pulse.stoodStill()).to.equal(6_500);
    for (; now < 26_400; now += 1_000) pulse.beat();
    expect(pulse.stoodStill()).to.equal(6_500);
    for (; now < 29_000; now += 1_000) pulse.beat();
    expect(pulse.stoodStill()).to.equal(0);
  });

  it("is not ready afterwards, and tells the operator where to look", async () => {
    await using house = await openHouse({ log });
    const ready = async () => {
      const answer = await fetch(new URL("/readyz", house.url));
      return { status: answer.status, said: await answer.text() };
    };
    expect(await ready()).to.include({ status: 200 });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 6_500);
    const { status, said } = await ready();
    expect(status).to.equal(503);
    expect(said).to.match(/程序停顿了 [5-9] 秒/);
  });
});
