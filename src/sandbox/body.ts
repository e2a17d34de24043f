import type { IncomingMessage } from "node:http";

/** All bytes of a request. */
export async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A JSON object; anything else is an empty one. */
export function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** A JSON body; the SDK sends one even with GET. */
export const readJson = async (request: IncomingMessage): Promise<Record<string, unknown>> =>
  parseObject((await readAll(request)).toString("utf8"));

/** A text value of an object, else an empty string. */
export const textIn = (object: Record<string, unknown>, key: string): string => {
  const value = object[key];
  return typeof value === "string" ? value : "";
};
