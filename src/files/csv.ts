const BOM = "\ufeff";
/** Spreadsheets run what begins like this, some of them also when it is full-width. */
// oxlint-disable-next-line no-control-regex
const FORMULA = /^[=+\-@\t\r\n\u0000＝＋－＠]/;

const cell = (value: string): string => {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
};

/** Rows as a CSV that spreadsheets open in Chinese and in which nothing is run. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  BOM + rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
