import { card, plain, type Card } from "./elements.ts";
import { cut } from "./text.ts";

const CHARACTERS = 500;

/** One sentence from the bot. */
export const wordsCard = (sentence: string): Card =>
  card("督办有答复", null, [plain(cut(sentence, CHARACTERS))]);
