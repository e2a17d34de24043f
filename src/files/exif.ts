/** What a camera wrote into a JPEG about when it was taken; everything else in the block is left unread. */

const EXIF = "Exif\0\0";
const APP1 = 0xe1;
const START_OF_SCAN = 0xda;
const POINTER = 0x8769;
const DATE_TIME_ORIGINAL = 0x9003;
const ASCII = 2;
const ENTRY_BYTES = 12;
const DATE_CHARACTERS = 19;

/** The first segment that holds Exif; what comes after the picture's own bytes begin is not looked at. */
function blockOf(bytes: Buffer): Buffer | null {
  let at = 2;
  while (bytes[at] === 0xff) {
    const code = bytes.readUInt8(at + 1);
    if (code === START_OF_SCAN) return null;
    if (code === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    const isExif = code === APP1 && bytes.toString("latin1", at + 4, at + 4 + EXIF.length) === EXIF;
    if (isExif) return bytes.subarray(at + 4 + EXIF.length, end);
    at = end;
  }
  return null;
}

/** Numbers of either order of bytes, as the block's own head says. */
function reader(block: Buffer) {
  const isLittle = block.toString("latin1", 0, 2) === "II";
  return {
    short: (at: number) => (isLittle ? block.readUInt16LE(at) : block.readUInt16BE(at)),
    long: (at: number) => (isLittle ? block.readUInt32LE(at) : block.readUInt32BE(at)),
  };
}

/** Where the entry of this tag stands in a directory; `null` when there is none. */
function entryIn({ short }: ReturnType<typeof reader>, directory: number, tag: number): number | null {
  const count = short(directory);
  for (let nth = 0; nth < count; nth += 1) {
    const at = directory + 2 + nth * ENTRY_BYTES;
    if (short(at) === tag) return at;
  }
  return null;
}

const DATE = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)$/;

/** `2021:06:18 09:14:05` as people write it; a clock that was never set says zeros, and says nothing. */
function dateIn(words: string): string | null {
  const [, year, month, day, hour, minute, second] = DATE.exec(words) ?? [];
  if (!year || year < "1990") return null;
  const on = `${year}-${month}-${day}`;
  const at = `${hour}:${minute}:${second}`;
  const read = new Date(`${on}T${at}Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(`${on}T${at}`) ? `${on} ${at}` : null;
}

/** When the camera says it took a photo (DateTimeOriginal), by the camera's own clock; `null` when it does not say. */
export function takenOf(bytes: Uint8Array): string | null {
  try {
    const block = blockOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (!block) return null;
    const read = reader(block);
    const pointer = entryIn(read, read.long(4), POINTER);
    const entry = pointer === null ? null : entryIn(read, read.long(pointer + 8), DATE_TIME_ORIGINAL);
    if (entry === null || read.short(entry + 2) !== ASCII) return null;
    const at = read.long(entry + 8);
    return dateIn(block.toString("latin1", at, at + DATE_CHARACTERS));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
