import { createHash } from "node:crypto";
import { expect } from "chai";
import { encrypt, signatureOf } from "../../src/feishu/signature.ts";
import { InboxTable } from "../../src/jobs/inbox.ts";
import { APP, openHouse, type House } from "../house.ts";

const iv = createHash("md5").update("iv").digest();

/** Something that only Feishu could have sent, whatever it says. */
async function push(house: House, told: object): Promise<number> {
  const raw = Buffer.from(JSON.stringify({ encrypt: encrypt(JSON.stringify(told), APP.encryptKey, iv) }));
  const timestamp = String(Math.floor(house.clock.now().getTime() / 1_000));
  const signature = signatureOf(timestamp, "n", APP.encryptKey, raw);
  const { status } = await fetch(house.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-lark-request-timestamp": timestamp,
      "x-lark-request-nonce": "n",
      "x-lark-signature": signature,
    },
    body: raw,
  });
  return status;
}

describe("a push that is Feishu's own and that we do not understand", () => {
  const header = { token: APP.verificationToken, app_id: APP.appId };

  it("is kept and answered 200, so that ordered events behind it come", async () => {
    await using house = await openHouse();
    const kinds = [
      { schema: "2.0", header: { ...header, event_id: "e1", event_type: "im.something.new_v9" }, event: 7 },
      { schema: "2.0", header: { ...header, event_id: 12, event_type: null }, event: {} },
      {
        schema: "2.0",
        header: { ...header, event_id: "e3", event_type: "im.message.receive_v1" },
        event: {},
      },
      { schema: "2.0", header: { ...header, event_id: "e4", event_type: "card.action.trigger" }, event: [] },
      {
        uuid: "u1",
        token: APP.verificationToken,
        type: "event_callback",
        event: { type: 5, app_id: APP.appId },
      },
    ];
    for (const told of kinds) expect(await push(house, told)).to.equal(200);
    const kept = await house.app.db.getRepository(InboxTable).find();
    expect(kept).to.have.lengthOf(kinds.length);
    await house.drain();
    const states = (await house.app.db.getRepository(InboxTable).find()).map(({ state }) => state);
    expect(new Set(states)).to.deep.equal(new Set(["done"]));
  });

  it("is refused all the same without the token, or for another app", async () => {
    await using house = await openHouse();
    const event = { event_id: "e1", event_type: "x" };
    expect(await push(house, { schema: "2.0", header: { ...header, ...event, token: "no" } })).to.equal(401);
    expect(await push(house, { schema: "2.0", header: { ...header, ...event, app_id: "cli_x" } })).to.equal(
      401,
    );
    expect(await push(house, { hello: "world" })).to.equal(400);
    expect(await house.app.db.getRepository(InboxTable).count()).to.equal(0);
  });
});
