import { kindOf, type Kind } from "./sniff.ts";

export type Size = { width: number; height: number };
type Read = (bytes: Buffer) => Size | null;

const size = (width: number, height: number): Size => ({ width, height: Math.abs(height) });

/** The frame header is somewhere among the segments; four of the codes in its range are other things. */
const jpeg: Read = (bytes) => {
  let at = 2;
  while (bytes[at] === 0xff) {
    const code = bytes.readUInt8(at + 1);
    const isFrame = code >= 0xc0 && code <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(code);
    if (isFrame) return size(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5));
    at += code === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
};

const webp: Read = (bytes) => {
  const form = bytes.toString("latin1", 12, 16);
  if (form === "VP8X") return size(bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1);
  if (form === "VP8 ") return size(bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff);
  if (form !== "VP8L") return null;
  const bits = bytes.readUInt32LE(21);
  return size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
};

/** A photo of tiles names the size of each: the largest is the whole. */
const heic: Read = (bytes) => {
  let largest: Size | null = null;
  for (let at = bytes.indexOf("ispe"); at !== -1; at = bytes.indexOf("ispe", at + 4)) {
    const found = size(bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12));
    if (!largest || found.width * found.height > largest.width * largest.height) largest = found;
  }
  return largest;
};

const READERS: Partial<Record<Kind, Read>> = {
  png: (bytes) => size(bytes.readUInt32BE(16), bytes.readUInt32BE(20)),
  gif: (bytes) => size(bytes.readUInt16LE(6), bytes.readUInt16LE(8)),
  bmp: (bytes) => size(bytes.readInt32LE(18), bytes.readInt32LE(22)),
  jpeg,
  webp,
  heic,
};

const LOOKED_AT = 256 * 1024;

/** How large a picture says it is, read from its header and never drawn; `null` when it does not say. */
export function sizeOf(bytes: Uint8Array): Size | null {
  const head = Buffer.from(bytes.subarray(0, LOOKED_AT));
  try {
    return READERS[kindOf(head)]?.(head) ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
