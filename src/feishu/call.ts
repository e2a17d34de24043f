import { Readable } from "node:stream";
import { z } from "zod";
import { redacted } from "../log.ts";
import { classOf, type FeishuError } from "./errors.ts";

/** What a call came to: a value, or what went wrong. Platform trouble is never thrown. */
export type Answered<Value> = { ok: true; value: Value } | { ok: false; error: FeishuError };

const Reply = z.object({
  code: z.number(),
  msg: z.string().default(""),
  error: z.object({ log_id: z.string().optional() }).optional(),
});
const HttpError = z.object({
  code: z.string().optional(),
  message: z.string(),
  response: z.object({ status: z.number(), data: z.unknown(), headers: z.unknown() }).optional(),
});

const NO_ANSWER = 0;
const SECOND_MS = 1_000;
const LONGEST_REFUSAL = 64 * 1024;

/** The platform's words go to logs and tables: some repeat the request, with secrets and what people typed. */
export const failed = (
  code: number,
  message: string,
  more: Partial<FeishuError> = {},
): { ok: false; error: FeishuError } => ({
  ok: false,
  error: { class: classOf(code, message), code, message: redacted(message).slice(0, 500), ...more },
});

/** Reads a reply that came with HTTP 200: some gateways put an error into it (CONTRACT §7.4). */
export function readReply<Value>(reply: unknown, shape: z.ZodType<Value>): Answered<Value> {
  const head = Reply.safeParse(reply);
  if (head.success && head.data.code !== 0) {
    const logId = head.data.error?.log_id;
    return failed(head.data.code, head.data.msg, logId ? { logId } : {});
  }
  const value = shape.safeParse(reply);
  if (value.success) return { ok: true, value: value.data };
  return failed(NO_ANSWER, "答复读不懂", { class: "again" });
}

const headerIn = (headers: unknown, name: string): string => {
  const pairs = typeof headers === "object" && headers !== null ? Object.entries(headers) : [];
  return String(pairs.find(([key]) => key.toLowerCase() === name)?.[1] ?? "");
};

/** A refused download answers with a stream (CONTRACT §2.4): its first words say why. */
async function bodyOf(data: unknown): Promise<unknown> {
  if (!(data instanceof Readable)) return data;
  let words = "";
  try {
    for await (const chunk of data.setEncoding("utf8")) {
      words += String(chunk);
      if (words.length > LONGEST_REFUSAL) break;
    }
    return JSON.parse(words);
  } catch {
    return words;
  }
}

/** Reads what the SDK or the network threw, without carrying its request along: that holds secrets. */
export async function readError(error: unknown): Promise<{ ok: false; error: FeishuError }> {
  const thrown = HttpError.safeParse(error);
  if (!thrown.success) return failed(NO_ANSWER, "没有应答", { class: "again" });
  const { response, code, message } = thrown.data;
  if (!response) return failed(NO_ANSWER, code ?? message, { class: "again" });
  const body = Reply.safeParse(await bodyOf(response.data));
  const logId = body.data?.error?.log_id ?? headerIn(response.headers, "x-tt-logid");
  const reset = Number(headerIn(response.headers, "x-ogw-ratelimit-reset"));
  const more = {
    httpStatus: response.status,
    ...(logId ? { logId } : {}),
    ...(reset > 0 ? { retryAfterMs: reset * SECOND_MS } : {}),
  };
  if (body.success) return failed(body.data.code, body.data.msg, more);
  if (response.status === 429) return failed(429, "请求太快", more);
  return failed(NO_ANSWER, `HTTP ${response.status}`, { class: "again", ...more });
}
