import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import { decrypt, isSigned } from "../feishu/signature.ts";
import { isDeep } from "./depth.ts";

const MINUTE_MS = 60_000;
const EVENT_WINDOW_MS = 8 * 60 * MINUTE_MS;
const CLICK_WINDOW_MS = 10 * MINUTE_MS;
const FUTURE_MS = 5 * MINUTE_MS;

/** The type of a push that is Feishu's and that we do not understand: it is kept, and nothing is done about it. */
const UNREAD = "unread";

/** One thing that Feishu told us, whichever way it came. */
export type Envelope = { eventId: string; type: string; body: unknown };

export type Verdict =
  | { kind: "challenge"; challenge: string }
  | { kind: "authentic"; envelope: Envelope }
  | { kind: "refused"; status: 400 | 401; reason: string };

export type Gate = (request: { raw: Buffer; headers: IncomingHttpHeaders }) => Verdict;

export type GateParts = {
  /** One or two live keys: they are rotated without a gap. */
  encryptKeys: readonly string[];
  verificationTokens: readonly string[];
  appId: string;
  /** When given, only this tenant is let in. */
  tenantKey?: string | undefined;
  clock: Clock;
};

const Sealed = z.strictObject({ encrypt: z.string().min(1) });
const Challenge = z.object({ type: z.literal("url_verification"), challenge: z.string(), token: z.string() });
const Id = z.string().min(1).max(120);
/** What proves that a push is Feishu's, in either of its two envelopes. */
const Second = z.object({
  schema: z.literal("2.0"),
  header: z.object({
    token: z.string(),
    app_id: z.string(),
    tenant_key: z.string().optional(),
    event_id: Id.optional().catch(undefined),
    event_type: z.string().max(120).catch(UNREAD),
  }),
  event: z.unknown().optional(),
});
const First = z.object({
  uuid: Id.optional().catch(undefined),
  token: z.string(),
  type: z.literal("event_callback"),
  event: z.looseObject({
    type: z.string().catch(UNREAD),
    app_id: z.string().optional(),
    tenant_key: z.string().optional(),
  }),
});

/** Lets only what Feishu itself sent, just now, to this app pass (CONTRACT §4.7). */
export function openGate({ encryptKeys, verificationTokens, appId, tenantKey, clock }: GateParts): Gate {
  const hasToken = (token: string) => verificationTokens.map((each) => isSame(each, token)).includes(true);

  return ({ raw, headers }) => {
    const sealed = Sealed.safeParse(parseJson(raw.toString("utf8")));
    if (!sealed.success) return refuse(400, "form");
    const told = openSeal(sealed.data.encrypt, encryptKeys);
    const asked = isChallenge(told) ? Challenge.safeParse(told) : null;
    if (asked?.success) {
      const { token, challenge } = asked.data;
      return hasToken(token) ? { kind: "challenge", challenge } : refuse(401, "token");
    }
    const signed = signatureIn(headers, raw);
    if (!signed) return told === undefined ? refuse(400, "cipher") : refuse(401, "signature");
    if (!isSigned(signed, encryptKeys)) return refuse(401, "signature");
    if (told === undefined) return refuse(400, "cipher");

    const read = readEnvelope(told, raw);
    if (!read) return refuse(400, "form");
    if (!hasToken(read.token)) return refuse(401, "token");
    if (read.appId !== appId) return refuse(401, "app");
    if (tenantKey !== undefined && read.tenantKey !== tenantKey) return refuse(401, "tenant");
    const age = clock.now().getTime() - Number(signed.timestamp) * 1_000;
    const oldest = read.envelope.type === "card.action.trigger" ? CLICK_WINDOW_MS : EVENT_WINDOW_MS;
    if (!(age <= oldest && age >= -FUTURE_MS)) return refuse(401, "time");
    return { kind: "authentic", envelope: read.envelope };
  };
}

/** Asked first: a schema that does not fit costs more than all the rest of the gate. */
const isChallenge = (told: unknown): boolean =>
  typeof told === "object" && told !== null && "type" in told && told.type === "url_verification";

const refuse = (status: 400 | 401, reason: string): Verdict => ({ kind: "refused", status, reason });

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A wrong key opens one seal in 256, to noise: only a key that opens it to JSON counts. */
function openSeal(encrypted: string, keys: readonly string[]): unknown {
  const opened = keys.map((key) => decrypt(encrypted, [key])).map((text) => text && parseJson(text));
  return opened.find((told) => typeof told === "object" && told !== null);
}

const POLLUTION = "__proto__";

function parseJson(text: string): unknown {
  if (isDeep(text)) return undefined;
  try {
    // A reviver costs ten times the parsing: it is only asked where there is something to drop.
    if (!text.includes(POLLUTION) && !text.includes("\\u00")) return JSON.parse(text);
    return JSON.parse(text, (key, value: unknown) => (key === POLLUTION ? undefined : value));
  } catch {
    return undefined;
  }
}

function signatureIn(headers: IncomingHttpHeaders, raw: Buffer) {
  const read = (name: string) => {
    const value = headers[name];
    return typeof value === "string" ? value : "";
  };
  const timestamp = read("x-lark-request-timestamp");
  const nonce = read("x-lark-request-nonce");
  const signature = read("x-lark-signature");
  return /^\d{1,15}$/.test(timestamp) && nonce && signature ? { timestamp, nonce, signature, raw } : null;
}

type Read = {
  envelope: Envelope;
  token: string;
  appId: string | undefined;
  tenantKey: string | undefined;
};

/** Both envelopes that Feishu uses; an old card callback is neither and is refused. Without an id, the bytes are one. */
function readEnvelope(told: unknown, raw: Buffer): Read | null {
  const own = () => createHash("sha256").update(raw).digest("hex");
  const second = Second.safeParse(told);
  if (second.success) {
    const { header, event } = second.data;
    return {
      envelope: { eventId: header.event_id ?? own(), type: header.event_type, body: event },
      token: header.token,
      appId: header.app_id,
      tenantKey: header.tenant_key,
    };
  }
  const first = First.safeParse(told);
  if (!first.success) return null;
  const { uuid, token, event } = first.data;
  return {
    envelope: { eventId: uuid ?? own(), type: event.type, body: event },
    token,
    appId: event.app_id,
    tenantKey: event.tenant_key,
  };
}
