import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import { isDeep } from "../../src/bot/depth.ts";
import { openGate } from "../../src/bot/gate.ts";
import { stoppedClock } from "../../src/clock.ts";
import { decrypt, encrypt, isSigned, signatureOf } from "../../src/feishu/signature.ts";

const KEY = "gate-encrypt-key";
const TOKEN = "gate-verification-token";
const APP = "cli_a0b1c2d3e4f50617";
const now = new Date("2021-06-18T01:00:00Z");
const gate = openGate({
  encryptKeys: ["next-key", KEY],
  verificationTokens: [TOKEN],
  appId: APP,
  clock: stoppedClock(now),
});

const event = (more: object = {}, type = "im.message.receive_v1") => ({
  schema: "2.0",
  header: { event_id: "e1", event_type: type, token: TOKEN, app_id: APP, ...more },
  event: { text: "隐患" },
});

type Options = {
  key?: string;
  ageMs?: number;
  sign?: (raw: Buffer, timestamp: string) => string;
  raw?: Buffer;
};

function posted(body: unknown, { key = KEY, ageMs = 0, sign, raw }: Options = {}) {
  const bytes =
    raw ?? Buffer.from(JSON.stringify({ encrypt: encrypt(JSON.stringify(body), key, randomBytes(16)) }));
  const timestamp = String(Math.floor((now.getTime() - ageMs) / 1000));
  const signature = sign ? sign(bytes, timestamp) : signatureOf(timestamp, "nonce", key, bytes);
  return {
    raw: bytes,
    headers: {
      "x-lark-request-timestamp": timestamp,
      "x-lark-request-nonce": "nonce",
      "x-lark-signature": signature,
    },
  };
}

const MINUTE = 60_000;

