/** A body that uses hazardous chemicals. Who can be called there is kept elsewhere (RULES §2, `enterprise_contact`). */
export type Enterprise = {
  id: string;
  name: string;
  /** Short and former names that people know it by. */
  aliases: string[];
  /** 统一社会信用代码; two never share one. */
  usci: string | null;
  /** The zone or town it lies in, and the department whose sector it belongs to: keys of units. */
  town: string | null;
  sector: string | null;
  address: string;
  /** What it uses, in words. */
  chemicals: string;
};

/** What is known of one that is entered anew. */
export type NewEnterprise = Omit<Enterprise, "id">;

const SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const USCI = 18;

/** Full-width signs, spaces, case: a code as people type it. */
export const codeTyped = (typed: string): string =>
  typed.normalize("NFKC").replaceAll(/\s/g, "").toUpperCase();

/** RULES §16: 18 of the 31 signs, the last of which checks the others. */
export function isUsci(code: string): boolean {
  const values = [...code].map((sign) => SIGNS.indexOf(sign));
  if (values.length !== USCI || values.includes(-1)) return false;
  const sum = WEIGHTS.reduce((all, weight, at) => all + weight * (values[at] ?? 0), 0);
  return values.at(-1) === (SIGNS.length - (sum % SIGNS.length)) % SIGNS.length;
}

/** Whether somebody meant a code, right or wrong: eighteen letters and digits, digits for the most part. */
export const looksLikeUsci = (typed: string): boolean =>
  /^[0-9A-Z]{18}$/.test(codeTyped(typed)) && /\d{6}/.test(codeTyped(typed));

const OTHER_THAN_WORDS = /[^\p{L}\p{N}]/gu;

/** Words as they are looked up: no brackets, spaces, full-width signs or capitals between two spellings of one name. */
export const lookupOf = (words: string): string =>
  words.normalize("NFKC").toLowerCase().replaceAll(OTHER_THAN_WORDS, "");
