import { createHash } from "node:crypto";
import { officePeople } from "./campaign/people.ts";
import { post } from "./jobs/outbox.ts";
import type { Turn } from "./turn.ts";

/** Tells everybody of the office in a sentence of its own; the same words are told once. */
export async function tellOffice(turn: Turn, kind: string, words: string): Promise<void> {
  const hash = createHash("sha256").update(words).digest("hex").slice(0, 16);
  for (const { id } of await officePeople(turn)) {
    await post(turn, { person: id }, `say:${kind}:${hash}`, { key: "told", frozen: { words } });
  }
}
