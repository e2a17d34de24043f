import type { z } from "zod";
import type { Answered } from "./call.ts";
import type { Ids } from "./shapes.ts";

const IDS_A_CALL = 50;

export type Asked = { mobiles: readonly string[]; emails: readonly string[] };
export type Found = Map<string, string>;

type Ask = (data: object) => Promise<Answered<z.output<typeof Ids>>>;

/** open_ids by mobile or e-mail, fifty a call; who is unknown or out of range is left out. */
export async function findIds(ask: Ask, { mobiles, emails }: Asked): Promise<Answered<Found>> {
  const found: Found = new Map();
  for (let at = 0; at < Math.max(mobiles.length, emails.length); at += IDS_A_CALL) {
    const answer = await ask({
      mobiles: mobiles.slice(at, at + IDS_A_CALL),
      emails: emails.slice(at, at + IDS_A_CALL),
    });
    if (!answer.ok) return answer;
    for (const { user_id, mobile, email } of answer.value.data.user_list) {
      if (user_id) found.set(mobile ?? email ?? "", user_id);
    }
  }
  return { ok: true, value: found };
}
