import { wordsCard } from "../../cards/words.ts";
import { z } from "zod";
import { post, type Priority } from "../jobs/outbox.ts";
import type { Draw, Turn } from "../turn.ts";

const Words = z.object({ words: z.string() });

/** Answers a person in a sentence of its own. */
export async function say(turn: Turn, person: string, words: string, intent: string, priority: Priority = 0) {
  await post(turn, { person }, `say:${intent}`.slice(0, 80), {
    key: "said",
    own: true,
    priority,
    frozen: { words },
  });
}

/** A sentence is drawn as it was said. */
export const drawWords: Draw = (_turn, _id, { frozen }) =>
  Promise.resolve({ card: wordsCard(Words.parse(frozen).words) });
