import type { HandsView } from "../../cards/handing.ts";
import { namesOf } from "../campaign/people.ts";
import type { Turn } from "../turn.ts";
import { waitingHanding } from "./handing-store.ts";

/** Who works on a thing now, and who is asked to. */
export async function handsOf(turn: Turn, subject: string, executor: string | null): Promise<HandsView> {
  const waiting = await waitingHanding(turn, subject);
  const names = await namesOf(turn, [executor, waiting?.toId ?? null]);
  return {
    executor: (executor && names.get(executor)) || "",
    offered: (waiting?.toId && names.get(waiting.toId)) || "",
  };
}
