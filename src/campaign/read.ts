import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isNode, LineCounter, parseDocument, type Document } from "yaml";
import { z } from "zod";
import { SetupError } from "../errors.ts";
import type { HolidayYear } from "./calendar.ts";
import { Campaign } from "./definition.ts";

const date = z.iso.date('应是日期并加引号，例："2021-06-14"');

const Holidays = z.strictObject({
  years: z.array(
    z.strictObject({
      year: z.int().min(2000).max(2100),
      announced: z.boolean("只能是 true 或 false"),
      off: z.array(date),
      work: z.array(date),
    }),
  ),
});

/** Reads every campaign of a folder; all mistakes of all files at once. */
export function readCampaigns(folder: string): Campaign[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : [];
  if (files.length === 0) {
    throw new SetupError([`${folder}：没有专项行动文件。请放入一个 .yaml，例：hazchem-use-2020.yaml`]);
  }
  const results = files.toSorted().map((name) => readYaml(join(folder, name), Campaign));
  const mistakes = results.flatMap((result) => ("mistakes" in result ? result.mistakes : []));
  if (mistakes.length > 0) throw new SetupError(mistakes);
  return results.flatMap((result) => ("value" in result ? [result.value] : []));
}

/** Reads the holiday notices. */
export function readHolidays(path: string): HolidayYear[] {
  if (!existsSync(path)) throw new SetupError([`${path}：没有这个文件。请从发行包里复制一份 holidays.yaml`]);
  const result = readYaml(path, Holidays);
  if ("mistakes" in result) throw new SetupError(result.mistakes);
  return result.value.years;
}

type Result<Value> = { value: Value } | { mistakes: string[] };

function readYaml<Value>(path: string, shape: z.ZodType<Value>): Result<Value> {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, "utf8"), { lineCounter: lines });
  if (document.errors.length > 0) {
    return {
      mistakes: document.errors.map(({ pos: [at], code }) => {
        const { line, col } = lines.linePos(at);
        return `${path}:${line}:${col} 不是正确的 YAML（${YAML_WORDS[code] ?? code}），请检查缩进、冒号后的空格和引号`;
      }),
    };
  }
  const read = shape.safeParse(document.toJS());
  if (read.success) return { value: read.data };
  return {
    mistakes: read.error.issues.flatMap((issue) =>
      inWords(issue).map(({ at, rule }) => {
        const { line, col } = lines.linePos(offsetOf(document, at));
        return `${path}:${line}:${col} ${at.join(".") || "（整个文件）"} ${rule}`;
      }),
    ),
  };
}

const YAML_WORDS: Record<string, string> = {
  DUPLICATE_KEY: "同一个键写了两次",
  BAD_INDENT: "缩进不对",
  MISSING_CHAR: "缺少符号",
  UNEXPECTED_TOKEN: "多了符号",
};

type Place = (string | number)[];

/** An issue as sentences; each unknown key is a mistake of its own. */
function inWords(issue: z.core.$ZodIssue): { at: Place; rule: string }[] {
  const at = issue.path.filter((step) => typeof step !== "symbol");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((name) => ({ at: [...at, name], rule: "不认识这个键，请删去或改对拼写" }));
  }
  if (issue.code === "invalid_type" && issue.message.startsWith("Invalid input")) {
    return [
      {
        at,
        rule: issue.input === undefined ? "缺少这一项" : `应是${TYPES[issue.expected] ?? issue.expected}`,
      },
    ];
  }
  return [{ at, rule: issue.message }];
}

const TYPES: Record<string, string> = {
  string: "文字",
  number: "数字",
  int: "整数",
  boolean: "true 或 false",
  array: "列表",
  object: "一组键值",
};

/** Where a value stands in the file; for a missing one, where its parent stands. */
function offsetOf(document: Document, path: Place): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
