import type { Block } from "./official.ts";

/** A paragraph; none when there are no words. */
export const text = (words: string): Block[] => (words ? [{ kind: "text", words }] : []);

/** A chapter under its heading; none when it is empty. */
export const section = (words: string, blocks: readonly Block[]): Block[] =>
  blocks.length > 0 ? [{ kind: "heading", words }, ...blocks] : [];

/** A paragraph each, counted: `1. 甲中学（逾期2天）` */
export const numbered = (lines: readonly { title: string; line: string }[]): Block[] =>
  lines.flatMap(({ title, line }, at) => text(`${at + 1}. ${title}（${line}）`));
