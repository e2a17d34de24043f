import { redacted, type Log } from "../log.ts";

const LONGEST = 300;

/** The SDK logs raw errors, with secrets in them (CONTRACT §7.6): only its sentences pass, and redacted. */
export function quietLogger(log: Log) {
  const sentences = (said: unknown): string =>
    redacted(
      [said]
        .flat(3)
        .filter((part): part is string => typeof part === "string")
        .join(" "),
    ).slice(0, LONGEST);
  const warn = (...said: unknown[]) => log.warn("feishu sdk", { said: sentences(said) });
  const quiet = () => undefined;
  return { error: warn, warn, info: quiet, debug: quiet, trace: quiet };
}
