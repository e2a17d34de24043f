import { fileURLToPath } from "node:url";

const isSource = import.meta.url.endsWith(".ts");

/**
 * What Node is given to run one of our files as a process of its own: what `npm test` compiled, or, when a test is run
 * by hand, the source through tsx. The file is named from the top and without its ending.
 */
export function processOf(file: string): string[] {
  const path = fileURLToPath(new URL(`../${file}${isSource ? ".ts" : ".js"}`, import.meta.url));
  return [...(isSource ? ["--import", "tsx"] : []), path];
}

/** The bot's own command; its verb follows. */
export const MAIN = processOf("src/main");
