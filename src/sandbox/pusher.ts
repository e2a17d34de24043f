import { createHash } from "node:crypto";
import { encrypt, signatureOf } from "../feishu/signature.ts";
import { parseObject } from "./body.ts";
import type { State } from "./state.ts";

const ANSWER_WITHIN_MS = 3_000;
const MINUTE_MS = 60_000;
/** When an event that was not taken is pushed again (CONTRACT §4.1). */
const LADDER_MS = [15_000, 5 * MINUTE_MS, 60 * MINUTE_MS, 360 * MINUTE_MS];

export type Keys = { appId: string; encryptKey: string; verificationToken: string };
export type Answer = { status: number; body: Record<string, unknown> };
/** Hands an event to a long connection; `null` when none is open. */
export type Socket = (event: object) => Promise<Answer | null>;

/** One push and what it was answered, `null` when nobody answered: what a judge holds the bot to. */
export type Told = { eventId: string; type: string; event: Record<string, unknown>; answer: Answer | null };

type Envelope = {
  schema: "2.0";
  header: { event_id: string; event_type: string };
  event: Record<string, unknown>;
};
type Pending = { event: Envelope; tries: number; nextAt: number };

/** Posts events and presses to the bot, encrypted and signed as Feishu does, or sends them down a long connection. */
export function openPusher(state: State, keys: Keys, socket: Socket) {
  const { clock } = state;
  const pending: Pending[] = [];
  const pushed: Envelope[] = [];
  const told: Told[] = [];
  let url: string | null = null;

  const envelope = (type: string, event: Record<string, unknown>): Envelope => {
    const id = state.nextId("event");
    const { appId: app_id, verificationToken: token } = keys;
    const header = {
      event_id: id,
      event_type: type,
      create_time: String(clock.now().getTime()),
      token,
      app_id,
      tenant_key: "rehearsal",
    };
    return { schema: "2.0", header, event };
  };

  /** One request as it leaves; `null` when nobody answers in time. */
  async function post(body: object): Promise<Answer | null> {
    if (url === null) return null;
    const iv = createHash("md5").update(state.nextId("iv")).digest();
    const raw = Buffer.from(JSON.stringify({ encrypt: encrypt(JSON.stringify(body), keys.encryptKey, iv) }));
    const timestamp = String(Math.floor(clock.now().getTime() / 1_000));
    const nonce = state.nextId("nonce");
    const headers = {
      "content-type": "application/json; charset=utf-8",
      "x-lark-request-timestamp": timestamp,
      "x-lark-request-nonce": nonce,
      "x-lark-signature": signatureOf(timestamp, nonce, keys.encryptKey, raw),
    };
    try {
      const response = await fetch(url, {
        method: "POST",
        headers,
        body: raw,
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        redirect: "manual",
      });
      return { status: response.status, body: parseObject(await response.text()) };
    } catch {
      return null;
    }
  }

  async function deliver(event: Envelope): Promise<Answer | null> {
    const answer = (await socket(event)) ?? (await post(event));
    told.push({ eventId: event.header.event_id, type: event.header.event_type, event: event.event, answer });
    return answer;
  }

  async function pushAgain(event: Envelope, tries: number): Promise<void> {
    const answer = await deliver(event);
    const wait = LADDER_MS[tries];
    if (answer?.status === 200 || wait === undefined) return;
    pending.push({ event, tries: tries + 1, nextAt: clock.now().getTime() + wait });
  }

  return {
    setUrl: (bot: string) => {
      url = bot;
    },
    envelope,
    /** Everything that was pushed, for tests that repeat or alter it. */
    pushed: () => pushed,
    /** Every push that left, with its answer, oldest first. */
    told: () => told,
    post,
    /** An event; pushed again later when it is not taken. */
    async push(type: string, event: Record<string, unknown>): Promise<void> {
      const body = envelope(type, event);
      pushed.push(body);
      await pushAgain(body, 0);
    },
    /** A press of a card: answered within 3 s or not at all, and never pushed again. */
    async press(event: Record<string, unknown>): Promise<Answer | null> {
      const body = envelope("card.action.trigger", event);
      pushed.push(body);
      return deliver(body);
    },
    /** Pushes again what has come due; answers when the next one will. */
    async redeliver(): Promise<void> {
      const now = clock.now().getTime();
      const due = pending.filter(({ nextAt }) => nextAt <= now);
      for (const each of due) {
        pending.splice(pending.indexOf(each), 1);
        await pushAgain(each.event, each.tries);
      }
    },
    pendingCount: () => pending.length,
  };
}

export type Pusher = ReturnType<typeof openPusher>;
