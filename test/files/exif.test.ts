import { expect } from "chai";
import fc from "fast-check";
import { takenOf } from "../../src/files/exif.ts";
import { kindOf } from "../../src/files/sniff.ts";
import { sizeOf } from "../../src/files/picture.ts";
import { png } from "./bytes.ts";
import { photo } from "./camera.ts";

describe("when a photo was taken", () => {
  it("is what its camera wrote, in either order of bytes", () => {
    const intel = photo("甲", "2021:06:18 09:14:05", "II");
    expect(kindOf(intel)).to.equal("jpeg");
    expect(sizeOf(intel)).to.deep.equal({ width: 1, height: 1 });
    expect(takenOf(intel)).to.equal("2021-06-18 09:14:05");
    expect(takenOf(photo("甲", "2021:06:18 09:14:05"))).to.equal("2021-06-18 09:14:05");
  });

  it("is unknown when the file does not say, or says what no clock shows", () => {
    expect(takenOf(photo("甲"))).to.equal(null);
    expect(takenOf(png(10, 10))).to.equal(null);
    expect(takenOf(photo("甲", "0000:00:00 00:00:00"))).to.equal(null);
    expect(takenOf(photo("甲", "2021:02:30 09:14:05"))).to.equal(null);
    expect(takenOf(photo("甲", "2021-06-18 09:14:05"))).to.equal(null);
  });

  it("never stops a photo from being kept, however broken its bytes are", () => {
    const whole = photo("甲", "2021:06:18 09:14:05");
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.array(fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) }), { maxLength: 6 }),
        (length, changes) => {
          const bytes = Buffer.from(whole);
          for (const { at, byte } of changes) bytes[at] = byte;
          const taken = takenOf(bytes.subarray(0, length));
          return taken === null || /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(taken);
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
