import { inflateRawSync } from "node:zlib";
import { entriesOf } from "../../src/files/archive.ts";

const LOCAL_BYTES = 30;
const DEFLATED = 8;

const unescaped = (xml: string): string =>
  xml.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

/** The text of one file within a zip. */
function partsOf(bytes: Uint8Array): Map<string, string> {
  const file = Buffer.from(bytes);
  const parts = new Map<string, string>();
  for (const { name, method, packed, at } of entriesOf(bytes) ?? []) {
    const from = at + LOCAL_BYTES + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
    const raw = file.subarray(from, from + packed);
    parts.set(name, (method === DEFLATED ? inflateRawSync(raw) : raw).toString("utf8"));
  }
  return parts;
}

/** What a .docx file's XML says. */
export function xmlOf(bytes: Uint8Array) {
  const parts = partsOf(bytes);
  const body = parts.get("word/document.xml") ?? "";
  const paragraphs = [...body.matchAll(/<w:p>.*?<\/w:p>|<w:p [^>]*>.*?<\/w:p>/gs)].map(([xml]) => ({
    xml,
    text: [...xml.matchAll(/<w:t(?: [^>]*)?>(.*?)<\/w:t>/gs)]
      .map(([, text = ""]) => unescaped(text))
      .join(""),
  }));
  const footers = [...parts].filter(([name]) => name.startsWith("word/footer")).map(([, xml]) => xml);
  return {
    body,
    paragraphs,
    footers,
    settings: parts.get("word/settings.xml") ?? "",
    fonts: parts.get("word/fontTable.xml") ?? "",
  };
}
