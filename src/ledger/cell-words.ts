import type { Campaign } from "../campaign/definition.ts";
import type { Day } from "../dates.ts";
import { dayOfSerial, type ReadCell } from "../files/cells.ts";
import { focusInWords, sectorInWords, type ColumnKey } from "./columns.ts";

/** Words as they were typed, but for spaces at the ends and strange line ends. */
export const trimmed = (words: string): string => words.replaceAll("\r\n", "\n").trim();

/** The same with full-width signs made plain: for days, codes and what is chosen from a list. */
export const tidied = (words: string): string => trimmed(words.normalize("NFKC"));

const WRITTEN = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:\s.*|T.*)?$/;
const RUN_TOGETHER = /^(\d{4})(\d{2})(\d{2})$/;
/** As numbers, days of these decades. */
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const [FIRST_SERIAL, LAST_SERIAL] = [30_000, 60_000];

/** A day however it was written: as a day, as the number of one, as `2021.6.5`, `2021年6月5日` or `20210605`. */
export function dayIn({ words, kind }: Pick<ReadCell, "words" | "kind">, from1904: boolean): Day | null {
  if (kind === "day") return realDay(words);
  const said = tidied(words);
  const [, year, month, day] = WRITTEN.exec(said) ?? RUN_TOGETHER.exec(said) ?? [];
  if (year && month && day) return realDay(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  const serial = SERIAL.test(said) ? Number(said) : 0;
  const isDay = serial >= FIRST_SERIAL && serial <= LAST_SERIAL;
  return isDay ? dayOfSerial(serial, from1904) : null;
}

function realDay(day: string): Day | null {
  const at = Date.parse(day);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? null : day;
}

type Read = (words: string, campaign: Campaign) => string | null;

const plain = (words: string): string => words.replaceAll(/[\s（）()；;、，,]/g, "");

export const unitIn: Read = (words, { units }) =>
  units.find(({ key, name, short }) => [key, name, short].some((each) => plain(each) === plain(words)))
    ?.key ?? null;

const focusIn: Read = (words, { focus_points }) => {
  const number = Number(/^[^\d]{0,2}(\d{1,2})/.exec(words)?.[1] ?? Number.NaN);
  const isSame = (point: Campaign["focus_points"][number]) =>
    point.key === words || point.short === words || focusInWords(point) === words || point.number === number;
  return focus_points.find(isSame)?.key ?? null;
};

const gradeIn: Read = (words) => {
  if (/^(一般|general)/.test(words)) return "general";
  return /^(重大|major)/.test(words) ? "major" : null;
};

const unitsIn: Read = (words, campaign) => {
  const keys = words.split(/[、，,；;\n]+/).map((each) => unitIn(each, campaign));
  return keys.some((key) => key === null) ? null : keys.join("、");
};

const sectorIn: Read = (words, campaign) =>
  campaign.units.find((unit) => plain(sectorInWords(unit)) === plain(words))?.key ?? unitIn(words, campaign);

/** How the words of a column become what is kept; where it is not named, they are kept as they are. */
const READS: { [Key in ColumnKey]?: { read: Read; why: string } } = {
  lead_unit: { read: unitIn, why: "不是成员单位，请从列表选" },
  help_units: { read: unitsIn, why: "有的不是成员单位，多个用顿号隔开" },
  town: { read: unitIn, why: "不是本区的镇街，请从列表选" },
  sector: { read: sectorIn, why: "不是行业领域，请从列表选" },
  focus_point: { read: focusIn, why: "不是重点内容，请从列表选或填1–9" },
  grade: { read: gradeIn, why: "请填一般或重大" },
  category: {
    read: (words, { hazards }) => hazards.categories.find((each) => words.startsWith(each)) ?? null,
    why: "不是隐患类别，请从列表选",
  },
  source: {
    read: (words, { hazards }) => hazards.sources.find((each) => words.startsWith(each)) ?? null,
    why: "不是隐患来源，请从列表选",
  },
};

const CODES: readonly ColumnKey[] = ["hazard_no", "usci"];

/** What a cell says, or why it cannot be read. */
export function valueOf(
  key: ColumnKey,
  words: string,
  campaign: Campaign,
): { value: string } | { why: string } {
  const reads = READS[key];
  if (!reads) return { value: CODES.includes(key) ? tidied(words) : trimmed(words) };
  const value = reads.read(tidied(words), campaign);
  return value === null ? { why: reads.why } : { value };
}
