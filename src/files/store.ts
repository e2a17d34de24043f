import { createHash } from "node:crypto";
import { mkdir, open, rename, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Keeps bytes under the hash of their content, never under a name from outside. Written whole or not at all. */
export async function keepBytes(dir: string, bytes: Uint8Array): Promise<{ sha256: string; size: number }> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const folder = join(dir, sha256.slice(0, 2));
  const path = join(folder, sha256);
  await mkdir(folder, { recursive: true });
  const there = await stat(path).catch(() => null);
  if (there?.size !== bytes.byteLength) {
    const draft = `${path}.part-${process.pid}`;
    const file = await open(draft, "w");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  }
  return { sha256, size: bytes.byteLength };
}

/** Takes a file that was written beside the store into it; its hash is known. */
export async function adoptFile(dir: string, path: string, sha256: string): Promise<void> {
  const kept = pathOf(dir, sha256);
  await mkdir(dirname(kept), { recursive: true });
  await rename(path, kept);
}

/** Where the bytes with this hash lie. */
export const pathOf = (dir: string, sha256: string): string => join(dir, sha256.slice(0, 2), sha256);
