import { instantInWords } from "../dates.ts";
import type { Turn } from "../turn.ts";

/** What the actor is told: done, and when the other will hear of it. */
export function toldAt(done: string, rings: Date, { now, campaign }: Turn): string {
  if (rings <= now) return `${done}，已通知对方`;
  return `${done}，${instantInWords(rings, campaign.district.timezone)}通知对方`;
}
