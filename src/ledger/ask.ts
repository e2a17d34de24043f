import type { Person, Turn } from "../turn.ts";
import { askedIn } from "./asked.ts";
import { keepJob } from "./job.ts";

/** `台账 …`: says at once that it is being made; it is sent when it is. */
export async function askLedger(turn: Turn, by: Person, rest: string): Promise<string> {
  await keepJob(turn, { kind: "export", personId: by.id, asked: askedIn(rest, turn.campaign, by) });
  return "正在生成台账，稍后发到这里";
}
