import { createCipheriv, createDecipheriv, hash, timingSafeEqual } from "node:crypto";

const IV_BYTES = 16;

/** Feishu's signature over the bytes as they were received (CONTRACT §4.3). */
export const signatureOf = (timestamp: string, nonce: string, key: string, raw: Uint8Array): string =>
  hash("sha256", Buffer.concat([Buffer.from(timestamp + nonce + key), raw]));

export type Signed = { timestamp: string; nonce: string; signature: string; raw: Uint8Array };

/** Whether one of the keys signed these bytes; takes the same time whichever byte differs. */
export function isSigned({ timestamp, nonce, signature, raw }: Signed, keys: readonly string[]): boolean {
  const given = Buffer.from(signature);
  return keys
    .map((key) => Buffer.from(signatureOf(timestamp, nonce, key, raw)))
    .map((expected) => expected.length === given.length && timingSafeEqual(expected, given))
    .includes(true);
}

const cipherKeys = new Map<string, Buffer>();

/** Made once for each key: there are as many as the settings name. */
function cipherKey(key: string): Buffer {
  const made = cipherKeys.get(key) ?? hash("sha256", key, "buffer");
  cipherKeys.set(key, made);
  return made;
}

/** Opens `base64(iv + AES-256-CBC)`; `null` when no key fits (CONTRACT §4.2). */
export function decrypt(encrypted: string, keys: readonly string[]): string | null {
  const bytes = Buffer.from(encrypted, "base64");
  if (bytes.length <= IV_BYTES || bytes.length % IV_BYTES !== 0) return null;
  for (const key of keys) {
    try {
      const cipher = createDecipheriv("aes-256-cbc", cipherKey(key), bytes.subarray(0, IV_BYTES));
      return Buffer.concat([cipher.update(bytes.subarray(IV_BYTES)), cipher.final()]).toString("utf8");
    } catch {
      continue;
    }
  }
  return null;
}

/** What Feishu does before it posts: the sandbox needs it. */
export function encrypt(text: string, key: string, iv: Uint8Array): string {
  const cipher = createCipheriv("aes-256-cbc", cipherKey(key), iv);
  return Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final()]).toString("base64");
}
