import { addAbortSignal, type Readable } from "node:stream";

type Got = { getReadableStream(): Readable; headers: unknown };

const TOO_BIG = 234037;
const LIMIT_MS = 60_000;

const typeOf = (headers: unknown): string => {
  if (typeof headers !== "object" || headers === null || !("content-type" in headers)) return "";
  return String(headers["content-type"]);
};

/** The platform's words in a body that came with HTTP 200; `null` for a person's own JSON file. */
function toldIn(bytes: Buffer): object | null {
  try {
    const told: unknown = JSON.parse(bytes.toString("utf8"));
    return typeof told === "object" && told !== null && "code" in told && "msg" in told ? told : null;
  } catch {
    return null;
  }
}

/** Reads a download up to a cap and within a minute. A JSON body is an error that came with HTTP 200 (CONTRACT §2.4). */
export async function readBytes(got: Got, cap: number): Promise<object> {
  const chunks: Buffer[] = [];
  let size = 0;
  const stream = addAbortSignal(AbortSignal.timeout(LIMIT_MS), got.getReadableStream());
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    size += bytes.byteLength;
    if (size > cap) {
      stream.destroy();
      return { code: TOO_BIG, msg: `文件超过 ${Math.round(cap / 1024 / 1024)} MB` };
    }
    chunks.push(bytes);
  }
  const bytes = Buffer.concat(chunks);
  const told = typeOf(got.headers).includes("application/json") ? toldIn(bytes) : null;
  return told ?? { bytes: new Uint8Array(bytes) };
}
