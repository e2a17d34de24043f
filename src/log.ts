import { pino, type DestinationStream } from "pino";

/** One JSON line per fact. Facts carry ids, never secrets, message bodies or raw errors. */
export type Log = {
  info(fact: string, about?: object): void;
  warn(fact: string, about?: object): void;
  error(fact: string, about?: object): void;
};

const SECRET = [
  "app_secret",
  "appSecret",
  "authorization",
  "token",
  "tenant_access_token",
  "password",
  "mobile",
];

/** What must not be read in a log, wherever it stands: secrets, numbers and addresses of people, what a card said. */
const UNSAID = [
  /(app_secret\\?["':=\s]+)[^"',\s}\\]+/gi,
  /\b[tu]-[A-Za-z0-9_.-]{8,}/g,
  /(bearer\s+)[^\s"',}\\]+/gi,
  /\/\/[^\s/:@"]+:[^\s/@"]+@/g,
  /\b(86)?1[3-9]\d{9}\b/g,
  /[\w.+-]+@[\w-]+(\.[\w-]+)+/g,
  /(ErrorValue:)[^;"\\]*/g,
];
/** A shorter secret would cut ordinary words. */
const SHORTEST_SECRET = 8;

/** Cuts secrets out of words that go to a log; the known ones wherever they stand. */
export function redacted(words: string, known: readonly string[] = []): string {
  const named = known.filter(({ length }) => length >= SHORTEST_SECRET);
  const written = named.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  const without = written.reduce((text, secret) => text.replaceAll(secret, "***"), words);
  return UNSAID.reduce((text, pattern) => text.replace(pattern, "***"), without);
}

/** Writes to standard error, so that a verb's own output stays clean; every line is cut once more as it leaves. */
export function openLog(
  level: string,
  secrets: readonly string[] = [],
  to: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Log {
  const logger = pino(
    {
      level,
      base: null,
      redact: { paths: SECRET.flatMap((key) => [key, `*.${key}`]), censor: "***" },
      hooks: { streamWrite: (line) => redacted(line, secrets) },
    },
    to,
  );
  return {
    info: (fact, about = {}) => logger.info(about, fact),
    warn: (fact, about = {}) => logger.warn(about, fact),
    error: (fact, about = {}) => logger.error(about, fact),
  };
}

/** What may be said of an error in a log: its name and message, not what it carries. */
export const inBrief = (error: unknown): { name: string; message: string } =>
  error instanceof Error
    ? { name: error.name, message: redacted(error.message) }
    : { name: "unknown", message: redacted(String(error)) };
