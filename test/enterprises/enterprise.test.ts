import { readFileSync } from "node:fs";
import { expect } from "chai";
import { z } from "zod";
import { codeTyped, isUsci, lookupOf, looksLikeUsci } from "../../src/enterprises/enterprise.ts";

const Vectors = z.object({
  valid: z.array(z.string()),
  invalid: z.array(z.object({ value: z.string(), why: z.string() })),
});
const vectors = Vectors.parse(JSON.parse(readFileSync("test/enterprises/usci.json", "utf8")));

describe("an enterprise's code and name", () => {
  for (const code of vectors.valid)
    it(`${code} is a code that checks`, () => expect(isUsci(code)).to.equal(true));

  for (const { value, why } of vectors.invalid)
    it(`${value} is not: ${why}`, () => expect(isUsci(value)).to.equal(false));

  it("a code may be typed full-width, with spaces and in small letters", () => {
    expect(codeTyped(" １１３２０４１１ 01440t7p3l ")).to.equal("1132041101440T7P3L");
    expect(isUsci(codeTyped("1132041101440t7p3l"))).to.equal(true);
    expect(looksLikeUsci("91320411 ma1tex 0011")).to.equal(true);
    expect(looksLikeUsci("甲中学")).to.equal(false);
  });

  it("spellings of one name are one name: full-width signs, brackets, spaces, dots", () => {
    const name = lookupOf("甲（河海）新材料·ＡＢＣ有限公司");
    expect(lookupOf("甲(河海) 新材料abc有限公司")).to.equal(name);
    expect(lookupOf("甲河海新材料 A.B.C 有限公司")).to.equal(name);
    expect(lookupOf("乙（河海）新材料ABC有限公司")).to.not.equal(name);
  });
});
