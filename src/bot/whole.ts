// oxlint-disable-next-line no-control-regex
const HALF = /\p{Surrogate}|\0/gu;

/**
 * What was told, with no half characters and no NUL: JSON lets them pass, MariaDB's JSON columns refuse the whole row for
 * the one, SQLite's driver cuts the text at the other.
 */
export function whole(told: unknown): unknown {
  if (typeof told === "string") return told.replaceAll(HALF, "\ufffd");
  if (Array.isArray(told)) return told.map(whole);
  if (typeof told !== "object" || told === null) return told;
  return Object.fromEntries(
    Object.entries(told).map(([key, value]) => [key.replaceAll(HALF, "\ufffd"), whole(value)]),
  );
}
