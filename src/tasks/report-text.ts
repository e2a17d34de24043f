import type { Metric } from "../campaign/definition.ts";

/** What was understood of a sentence; what was not stays in `text`, as it was typed. */
export type Understood = {
  percent: number | null;
  figures: Record<string, number>;
  text: string;
  /** Two numbers for one figure, or a percent over 100: asked about, never guessed. */
  unclear: string[];
};

const NUMBER = String.raw`(\d{1,7})`;
const PERCENT =
  /(?:(?:完成|整体|总体|目前)?进度|完成)\s*(?:为|到|达到|约|：|:)?\s*(?:百分之\s*(\d{1,4})|(\d{1,4})\s*%)/g;

/** Full-width digits and signs are typed as often as the others. */
const plainly = (typed: string): string =>
  typed
    .replaceAll(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replaceAll("％", "%")
    .replaceAll(/(\d)[,，](?=\d{3}(?!\d))/g, "$1");

const quoted = (words: string) => words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const namesOf = ({ label, aliases }: Metric): string[] => [label, ...aliases];

/** 重大隐患 before 隐患: a longer name may hold a shorter one. */
const longestName = (metric: Metric): number => Math.max(...namesOf(metric).map(({ length }) => length));

/** `进度60% 已排查企业35家，发现隐患12条` → percent 60, checked 35, found 12. */
export function readReport(typed: string, metrics: readonly Metric[]): Understood {
  const unclear: string[] = [];
  let rest = plainly(typed);
  const take = (pattern: RegExp, what: string): number | null => {
    const found = [...rest.matchAll(pattern)];
    const values = [
      ...new Set(found.map((match) => Number(match.slice(1).find((part) => part !== undefined)))),
    ];
    if (values.length > 1) unclear.push(`${what}写了${values.join("、")}，不知道按哪个`);
    if (values.length !== 1) return null;
    rest = rest.replace(pattern, " ");
    return values[0] ?? null;
  };

  const percent = take(PERCENT, "进度");
  if (percent !== null && percent > 100) unclear.push(`进度${percent}%超过100%`);

  const figures: Record<string, number> = {};
  for (const metric of metrics.toSorted((one, other) => longestName(other) - longestName(one))) {
    const names = namesOf(metric)
      .toSorted((one, other) => other.length - one.length)
      .map(quoted)
      .join("|");
    const pattern = new RegExp(
      `(?:${names})(?:了|共|数|总数|累计)?\\s*[：:]?\\s*${NUMBER}\\s*${quoted(metric.unit)}`,
      "g",
    );
    const value = take(pattern, metric.label);
    if (value !== null) figures[metric.key] = value;
  }
  const isReadable = percent === null || percent <= 100;
  return { percent: isReadable ? percent : null, figures, text: typed.trim(), unclear };
}

/** Whether there is anything in it to confirm. */
export const hasFigures = ({ percent, figures }: Understood): boolean =>
  percent !== null || Object.keys(figures).length > 0;
