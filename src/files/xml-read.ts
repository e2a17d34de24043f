import { Refusal } from "../errors.ts";

/** One part of an XML text: an element begins, an element ends, or words stand between. */
export type Piece =
  | { kind: "open"; name: string; attributes: string }
  | { kind: "close"; name: string }
  | { kind: "words"; words: string };

const PIECE =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>|<(!)|([^<]+)|(<)/g;

/** Goes through an XML text. A document type is refused: what it could declare is of no use to a spreadsheet. */
export function* piecesOf(xml: string): Generator<Piece> {
  for (const [, cdata, closing, name, attributes = "", selfClosing, declared, words, broken] of xml.matchAll(
    PIECE,
  )) {
    if (declared !== undefined || broken !== undefined)
      throw new Refusal("表格文件已损坏，请在表格软件里另存为.xlsx再发");
    if (cdata !== undefined) yield { kind: "words", words: cdata };
    else if (words !== undefined) yield { kind: "words", words: wordsIn(words) };
    else if (name !== undefined) {
      if (closing) yield { kind: "close", name };
      else yield { kind: "open", name, attributes };
      if (selfClosing) yield { kind: "close", name };
    }
  }
}

const SIGNS: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const HIGHEST = 0x10ffff;

function signOf(whole: string, name: string): string {
  if (!name.startsWith("#")) return SIGNS[name] ?? whole;
  const point = name.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return Number.isInteger(point) && point <= HIGHEST ? String.fromCodePoint(point) : "";
}

/** Words with their signs written out. */
export const wordsIn = (words: string): string =>
  words.includes("&") ? words.replaceAll(/&(#?\w+);/g, (whole, name: string) => signOf(whole, name)) : words;

const patterns = new Map<string, RegExp>();

function patternOf(name: string): RegExp {
  const known = patterns.get(name) ?? new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  patterns.set(name, known);
  return known;
}

/** The value of an attribute, whatever its prefix. */
export function attribute(attributes: string, name: string): string | null {
  const found = patternOf(name).exec(attributes);
  return found ? wordsIn(found[1] ?? found[2] ?? "") : null;
}

/** Spreadsheets write signs that XML cannot hold as `_x000D_`. */
export const decoded = (words: string): string =>
  words.includes("_x")
    ? words.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_whole, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : words;
