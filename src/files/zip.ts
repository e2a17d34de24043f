import { once } from "node:events";
import { open, type FileHandle } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { crc32, createDeflateRaw } from "node:zlib";

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8 = 0x0800;
const DEFLATED = 8;
/** 1 January 1980: the same content is always the same bytes. */
const OLDEST_DAY = 0x21;
const A_CHUNK = 128 * 1024;
/** Four bytes hold no more; a ledger is a hundredth of it. */
const MOST = 0xffff_ffff;

type Part = { name: Buffer; crc: number; packed: number; unpacked: number; at: number };

/** A zip that is being written, one file after the other; none of them is ever whole in memory. */
export type Zip = {
  /** Adds one file from its text, piece by piece. */
  add(name: string, text: Iterable<string> | AsyncIterable<string>): Promise<void>;
  end(): Promise<void>;
};

const fields = ({ name, crc, packed, unpacked }: Part): Buffer => {
  const bytes = Buffer.alloc(26);
  const shorts = [VERSION, UTF8, DEFLATED, 0, OLDEST_DAY];
  for (const [place, value] of shorts.entries()) bytes.writeUInt16LE(value, place * 2);
  for (const [place, value] of [crc, packed, unpacked].entries()) bytes.writeUInt32LE(value, 10 + place * 4);
  bytes.writeUInt16LE(name.length, 22);
  return bytes;
};

const long = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

const localHead = (part: Part): Buffer => Buffer.concat([long(LOCAL), fields(part), part.name]);

const centralHead = (part: Part): Buffer => {
  const made = Buffer.alloc(2);
  made.writeUInt16LE(VERSION);
  return Buffer.concat([long(CENTRAL), made, fields(part), Buffer.alloc(10), long(part.at), part.name]);
};

function endRecord(parts: readonly Part[], size: number, at: number): Buffer {
  const counts = Buffer.alloc(8);
  counts.writeUInt16LE(parts.length, 4);
  counts.writeUInt16LE(parts.length, 6);
  return Buffer.concat([long(END), counts, long(size), long(at), Buffer.alloc(2)]);
}

/** Begins a zip at a path; what was there is replaced. */
export async function openZip(path: string): Promise<Zip> {
  const file = await open(path, "w");
  const parts: Part[] = [];
  let at = 0;
  const write = async (bytes: Buffer) => {
    await file.write(bytes, 0, bytes.length, at);
    at += bytes.length;
  };
  return {
    add: async (name, text) => {
      const part = { name: Buffer.from(name), crc: 0, packed: 0, unpacked: 0, at };
      await write(localHead(part));
      Object.assign(part, await deflated(text, write));
      if (Math.max(part.unpacked, at) > MOST) throw new Error(`${name} is too long for a zip`);
      const head = localHead(part);
      await file.write(head, 0, head.length, part.at);
      parts.push(part);
    },
    end: () => finish(file, parts, at),
  };
}

async function finish(file: FileHandle, parts: readonly Part[], at: number): Promise<void> {
  const directory = Buffer.concat(parts.map(centralHead));
  const rest = Buffer.concat([directory, endRecord(parts, directory.length, at)]);
  await file.write(rest, 0, rest.length, at);
  await file.sync();
  await file.close();
}

/** Packs text as it comes; whoever makes it waits while the disk is behind. */
async function deflated(
  text: Iterable<string> | AsyncIterable<string>,
  write: (bytes: Buffer) => Promise<void>,
): Promise<Pick<Part, "crc" | "packed" | "unpacked">> {
  const sums = { crc: 0, packed: 0, unpacked: 0 };
  const deflate = createDeflateRaw({ level: 3, chunkSize: A_CHUNK });
  const kept = pipeline(deflate, async (packed: AsyncIterable<Buffer>) => {
    for await (const bytes of packed) {
      sums.packed += bytes.length;
      await write(bytes);
    }
  });
  const give = async (piece: string) => {
    const bytes = Buffer.from(piece);
    sums.crc = crc32(bytes, sums.crc);
    sums.unpacked += bytes.length;
    if (!deflate.write(bytes)) await once(deflate, "drain");
  };
  let waiting = "";
  for await (const piece of text) {
    waiting += piece;
    if (waiting.length < A_CHUNK) continue;
    await give(waiting);
    waiting = "";
  }
  await give(waiting);
  deflate.end();
  await kept;
  return sums;
}
