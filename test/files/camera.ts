/** One grey pixel as a whole JPEG, after its first two bytes. */
const PIXEL = Buffer.from(
  "ffe000104a46494600010101004800480000" +
    "ffdb004300030202020202030202020303030304060404040404080606050609080a0a090809090a0c0f0c0a0b0e0b09090d110d0e0f101011100a0c12131210130f101010" +
    "ffc9000b080001000101011100ffcc000600101005ffda0008010100003f00d2cf20ffd9",
  "hex",
);
const START = Buffer.from("ffd8", "hex");

const segment = (code: number, content: Buffer): Buffer => {
  const head = Buffer.from([0xff, code, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
};

type Order = "II" | "MM";

/** A camera's block: the first directory names its maker and points to a second, which holds the date. */
function exif(date: string, order: Order): Buffer {
  const block = Buffer.alloc(98);
  const short = (value: number, at: number) =>
    order === "II" ? block.writeUInt16LE(value, at) : block.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    order === "II" ? block.writeUInt32LE(value, at) : block.writeUInt32BE(value, at);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    short(tag, at);
    short(type, at + 2);
    long(count, at + 4);
    long(value, at + 8);
  };
  block.write(order, 0, "latin1");
  short(42, 2);
  long(8, 4);
  short(2, 8);
  entry(10, 0x010f, 2, 6, 72);
  entry(22, 0x8769, 4, 1, 40);
  short(1, 40);
  entry(42, 0x9003, 2, 20, 78);
  block.write("Phone\0", 72, "latin1");
  block.write(`${date}\0`, 78, "latin1");
  return Buffer.concat([Buffer.from("Exif\0\0", "latin1"), block]);
}

/** A photo as a phone writes it: `taken` as cameras write a date, if any; the comment makes it another photo. */
export const photo = (comment: string, taken?: string, order: Order = "MM"): Buffer =>
  Buffer.concat([
    START,
    ...(taken === undefined ? [] : [segment(0xe1, exif(taken, order))]),
    segment(0xfe, Buffer.from(comment)),
    PIXEL,
  ]);
