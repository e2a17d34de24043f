import { contentsOf } from "./archive.ts";
import { sizeOf } from "./picture.ts";
import { isPicture, kindOf, type Kind } from "./sniff.ts";

const MB = 1024 * 1024;
/** The best phone cameras take 200 megapixels; drawn, that is 800 MB already. */
const MOST_PIXELS = 210_000_000;
/** Feishu shows pictures up to this size, on both counts. */
const SHOWN_SIDE = 12_000;
const SHOWN_BYTES = 10 * MB;
const MOST_ENTRIES = 10_000;
const MOST_UNPACKED = 1024 * MB;
/** Text packs 20 to 1 at best; far more than that is made to burst. Small archives may, they hurt nobody. */
const MOST_RATIO = 200;
const SMALL = 50 * MB;

const PROGRAMS =
  /\.(exe|com|scr|pif|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|msi|msix|dll|jar|apk|ipa|lnk|reg|sh|app|dmg|iso)$/i;
const PAGES = /\.(html?|xhtml|mht|mhtml|svg|url)$/i;

const NAMES: Record<Kind, string> = {
  jpeg: "照片",
  png: "照片",
  gif: "照片",
  bmp: "照片",
  webp: "照片",
  heic: "照片",
  pdf: "PDF",
  zip: "压缩文件",
  office: "Office文档",
  rar: "压缩文件",
  "7z": "压缩文件",
  program: "程序",
  page: "网页",
  unknown: "其他",
};

const PICTURES: readonly Kind[] = ["jpeg", "png", "gif", "bmp", "webp", "heic"];
/** New Office files are zips; locked with a password they are not. WPS writes either under the old names. */
const OFFICE: readonly Kind[] = ["zip", "office"];

/** What the bytes may be under a name that ends so. Photos are misnamed among one another by phones. */
const EXPECTED: readonly (readonly [RegExp, readonly Kind[]])[] = [
  [/\.(jpe?g|png|gif|bmp|webp|hei[cf])$/i, PICTURES],
  [/\.pdf$/i, ["pdf"]],
  [/\.(docx?|xlsx?|pptx?|wps|et|dps|ofd)$/i, OFFICE],
  [/\.(zip|rar|7z)$/i, ["zip", "rar", "7z"]],
  [/\.(txt|csv|md)$/i, []],
];

/** Why a file that somebody sent is not kept, in words for them; `null` when it is. */
export function refusalOf(name: string, bytes: Uint8Array): string | null {
  if (bytes.byteLength === 0) return "文件是空的，请重发";
  const kind = kindOf(bytes);
  if (kind === "program" || PROGRAMS.test(name)) return "程序和脚本不能作为材料，请发文档或照片";
  if (kind === "page" || PAGES.test(name)) return "网页不能作为材料，请另存为PDF或Word后再发";
  const expected = EXPECTED.find(([ending]) => ending.test(name))?.[1];
  if (expected && kind !== "unknown" && !expected.includes(kind))
    return `文件名和内容不符，内容是${NAMES[kind]}，请用原来的名字重发`;
  if (isPicture(kind)) return pictureRefusal(bytes);
  return kind === "zip" ? archiveRefusal(bytes) : null;
}

function pictureRefusal(bytes: Uint8Array): string | null {
  const size = sizeOf(bytes);
  if (!size || size.width * size.height <= MOST_PIXELS) return null;
  return `照片太大（${size.width}×${size.height}），请缩小后重发`;
}

function archiveRefusal(bytes: Uint8Array): string | null {
  const contents = contentsOf(bytes);
  if (!contents) return "文件不完整，打不开，请重发";
  const { entries, unpacked, escapes } = contents;
  if (escapes) return "压缩文件里有指向别处的路径，请重新压缩后再发";
  if (entries > MOST_ENTRIES) return `压缩文件里超过${MOST_ENTRIES}个文件，请分开发`;
  const bursts = unpacked > SMALL && unpacked > bytes.byteLength * MOST_RATIO;
  return unpacked > MOST_UNPACKED || bursts ? "压缩文件展开后太大，请分开发" : null;
}

/** Whether Feishu would show these bytes as a picture on a card. */
export function isShown(bytes: Uint8Array): boolean {
  if (!isPicture(kindOf(bytes)) || bytes.byteLength > SHOWN_BYTES) return false;
  const size = sizeOf(bytes);
  return !size || Math.max(size.width, size.height) <= SHOWN_SIDE;
}
