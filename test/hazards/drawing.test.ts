import { expect } from "chai";
import fc from "fast-check";
import { drawn } from "../../src/hazards/drawing.ts";
import type { Grade } from "../../src/hazards/hazard.ts";

const hazards = (count: number, grade: Grade = "general", name = "g") =>
  Array.from({ length: count }, (_, at) => ({ id: `${name}${at}`, grade }));

describe("which closed hazards are looked at again (回头看)", () => {
  it("are every major one and the rule's share of the general ones, at least one when there is any", () => {
    const all = [...hazards(25), ...hazards(2, "major", "m")];
    const lots = drawn(all, "seed", 10);
    expect(lots.filter((id) => id.startsWith("m"))).to.deep.equal(["m0", "m1"]);
    expect(lots.filter((id) => id.startsWith("g"))).to.have.length(3);
    expect(drawn(hazards(1), "seed", 10)).to.have.length(1);
    expect(drawn(hazards(5), "seed", 0)).to.deep.equal([]);
    expect(drawn([], "seed", 10)).to.deep.equal([]);
  });

  it("are the same for the same seed in whatever order they come, never one twice; another seed draws others", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(60), fc.nat(100), fc.nat(), (seed, count, percent, turn) => {
        const all = [...hazards(count), ...hazards(3, "major", "m")];
        const at = turn % all.length;
        const lots = drawn(all, seed, percent);
        expect(drawn([...all.slice(at), ...all.slice(0, at)].toReversed(), seed, percent)).to.deep.equal(
          lots,
        );
        expect(new Set(lots).size).to.equal(lots.length);
      }),
    );
    const seeds = Array.from({ length: 20 }, (_, at) => drawn(hazards(100), `seed ${at}`, 10).join());
    expect(new Set(seeds).size).to.equal(20);
  });

  it("fall on each with the same chance", () => {
    const times = new Map<string, number>();
    for (let seed = 0; seed < 2_000; seed += 1)
      for (const id of drawn(hazards(20), `seed ${seed}`, 10)) times.set(id, (times.get(id) ?? 0) + 1);
    expect(Math.min(...times.values())).to.be.above(140);
    expect(Math.max(...times.values())).to.be.below(260);
  });
});
