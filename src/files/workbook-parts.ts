/** What no XML may hold: control signs and halves of signs. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** Spreadsheets read `_x0041_` as the sign of that number: the line before it is written as a number itself. */
const LOOKS_CODED = /_(?=x[0-9A-Fa-f]{4}_)/g;
const NEEDS_CARE = /[^\u0020\u0021\u0023-\u0025\u0027-\u003b\u003d\u003f-\u005e\u0060-\ud7ff]/;

/** Typed text within XML. */
export const xml = (text: string): string =>
  NEEDS_CARE.test(text)
    ? text
        .replaceAll("\r\n", "\n")
        .replaceAll(LOOKS_CODED, "_x005F_")
        .replaceAll(FORBIDDEN, "")
        .replaceAll(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign)
    : text;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const numbers = (count: number): number[] => Array.from({ length: count }, (_each, at) => at + 1);

export const contentTypes = (sheets: number): string =>
  `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
  `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/>${numbers(sheets)
    .map(
      (nth) =>
        `<Override PartName="/xl/worksheets/sheet${nth}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`,
    )
    .join("")}</Types>`;

export const MAIN_RELS = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

export const rels = (sheets: number): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${numbers(sheets)
    .map(
      (nth) =>
        `<Relationship Id="rId${nth}" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet${nth}.xml"/>`,
    )
    .join(
      "",
    )}<Relationship Id="rId${sheets + 1}" Type="${DOCUMENT}/styles" Target="styles.xml"/></Relationships>`;

/** The first sheet that is no cover is the one that opens. */
export function workbookXml(
  sheets: readonly { name: string; hidden?: boolean; isPlain?: boolean }[],
): string {
  const active = Math.max(
    0,
    sheets.findIndex(({ isPlain }) => !isPlain),
  );
  const named = sheets
    .map(
      ({ name, hidden }, at) =>
        `<sheet name="${xml(name)}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ""} r:id="rId${at + 1}"/>`,
    )
    .join("");
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><workbookPr/><bookViews><workbookView activeTab="${active}"/></bookViews><sheets>${named}</sheets></workbook>`;
}

const fill = (colour: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
const LINED =
  '<border><left/><right/><top/><bottom style="thin"><color rgb="FFD0D3D6"/></bottom><diagonal/></border>';

const format = (number: number, more = ""): string =>
  `<xf numFmtId="${number}" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyAlignment="1"${more}><alignment vertical="top" wrapText="1"/></xf>`;
const filled = (fillId: number): string =>
  `<xf numFmtId="49" fontId="0" fillId="${fillId}" borderId="1" xfId="0" applyNumberFormat="1" applyFill="1" applyAlignment="1"><alignment horizontal="center" vertical="top"/></xf>`;

/** In the order `workbook.ts` counts them: plain, head, text, day, number, four lights, link. */
export const STYLES = [
  `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>`,
  '<fonts count="3"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font>',
  '<font><u/><sz val="11"/><color rgb="FF1F5EFF"/><name val="等线"/></font></fonts>',
  '<fills count="7"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  [fill("E8EAED"), fill("C6E9C9"), fill("FFE8A3"), fill("FBC4C4"), fill("E0E0E0")].join(""),
  `</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>${LINED}</borders>`,
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  '<cellXfs count="10"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>',
  [format(49, ' quotePrefix="1"'), format(164), format(0), filled(3), filled(4), filled(5), filled(6)].join(
    "",
  ),
  '<xf numFmtId="49" fontId="2" fillId="0" borderId="1" xfId="0" applyFont="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
  '</cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
].join("");
