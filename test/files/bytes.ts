import { deflateRawSync } from "node:zlib";

type Entry = { name: string; bytes?: Buffer; says?: number; extra?: Buffer };

/** A real zip; `says` is the size it claims for an entry, without holding as much. */
export function zip(entries: readonly Entry[], comment = ""): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes = Buffer.from("x"), says = bytes.length, extra = Buffer.alloc(0) } of entries) {
    const packed = deflateRawSync(bytes);
    const title = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(0x800, 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(says, 22);
    local.writeUInt16LE(title.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(says, 24);
    entry.writeUInt16LE(title.length, 28);
    entry.writeUInt16LE(extra.length, 30);
    entry.writeUInt32LE(offset, 42);
    parts.push(local, title, packed);
    directory.push(entry, title, extra);
    offset += local.length + title.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length % 0x10000, 8);
  end.writeUInt16LE(entries.length % 0x10000, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([...parts, listing, end, Buffer.from(comment)]);
}

/** A Word document's skeleton. */
export const docx = (): Buffer =>
  zip([
    { name: "[Content_Types].xml", bytes: Buffer.from("<Types/>") },
    { name: "word/document.xml", bytes: Buffer.from("<w:document/>") },
  ]);

export function png(width: number, height: number): Buffer {
  const header = Buffer.from("89504e470d0a1a0a0000000d4948445200000000000000000802000000", "hex");
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  return header;
}

/** A JPEG's segments up to its frame, behind an Exif block that holds a small picture's own. */
export function jpeg(width: number, height: number): Buffer {
  const inner = Buffer.from("ffd8ffc0000b0800100010010111000000", "hex");
  const exif = Buffer.concat([Buffer.from("ffe10000", "hex"), inner]);
  exif.writeUInt16BE(exif.length - 2, 2);
  const frame = Buffer.from("ffc2000b080000000001011100", "hex");
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const table = Buffer.from("ffc40005000000", "hex");
  return Buffer.concat([Buffer.from("ffd8", "hex"), exif, table, frame]);
}

export function gif(width: number, height: number): Buffer {
  const bytes = Buffer.from("47494638396100000000f00000", "hex");
  bytes.writeUInt16LE(width, 6);
  bytes.writeUInt16LE(height, 8);
  return bytes;
}

export function bmp(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(54);
  bytes.write("BM");
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  return bytes;
}

export function webp(form: "VP8X" | "VP8 " | "VP8L", width: number, height: number): Buffer {
  const bytes = Buffer.alloc(40);
  bytes.write(`RIFF....WEBP${form}`, "latin1");
  if (form === "VP8X") {
    bytes.writeUIntLE(width - 1, 24, 3);
    bytes.writeUIntLE(height - 1, 27, 3);
  } else if (form === "VP8 ") {
    bytes.writeUInt16LE(width, 26);
    bytes.writeUInt16LE(height, 28);
  } else bytes.writeUInt32LE((width - 1) | ((height - 1) << 14), 21);
  return bytes;
}

export function heic(width: number, height: number): Buffer {
  const property = (w: number, h: number) => {
    const bytes = Buffer.from("00000014697370650000000000000000 00000000".replaceAll(" ", ""), "hex");
    bytes.writeUInt32BE(w, 12);
    bytes.writeUInt32BE(h, 16);
    return bytes;
  };
  const type = Buffer.from("00000018667479706865696300000000", "hex");
  return Buffer.concat([type, property(512, 512), property(width, height), property(320, 240)]);
}
