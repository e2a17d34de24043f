import { expect } from "chai";
import { idemKeyOf } from "../../src/jobs/idem-key.ts";

const PERSON = { person: "0179f0c2-0000-7000-8000-000000000001" };
const SUBJECT = "hazard:0179f0c2-0000-7000-8000-000000000002";
const LONG = `moved:${"2021-06-18,".repeat(20)}`;

describe("what makes a post the same one", () => {
  it("is its subject, its receiver and its intent, readable as long as they fit", () => {
    expect(idemKeyOf(PERSON, "task:1", { key: "issued" })).to.equal(`task:1|${PERSON.person}|issued`);
    expect(idemKeyOf({ chat: "oc_1" }, "task:1", { key: "issued" })).to.equal("task:1|oc_1|issued");
  });

  it("fits its column however long the intent is, and two long ones that end differently stay two", () => {
    const [one, other] = [`${LONG}1`, `${LONG}2`].map((key) => idemKeyOf(PERSON, SUBJECT, { key }));
    for (const key of [one, other]) expect(key).to.have.lengthOf.within(1, 160);
    expect(one).to.not.equal(other);
    expect(one).to.equal(idemKeyOf(PERSON, SUBJECT, { key: `${LONG}1` }));
  });
});
