import { AlignmentType, Document, Footer, Packer, PageNumber, Paragraph, type Table, TextRun } from "docx";
import {
  characters,
  FONT_TABLE,
  FONTS,
  LINE,
  PAGE,
  SIZES,
  TITLE_LINE,
  TWO_CHARACTERS,
} from "./official-styles.ts";
import { fixed, type Font, run, tableOf, type OfficialTable } from "./official-parts.ts";

/** What stands in an official document, part by part. */
export type Block =
  | { kind: "text"; words: string }
  | { kind: "heading"; words: string }
  | { kind: "subheading"; words: string }
  | ({ kind: "table"; title: string } & OfficialTable);

/** A document of a government body, to be laid out after GB/T 9704. */
export type OfficialDocument = {
  title: string;
  /** `通报〔2021〕第3期`; empty for none. */
  number: string;
  recipients: string;
  blocks: readonly Block[];
  issuer: string;
  /** `2021年6月25日` */
  date: string;
};

const DIGITS = "零一二三四五六七八九";

/** `十二`; headings are numbered in words. */
export function numberInWords(count: number): string {
  const [tens, ones] = [Math.floor(count / 10), count % 10];
  const before = tens === 0 ? "" : `${tens === 1 ? "" : DIGITS[tens]}十`;
  return `${before}${ones === 0 && tens > 0 ? "" : DIGITS[ones]}`;
}

const body = (words: string, font: Font = FONTS.body): Paragraph =>
  new Paragraph({ children: [run(words, font, SIZES.body)], spacing: fixed(LINE), indent: TWO_CHARACTERS });

const heading = (words: string, font: Font): Paragraph =>
  new Paragraph({
    children: [run(words, font, SIZES.body)],
    spacing: fixed(LINE),
    indent: TWO_CHARACTERS,
    keepNext: true,
  });

const centred = (words: string, font: Font, size: number, line: number, keepNext = false): Paragraph =>
  new Paragraph({
    children: [run(words, font, size)],
    spacing: fixed(line),
    alignment: AlignmentType.CENTER,
    keepNext,
  });

const blank = (): Paragraph => new Paragraph({ spacing: fixed(LINE) });

/** Headings count on by themselves: 一、二、 and below each （一）（二）. */
function laidOut(blocks: readonly Block[]): (Paragraph | Table)[] {
  let [chapter, section] = [0, 0];
  return blocks.flatMap((block): (Paragraph | Table)[] => {
    if (block.kind === "text") return block.words.split("\n").map((line) => body(line));
    if (block.kind === "table") {
      const title = block.title ? [centred(block.title, FONTS.heading, SIZES.number, LINE, true)] : [];
      return [...title, tableOf(block), blank()];
    }
    if (block.kind === "heading") {
      [chapter, section] = [chapter + 1, 0];
      return [heading(`${numberInWords(chapter)}、${block.words}`, FONTS.heading)];
    }
    section += 1;
    return [heading(`（${numberInWords(section)}）${block.words}`, FONTS.subheading)];
  });
}

/** `— 1 —`, one character in from the outer edge. */
const footer = (alignment: "left" | "right"): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: alignment === "right" ? { right: characters(1) } : { left: characters(1) },
        children: [
          new TextRun({
            children: ["— ", PageNumber.CURRENT, " —"],
            font: FONTS.number,
            size: SIZES.number,
          }),
        ],
      }),
    ],
  });

/** The body that issues it and the day, at the right. */
const signed = (words: string, inwards: number): Paragraph =>
  new Paragraph({
    children: [run(words, FONTS.body, SIZES.body)],
    spacing: fixed(LINE),
    alignment: AlignmentType.RIGHT,
    indent: { right: characters(inwards) },
    keepLines: true,
  });

/** Lays a document out as a .docx file. */
export async function officialDocument(document: OfficialDocument): Promise<Uint8Array> {
  const { title, number, recipients, blocks, issuer, date } = document;
  const children = [
    centred(title, FONTS.title, SIZES.title, TITLE_LINE),
    ...(number ? [centred(number, FONTS.subheading, SIZES.body, LINE)] : []),
    blank(),
    new Paragraph({ children: [run(recipients, FONTS.body, SIZES.body)], spacing: fixed(LINE) }),
    ...laidOut(blocks),
    blank(),
    signed(issuer, 2),
    signed(date, 4),
  ];
  const file = new Document({
    creator: issuer,
    title,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: { page: PAGE },
        footers: { default: footer("right"), even: footer("left") },
        children,
      },
    ],
  });
  return Packer.toBuffer(file, undefined, [{ path: "word/fontTable.xml", data: FONT_TABLE }]);
}
