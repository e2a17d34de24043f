type Json = Record<string, unknown>;

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a list's items are called by: their key, else their place. */
function named(value: unknown): Json {
  if (isJson(value)) return value;
  const items: unknown[] = Array.isArray(value) ? value : [];
  return Object.fromEntries(
    items.map((item, at) => [isJson(item) && typeof item["key"] === "string" ? item["key"] : `${at}`, item]),
  );
}

const LONGEST = 40;

function shown(value: unknown): string {
  if (value === undefined || value === null) return "（无）";
  const words = typeof value === "string" ? value : JSON.stringify(value);
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}

const isPlain = (value: unknown): boolean =>
  !isJson(value) && !(Array.isArray(value) && value.some((item) => isJson(item)));

/** Where one writing differs from another, by path: `reminders.at：08:40 → 09:00`. */
export function differing(before: unknown, after: unknown, path = ""): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isPlain(before) || isPlain(after)) return [`${path}：${shown(before)} → ${shown(after)}`];
  const [old, now] = [named(before), named(after)];
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return keys.flatMap((key) => differing(old[key], now[key], path ? `${path}.${key}` : key));
}
