export type Kind =
  | "jpeg"
  | "png"
  | "gif"
  | "bmp"
  | "webp"
  | "heic"
  | "pdf"
  | "zip"
  | "office"
  | "rar"
  | "7z"
  | "program"
  | "page"
  | "unknown";

type Start = readonly [kind: Kind, offset: number, bytes: readonly number[]];

const words = (text: string) => [...text].map((sign) => sign.charCodeAt(0));

const STARTS: readonly Start[] = [
  ["jpeg", 0, [0xff, 0xd8, 0xff]],
  ["png", 0, [0x89, 0x50, 0x4e, 0x47]],
  ["gif", 0, words("GIF8")],
  ["webp", 8, words("WEBP")],
  ["heic", 4, words("ftyphei")],
  ["heic", 4, words("ftypmif1")],
  ["pdf", 0, words("%PDF-")],
  ["zip", 0, [0x50, 0x4b, 0x03, 0x04]],
  ["zip", 0, [0x50, 0x4b, 0x05, 0x06]],
  ["office", 0, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ["rar", 0, words("Rar!")],
  ["7z", 0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ["program", 0, words("MZ")],
  ["program", 0, [0x7f, 0x45, 0x4c, 0x46]],
  ["program", 0, [0xcf, 0xfa, 0xed, 0xfe]],
  ["program", 0, [0xca, 0xfe, 0xba, 0xbe]],
  ["program", 0, words("#!")],
  ["program", 0, [0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00]],
];

const PAGE =
  /^\uFEFF?\s*(<!--[\s\S]*?-->\s*|<\?xml[^>]*>\s*)*<(!doctype\s+(html|svg)|html|head|body|script|svg|iframe)\b/i;
const LOOKED_AT = 1024;

/** Many a text begins with these two letters: the four reserved bytes are zero in a picture only. */
const isBmp = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x42 && bytes[1] === 0x4d && [6, 7, 8, 9].every((at) => bytes[at] === 0);

/** What the bytes are, whatever the file's name says. */
export function kindOf(bytes: Uint8Array): Kind {
  const found = STARTS.find(([, offset, start]) => start.every((byte, at) => bytes[offset + at] === byte));
  if (found) return found[0];
  if (isBmp(bytes)) return "bmp";
  return PAGE.test(Buffer.from(bytes.subarray(0, LOOKED_AT)).toString("utf8")) ? "page" : "unknown";
}

const PICTURES: readonly Kind[] = ["jpeg", "png", "gif", "bmp", "webp", "heic"];

export const isPicture = (kind: Kind): boolean => PICTURES.includes(kind);
