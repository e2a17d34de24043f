/** Millimetres and points as a document's XML counts them. */
const TWIPS_PER_MM = 1440 / 25.4;
const TWIPS_PER_POINT = 20;
const mm = (millimetres: number): number => Math.round(millimetres * TWIPS_PER_MM);
const points = (size: number): number => size * TWIPS_PER_POINT;

/** A4 with the margins of GB/T 9704: 37 above, 35 below, 28 and 26 at the sides. */
export const PAGE = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), footer: mm(28) },
};
export const PAGE_WIDTH = PAGE.size.width - PAGE.margin.left - PAGE.margin.right;

/** Sizes are named as in print shops, in half points: 二号 for the title, 三号 for what is read. */
export const SIZES = { title: 44, body: 32, number: 28, table: 24 };

/** 22 lines fill the 225 mm of a page. */
export const LINE = points(29);
export const TITLE_LINE = points(35);
export const TABLE_LINE = points(20);

/** Two characters, by which a paragraph begins further in; programs that do not count characters take the length. */
export const TWO_CHARACTERS = { firstLineChars: 200, firstLine: SIZES.body * 2 * 10 };
export const characters = (count: number): number => count * SIZES.body * 10;

export const FONTS = {
  title: "方正小标宋简体",
  body: "仿宋_GB2312",
  heading: "黑体",
  subheading: "楷体_GB2312",
  number: "宋体",
} as const;

/** What stands in for a font that a computer does not have. */
const INSTEAD: Record<string, string> = {
  方正小标宋简体: "方正小标宋_GBK,小标宋体,华文中宋,宋体,SimSun,Noto Serif CJK SC",
  仿宋_GB2312: "仿宋,FangSong,华文仿宋,方正仿宋_GBK,Noto Serif CJK SC",
  黑体: "SimHei,方正黑体_GBK,Noto Sans CJK SC",
  楷体_GB2312: "楷体,KaiTi,华文楷体,方正楷体_GBK,Noto Serif CJK SC",
  宋体: "SimSun,方正书宋_GBK,Noto Serif CJK SC",
};

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/** The document's list of fonts, each with what stands in for it. */
export const FONT_TABLE = [
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="${WORD}">`,
  ...Object.entries(INSTEAD).map(
    ([name, instead]) =>
      `<w:font w:name="${name}"><w:altName w:val="${instead}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>`,
  ),
  "</w:fonts>",
].join("");
