import { createHash } from "node:crypto";
import { encrypt, signatureOf } from "../../src/feishu/signature.ts";
import { APP } from "../house.ts";
import type { Chance } from "../sim/chance.ts";

/** One request as it arrives at the gate. */
export type Request = { raw: Buffer; timestamp: string; nonce: string; signature: string };

const CARD = { schema: "2.0", header: { event_id: "e", event_type: "card.action.trigger" } };
const WORDS = ["甲中学", "<at id=all></at>", "\ud83d\ude00", "__proto__", "\\u0000", "a".repeat(300)];
const KEYS = ["", "wrong-key", APP.encryptKey.toUpperCase(), `${APP.encryptKey} `];

/** A push as Feishu makes it. */
export function genuine(chance: Chance, now: Date, at: number): Request {
  const { appId: app_id, verificationToken: token } = APP;
  const header = { ...CARD.header, event_id: `fuzz-${at}`, token, app_id };
  const type = chance.is(0.5) ? CARD.header.event_type : "im.message.receive_v1";
  const event = { text: chance.pick(WORDS), more: { deep: [{ er: chance.next() }] } };
  return signed({ schema: "2.0", header: { ...header, event_type: type }, event }, now, chance);
}

export function signed(told: unknown, now: Date, chance: Chance, key = APP.encryptKey): Request {
  const iv = createHash("md5").update(String(chance.next())).digest();
  const raw = Buffer.from(JSON.stringify({ encrypt: encrypt(JSON.stringify(told), key, iv) }));
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const nonce = String(chance.below(1e9));
  return { raw, timestamp, nonce, signature: signatureOf(timestamp, nonce, key, raw) };
}

type Mutation = (request: Request, chance: Chance, now: Date) => Request;

const flipped = (bytes: Buffer, chance: Chance): Buffer => {
  const changed = Buffer.from(bytes);
  const at = chance.below(changed.length);
  changed[at] = (changed[at] ?? 0) ^ (1 << chance.below(8));
  return changed;
};
const text = (value: string, chance: Chance): string =>
  flipped(Buffer.from(value || "0"), chance).toString("latin1");

/** What nobody but Feishu may get through the gate with. */
export const MUTATIONS: readonly Mutation[] = [
  (request, chance) => ({ ...request, raw: flipped(request.raw, chance) }),
  (request, chance) => ({ ...request, raw: request.raw.subarray(0, chance.below(request.raw.length)) }),
  (request, chance) => ({
    ...request,
    raw: Buffer.concat([request.raw, Buffer.from(" ".repeat(1 + chance.below(3)))]),
  }),
  (request, chance) => ({ ...request, signature: text(request.signature, chance) }),
  (request) => ({ ...request, signature: "" }),
  (request) => ({ ...request, signature: request.signature.toUpperCase() }),
  (request, chance) => ({ ...request, nonce: text(request.nonce, chance) }),
  (request, chance) => ({ ...request, timestamp: String(Number(request.timestamp) + 1 + chance.below(1e6)) }),
  (_request, chance, now) => genuine(chance, new Date(now.getTime() - 9 * 3_600_000 - chance.below(3e9)), 1),
  (_request, chance, now) => genuine(chance, new Date(now.getTime() + 6 * 60_000 + chance.below(3e9)), 1),
  (_request, chance, now) => signed({ ...CARD, event: {} }, now, chance, chance.pick(KEYS) || "k"),
  (_request, chance, now) =>
    signed(
      { ...CARD, header: { ...CARD.header, token: "guess", app_id: APP.appId }, event: {} },
      now,
      chance,
    ),
  (_request, chance, now) =>
    signed(
      { ...CARD, header: { ...CARD.header, token: APP.verificationToken, app_id: "cli_foreign" }, event: {} },
      now,
      chance,
    ),
  (request) => {
    const body: object = JSON.parse(request.raw.toString());
    const raw = Buffer.from(JSON.stringify({ ...body, ...CARD, token: APP.verificationToken }));
    return { ...request, raw, signature: signatureOf(request.timestamp, request.nonce, APP.encryptKey, raw) };
  },
  (request) => {
    const raw = Buffer.from(
      JSON.stringify({ ...CARD, header: { ...CARD.header, token: APP.verificationToken } }),
    );
    return { ...request, raw, signature: signatureOf(request.timestamp, request.nonce, APP.encryptKey, raw) };
  },
  (_request, chance, now) => signed("[".repeat(33 + chance.below(500)), now, chance),
  (request, chance) => {
    const raw = Buffer.from(JSON.stringify({ encrypt: "A".repeat(chance.below(200)) }));
    return { ...request, raw, signature: signatureOf(request.timestamp, request.nonce, APP.encryptKey, raw) };
  },
  (request, chance) => ({
    ...request,
    raw: Buffer.from(Array.from({ length: chance.below(400) }, () => chance.below(256))),
  }),
];
