const END = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const ELSEWHERE = 0xffffffff;

/** One file of a zip, as the directory at its end names it. */
export type Entry = { name: string; method: number; packed: number; unpacked: number; at: number };

/** What a zip says it holds. */
export type Contents = {
  entries: number;
  /** Bytes when unpacked. */
  unpacked: number;
  /** Whether a name would leave the folder it is unpacked into. */
  escapes: boolean;
};

const ESCAPES = /^([/\\]|[A-Za-z]:)|(^|[/\\])\.\.([/\\]|$)/;

/** Reads the directory at a zip's end, without unpacking anything; `null` when it is broken or not there. */
export function contentsOf(bytes: Uint8Array): Contents | null {
  const entries = entriesOf(bytes);
  return (
    entries && {
      entries: entries.length,
      unpacked: entries.reduce((sum, { unpacked }) => sum + unpacked, 0),
      escapes: entries.some(({ name }) => ESCAPES.test(name)),
    }
  );
}

/** The files of a zip by its directory; `null` when that is broken or not there. */
export function entriesOf(bytes: Uint8Array): Entry[] | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(file);
  if (end === -1) return null;
  const entries: Entry[] = [];
  let at = end - file.readUInt32LE(end + 12);
  if (at < 0) return null;
  while (at < end) {
    if (at + ENTRY_BYTES > end || file.readUInt32LE(at) !== ENTRY) return null;
    const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset));
    const from = at + ENTRY_BYTES;
    const rest = from + name;
    entries.push({
      name: file.toString("utf8", from, rest),
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      unpacked: unpackedOf(file, at, file.subarray(rest, rest + extra)),
      at: file.readUInt32LE(at + 42),
    });
    at = rest + extra + comment;
  }
  return entries;
}

function endOf(file: Buffer): number {
  const first = Math.max(0, file.length - END_BYTES - LONGEST_COMMENT);
  for (let at = file.length - END_BYTES; at >= first; at -= 1) {
    if (file.readUInt32LE(at) === END) return at;
  }
  return -1;
}

/** A size that does not fit into four bytes stands among the extras; one that stands nowhere has no bound. */
function unpackedOf(file: Buffer, entry: number, extras: Buffer): number {
  const written = file.readUInt32LE(entry + 24);
  if (written !== ELSEWHERE) return written;
  for (let at = 0; at + 4 <= extras.length; at += 4 + extras.readUInt16LE(at + 2)) {
    if (extras.readUInt16LE(at) === 1 && at + 12 <= extras.length)
      return Number(extras.readBigUInt64LE(at + 4));
  }
  return Infinity;
}
