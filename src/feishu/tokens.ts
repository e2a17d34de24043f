import { z } from "zod";
import type { Clock } from "../clock.ts";
import { readError, readReply, type Answered } from "./call.ts";

const REFRESH_BEFORE_MS = 30 * 60_000;
/** Between two attempts while the old token still works. */
const PAUSE_MS = 10_000;
const SECOND_MS = 1_000;

const Token = z.object({ tenant_access_token: z.string().min(1), expire: z.number() });

export type Tokens = {
  /** The token to use now. One request is under way at most, however many ask. */
  current(): Promise<Answered<string>>;
  /** Feishu refused this very token: the next one asks for another. */
  refused(token: string): void;
};

/** Keeps the tenant token; asked for anew in its last half hour, when the old one still works (CONTRACT §1.1). */
export function openTokens(ask: () => Promise<unknown>, clock: Clock): Tokens {
  let held: { token: string; renewAt: number; endsAt: number } | null = null;
  let asking: Promise<Answered<string>> | null = null;

  async function request(): Promise<Answered<string>> {
    const answer = await ask().then((reply) => readReply(reply, Token), readError);
    if (!answer.ok) return answer;
    const { tenant_access_token: token, expire } = answer.value;
    const life = expire * SECOND_MS;
    const now = clock.now().getTime();
    held = { token, renewAt: now + Math.max(life - REFRESH_BEFORE_MS, life / 2), endsAt: now + life };
    return { ok: true, value: token };
  }

  /** A token that could not be renewed is used to its end. */
  async function renew(): Promise<Answered<string>> {
    const answer = await request();
    const now = clock.now().getTime();
    if (answer.ok || !held || now >= held.endsAt) return answer;
    held = { ...held, renewAt: now + PAUSE_MS };
    return { ok: true, value: held.token };
  }

  return {
    current() {
      if (held && clock.now().getTime() < held.renewAt)
        return Promise.resolve({ ok: true, value: held.token });
      asking ??= renew().finally(() => {
        asking = null;
      });
      return asking;
    },
    refused(token) {
      if (held?.token === token) held = null;
    },
  };
}