describe("the gate", () => {
  it("lets through what Feishu signed with either of two live keys, bytes as they came", () => {
    expect(gate(posted(event()))).to.deep.equal({
      kind: "authentic",
      envelope: { eventId: "e1", type: "im.message.receive_v1", body: { text: "隐患" } },
    });
    expect(gate(posted(event(), { key: "next-key" })).kind).to.equal("authentic");
  });

  it("decrypts Feishu's own example", () => {
    expect(decrypt("P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=", ["test key"])).to.equal("hello world");
  });

  it("signs over the bytes, so that pretty-printed JSON is as good as any", () => {
    const raw = Buffer.from(
      JSON.stringify({ encrypt: encrypt(JSON.stringify(event()), KEY, randomBytes(16)) }, null, 2),
    );
    expect(gate(posted(null, { raw })).kind).to.equal("authentic");
  });

  it("answers the address check only after decryption and token, signed or not", () => {
    const check = { type: "url_verification", challenge: "c1", token: TOKEN };
    const { raw } = posted(check);
    expect(gate({ raw, headers: {} })).to.deep.equal({ kind: "challenge", challenge: "c1" });
    expect(gate({ raw: posted({ ...check, token: "other" }).raw, headers: {} })).to.deep.include({
      status: 401,
    });
    expect(gate({ raw: Buffer.from(JSON.stringify(check)), headers: {} })).to.deep.include({ status: 400 });
  });

  it("refuses what is unsigned, altered, of another app or another token", () => {
    expect(gate({ raw: posted(event()).raw, headers: {} })).to.deep.include({
      status: 401,
      reason: "signature",
    });
    const { raw, headers } = posted(event());
    expect(gate({ raw: Buffer.concat([raw, Buffer.from(" ")]), headers })).to.deep.include({
      status: 401,
      reason: "signature",
    });
    expect(gate(posted(event({ app_id: "cli_other" })))).to.deep.include({ status: 401, reason: "app" });
    expect(gate(posted(event({ token: "other" })))).to.deep.include({ status: 401, reason: "token" });
    expect(gate(posted(event(), { key: "foreign-key" }))).to.deep.include({
      status: 401,
      reason: "signature",
    });
  });

  it("refuses what no key opens: 400 when nobody signed it or we did, 401 when a stranger did", () => {
    const raw = Buffer.from(JSON.stringify({ encrypt: "AAAA" }));
    expect(gate({ raw, headers: {} })).to.deep.include({ status: 400, reason: "cipher" });
    expect(gate(posted(null, { raw }))).to.deep.include({ status: 400, reason: "cipher" });
    expect(gate(posted(null, { raw, sign: () => "0".repeat(64) }))).to.deep.include({ status: 401 });
  });

  it("refuses plain text, also beside a cipher, and old card callbacks", () => {
    expect(gate(posted(null, { raw: Buffer.from(JSON.stringify(event())) }))).to.deep.include({
      status: 400,
    });
    const sealed = { encrypt: encrypt(JSON.stringify(event()), KEY, randomBytes(16)), schema: "2.0" };
    expect(gate(posted(null, { raw: Buffer.from(JSON.stringify(sealed)) }))).to.deep.include({ status: 400 });
    expect(gate(posted({ open_id: "ou_1", token: TOKEN, action: {} }))).to.deep.include({ status: 400 });
  });

  it("takes events for eight hours, clicks for ten minutes, and nothing from further ahead than five minutes", () => {
    const click = event({}, "card.action.trigger");
    expect(gate(posted(event(), { ageMs: 479 * MINUTE })).kind).to.equal("authentic");
    expect(gate(posted(event(), { ageMs: 481 * MINUTE }))).to.deep.include({ status: 401, reason: "time" });
    expect(gate(posted(click, { ageMs: 9 * MINUTE })).kind).to.equal("authentic");
    expect(gate(posted(click, { ageMs: 11 * MINUTE }))).to.deep.include({ status: 401, reason: "time" });
    expect(gate(posted(event(), { ageMs: -4 * MINUTE })).kind).to.equal("authentic");
    expect(gate(posted(event(), { ageMs: -6 * MINUTE }))).to.deep.include({ status: 401, reason: "time" });
  });

  it("takes an event of the older form under its uuid", () => {
    const told = JSON.parse(readFileSync("test/feishu/fixtures/p2p_chat_create.v1_event.json", "utf8"));
    expect(gate(posted({ ...told, token: TOKEN }))).to.deep.include({
      kind: "authentic",
      envelope: { eventId: told.uuid, type: "p2p_chat_create", body: told.event },
    });
    expect(gate(posted(told))).to.deep.include({ status: 401, reason: "token" });
  });

  it("refuses JSON that is deeper than anything Feishu sends, without parsing it", () => {
    expect(isDeep("[".repeat(10_000))).to.equal(true);
    expect(isDeep(JSON.stringify({ text: "[".repeat(100) }))).to.equal(false);
    expect(gate(posted(null, { raw: Buffer.from("[".repeat(100_000)) }))).to.deep.include({ status: 400 });
  });

  it("never lets a changed byte pass, and never fails on one", () => {
    const { raw, headers } = posted(event());
    fc.assert(
      fc.property(fc.nat(raw.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const altered = Buffer.from(raw);
        altered[at] = altered[at]! ^ change;
        expect(gate({ raw: altered, headers }).kind).to.equal("refused");
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        (bytes) => gate({ raw: Buffer.from(bytes), headers }).kind === "refused",
      ),
      { numRuns: 500 },
    );
  });

  describe("while keys and tokens are rotated", () => {
    const rotating = openGate({
      encryptKeys: ["new-key", "old-key"],
      verificationTokens: ["new-token", "old-token"],
      appId: APP,
      clock: stoppedClock(now),
    });
    const check = (token: string) => ({ type: "url_verification", challenge: "c1", token });

    for (const key of ["new-key", "old-key"]) {
      for (const token of ["new-token", "old-token"]) {
        it(`takes a push and the address check under the ${key} with the ${token}`, () => {
          expect(rotating(posted(event({ token }), { key })).kind).to.equal("authentic");
          const { raw } = posted(check(token), { key });
          expect(rotating({ raw, headers: {} })).to.deep.equal({ kind: "challenge", challenge: "c1" });
        });
      }
    }

    it("refuses a third key or token, for pushes and the address check alike", () => {
      const token = "old-token";
      expect(rotating(posted(event({ token }), { key: "older-key" }))).to.deep.include({
        status: 401,
        reason: "signature",
      });
      expect(rotating(posted(event({ token: "older-token" }), { key: "old-key" }))).to.deep.include({
        status: 401,
        reason: "token",
      });
      const foreign = posted(check(token), { key: "older-key" });
      expect(rotating({ raw: foreign.raw, headers: {} })).to.deep.include({ status: 400, reason: "cipher" });
      const stale = posted(check("older-token"), { key: "old-key" });
      expect(rotating({ raw: stale.raw, headers: {} })).to.deep.include({ status: 401, reason: "token" });
    });

    it("takes every push under the second key, also one that the first key opens to noise", () => {
      for (let nth = 0; nth < 2_000; nth += 1) {
        expect(rotating(posted(event({ token: "old-token" }), { key: "old-key" })).kind).to.equal(
          "authentic",
        );
      }
    });

    it("does not take what a live key sealed under a retired key's signature", () => {
      const sign = (raw: Buffer, timestamp: string) => signatureOf(timestamp, "nonce", "older-key", raw);
      expect(rotating(posted(event({ token: "new-token" }), { key: "new-key", sign }))).to.deep.include({
        status: 401,
        reason: "signature",
      });
    });
  });

  describe("with a tenant named in the settings", () => {
    const ours = openGate({
      encryptKeys: [KEY],
      verificationTokens: [TOKEN],
      appId: APP,
      tenantKey: "2ca1d211f64f6438",
      clock: stoppedClock(now),
    });
    const old = (tenant: object) => ({
      uuid: "u1",
      token: TOKEN,
      type: "event_callback",
      event: { type: "p2p_chat_create", app_id: APP, ...tenant },
    });

    it("takes what this tenant sends, in either form", () => {
      expect(ours(posted(event({ tenant_key: "2ca1d211f64f6438" }))).kind).to.equal("authentic");
      expect(ours(posted(old({ tenant_key: "2ca1d211f64f6438" }))).kind).to.equal("authentic");
    });

    it("refuses another tenant, one that does not say, and a press from another tenant", () => {
      const refusal = { kind: "refused", status: 401, reason: "tenant" };
      expect(ours(posted(event({ tenant_key: "736588c9260f175d" })))).to.deep.equal(refusal);
      expect(ours(posted(event({ tenant_key: "736588c9260f175d" }, "card.action.trigger")))).to.deep.equal(
        refusal,
      );
      expect(ours(posted(event()))).to.deep.equal(refusal);
      expect(ours(posted(old({ tenant_key: "736588c9260f175d" })))).to.deep.equal(refusal);
      expect(ours(posted(old({})))).to.deep.equal(refusal);
    });

    it("takes every tenant of the app when none is named", () => {
      expect(gate(posted(event({ tenant_key: "736588c9260f175d" }))).kind).to.equal("authentic");
    });
  });

  it("compares every key, so that no key's place can be told from the time it takes", () => {
    const raw = Buffer.from("{}");
    const signature = signatureOf("1", "n", KEY, raw);
    expect(isSigned({ timestamp: "1", nonce: "n", signature, raw }, ["a", KEY])).to.equal(true);
    expect(isSigned({ timestamp: "1", nonce: "n", signature: "", raw }, ["a", KEY])).to.equal(false);
  });
});
