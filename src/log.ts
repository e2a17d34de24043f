import { pino } from "pino";

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

/** Writes to standard error, so that a verb's own output stays clean. */
export function openLog(level: string): Log {
  const logger = pino(
    { level, base: null, redact: { paths: SECRET.flatMap((key) => [key, `*.${key}`]), censor: "***" } },
    pino.destination({ dest: 2, sync: true }),
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
    ? { name: error.name, message: error.message }
    : { name: "unknown", message: String(error) };
