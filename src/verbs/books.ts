import { bulletins, digests } from "../digest/books.ts";
import type { Book } from "../files/book-parts.ts";
import { scoreLines, scores } from "../score/books.ts";
import { LEDGER_BOOKS } from "../ledger/books.ts";

/** What `export` writes besides the hazards, by the word after `--what`. */
export const BOOKS: Record<string, Book> = {
  ...LEDGER_BOOKS,
  digests,
  bulletins,
  scores,
  "score-lines": scoreLines,
};
