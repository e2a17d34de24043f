import { readFileSync } from "node:fs";
import { expect } from "chai";
import { z } from "zod";
import { openGate } from "../../src/bot/gate.ts";
import { stoppedClock } from "../../src/clock.ts";
import { decrypt, encrypt, signatureOf } from "../../src/feishu/signature.ts";

const Vector = z.object({
  name: z.string(),
  timestamp: z.string(),
  nonce: z.string(),
  raw_body: z.string(),
  signature: z.string(),
  plaintext: z.unknown().optional(),
  own_verifier: z.enum(["accept", "reject"]).optional(),
});
const Vectors = z.object({
  encrypt_key: z.string(),
  verification_token: z.string(),
  vectors: z.array(Vector),
  negative: z.array(Vector),
  old_card_callback: Vector.partial({ name: true }),
});
type Vector = z.infer<typeof Vector>;

const known = Vectors.parse(JSON.parse(readFileSync("test/feishu/fixtures/signature_vectors.json", "utf8")));
const key = known.encrypt_key;
const gate = openGate({
  encryptKeys: [key],
  verificationTokens: [known.verification_token],
  appId: "cli_a0b1c2d3e4f50617",
  clock: stoppedClock(new Date(1_767_600_060_000)),
});
const asked = ({ raw_body, timestamp, nonce, signature }: Omit<Vector, "name">) =>
  gate({
    raw: Buffer.from(raw_body),
    headers: {
      "x-lark-request-timestamp": timestamp,
      "x-lark-request-nonce": nonce,
      "x-lark-signature": signature,
    },
  });
const sealedIn = (raw: string) => z.object({ encrypt: z.string() }).safeParse(JSON.parse(raw)).data?.encrypt;

describe("Feishu's signature and cipher", () => {
  for (const vector of known.vectors) {
    it(`agrees on: ${vector.name}`, () => {
      const { timestamp, nonce, raw_body, signature, plaintext } = vector;
      expect(signatureOf(timestamp, nonce, key, Buffer.from(raw_body))).to.equal(signature);
      const sealed = sealedIn(raw_body);
      if (sealed) expect(JSON.parse(decrypt(sealed, ["another", key])!)).to.deep.equal(plaintext);
      const passes = sealed ? ["challenge", "authentic"] : ["refused"];
      expect(passes).to.include(asked(vector).kind);
    });
  }

  it("a signature of another body, and one of 2001, are refused as unsigned", () => {
    const rejected = known.negative.filter(({ own_verifier }) => own_verifier === "reject");
    expect(rejected.map((each) => asked(each))).to.deep.equal([
      { kind: "refused", status: 401, reason: "signature" },
      { kind: "refused", status: 401, reason: "time" },
    ]);
  });

  it("an old card callback, which anybody can write who knows the token, is refused", () => {
    expect(asked(known.old_card_callback)).to.deep.equal({ kind: "refused", status: 400, reason: "form" });
  });

  it("what we seal, the same key opens and no other", () => {
    const sealed = encrypt("隐患〔2021〕0012号", key, Buffer.alloc(16, 7));
    expect(decrypt(sealed, [key])).to.equal("隐患〔2021〕0012号");
    expect(decrypt(sealed, ["another"])).to.not.equal("隐患〔2021〕0012号");
    expect(decrypt("AAAA", [key])).to.equal(null);
  });
});
