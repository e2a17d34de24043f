import { expect } from "chai";
import { InboxTable } from "../../src/jobs/inbox.ts";
import { openHouse } from "../house.ts";
import { openChance } from "../sim/chance.ts";
import { fuzzGate } from "./gate.ts";
import { genuine, MUTATIONS } from "./mutations.ts";

describe("the gate under mutated requests", () => {
  it("lets none of 20 000 in, falls over none, and lets every genuine one in", () => {
    const { genuine: passed, let_in: letIn, crashes, longest_ms: longest } = fuzzGate(20_000, 7);
    expect({ passed, letIn, crashes }).to.deep.equal({ passed: 400, letIn: 0, crashes: 0 });
    expect(longest).to.be.below(1_000);
  }).timeout(60_000);

  it("answers 500 of them over HTTP with a refusal, and keeps nothing", async () => {
    await using house = await openHouse();
    const chance = openChance(11);
    const statuses = new Set<number>();
    for (let at = 0; at < 500; at += 1) {
      const mutation = chance.pick(MUTATIONS)!;
      const { raw, timestamp, nonce, signature } = mutation(
        genuine(chance, house.clock.now(), at),
        chance,
        house.clock.now(),
      );
      const headers = {
        "content-type": "application/json",
        "x-lark-request-timestamp": timestamp,
        "x-lark-request-nonce": encodeURIComponent(nonce),
        "x-lark-signature": encodeURIComponent(signature),
      };
      const { status } = await fetch(house.url, { method: "POST", headers, body: raw });
      statuses.add(status);
    }
    expect([...statuses].toSorted((one, other) => one - other)).to.deep.equal([400, 401]);
    expect(await house.app.db.getRepository(InboxTable).count()).to.equal(0);
  }).timeout(60_000);
});
