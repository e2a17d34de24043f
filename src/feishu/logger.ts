import type { Log } from "../log.ts";

const SECRETS = [
  /(app_secret["':=\s]+)[^"',\s}]+/gi,
  /\b[tu]-[A-Za-z0-9_.-]{8,}/g,
  /(bearer\s+)\S+/gi,
  /\b1[3-9]\d{9}\b/g,
];

/** Cuts secrets out of a sentence that goes to a log. */
export const redacted = (words: string): string =>
  SECRETS.reduce((text, secret) => text.replace(secret, "***"), words).slice(0, 300);

/** The SDK logs raw errors, with secrets in them (CONTRACT §7.6): only its sentences pass, and redacted. */
export function quietLogger(log: Log) {
  const sentences = (said: unknown): string =>
    redacted(
      [said]
        .flat(3)
        .filter((part): part is string => typeof part === "string")
        .join(" "),
    );
  const warn = (...said: unknown[]) => log.warn("feishu sdk", { said: sentences(said) });
  const quiet = () => undefined;
  return { error: warn, warn, info: quiet, debug: quiet, trace: quiet };
}
