type Json = Record<string, unknown>;

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The words of a plain_text part. */
export const textOf = (value: unknown): string => (isJson(value) ? wordOf(value["content"]) : "");
export const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);
export const wordOf = (value: unknown, fallback = ""): string =>
  typeof value === "string" ? value : fallback;
