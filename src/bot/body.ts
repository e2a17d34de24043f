import type { IncomingMessage } from "node:http";

const CAP_BYTES = 1024 * 1024;
const LIMIT_MS = 2_000;

export type Body = { raw: Buffer } | { status: 408 | 413; reason: string };

/** Reads a request's bytes, up to a size and within a time; never as strings, which would break characters. */
export function readBody(request: IncomingMessage, cap = CAP_BYTES, limitMs = LIMIT_MS): Promise<Body> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (body: Body) => {
      clearTimeout(timer);
      request.removeAllListeners("data");
      request.resume();
      resolve(body);
    };
    const timer = setTimeout(() => end({ status: 408, reason: "slow" }), limitMs);
    request.on("data", (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > cap) end({ status: 413, reason: "size" });
      else chunks.push(chunk);
    });
    request.on("end", () => end({ raw: Buffer.concat(chunks) }));
    request.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}
