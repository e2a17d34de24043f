import { createHash } from "node:crypto";

/** A person by id, or a group by chat id. */
export type To = { person: string } | { chat: string };

/** The column takes no more. */
const KEY_CHARACTERS = 160;
const SUM_CHARACTERS = 40;

/** What makes a post the same one, however often it is asked for; a long intent stands there by its sum. */
export function idemKeyOf(to: To, subject: string, { key }: { key: string }): string {
  const about = `${subject}|${"person" in to ? to.person : to.chat}`;
  const whole = `${about}|${key}`;
  if (whole.length <= KEY_CHARACTERS) return whole;
  const room = KEY_CHARACTERS - about.length - 1;
  const sum = createHash("sha256").update(key).digest("hex").slice(0, Math.min(SUM_CHARACTERS, room));
  return `${about}|${sum}`;
}
