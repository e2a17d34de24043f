const HALF = /\p{Surrogate}/gu;

/** What was told, with no half characters: JSON lets them pass, MariaDB's JSON columns refuse the whole row. */
export function whole(told: unknown): unknown {
  if (typeof told === "string") return told.replaceAll(HALF, "\ufffd");
  if (Array.isArray(told)) return told.map(whole);
  if (typeof told !== "object" || told === null) return told;
  return Object.fromEntries(
    Object.entries(told).map(([key, value]) => [key.replaceAll(HALF, "\ufffd"), whole(value)]),
  );
}
