import { isNode, LineCounter, parseDocument, type Document } from "yaml";
import { z } from "zod";
import { readText, type Read } from "./text-file.ts";

type Path = (string | number)[];

/** A file's value, and where in the file a path of it stands: `file:line:col path`. */
export type YamlFile<Value> = { value: Value; placeOf: (path: Path) => string };

/** Reads a YAML file by its shape; every mistake with file, line, path, rule and, where it helps, an example. */
export function readYaml<Value>(
  path: string,
  shape: z.ZodType<Value>,
  whenMissing: string,
): Read<YamlFile<Value>> {
  const text = readText(path, whenMissing);
  if ("mistakes" in text) return text;
  const lines = new LineCounter();
  const document = parseDocument(text.value, { lineCounter: lines });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    const mistakes = document.errors.map(
      ({ pos: [at], code }) => `${place(at)} 不是正确的 YAML：${YAML_WORDS[code] ?? YAML_HINT}`,
    );
    return { mistakes };
  }
  const placeOf = (at: Path) => `${place(offsetOf(document, at))} ${at.join(".") || "（整个文件）"}`;
  const read = shape.safeParse(document.toJS(), { error: inChinese, reportInput: true });
  if (read.success) return { value: { value: read.data, placeOf } };
  return { mistakes: read.error.issues.flatMap(inWords).map(([at, rule]) => `${placeOf(at)} ${rule}`) };
}

const YAML_HINT = "请检查缩进、冒号后的空格和引号";
const YAML_WORDS: Record<string, string> = {
  DUPLICATE_KEY: "同一个键写了两次，请删去一个",
  BAD_INDENT: "缩进不对，请与上下同级的行对齐",
  TAB_AS_INDENT: "用了制表符缩进，请改用空格",
  MULTIPLE_DOCS: "一个文件里只能写一份，请去掉 --- 分隔线",
};

const TYPES: Record<string, string> = {
  string: "文字",
  number: "数字",
  int: "整数",
  boolean: "true 或 false",
  array: "列表",
  object: "一组键值",
};

/** The words for a rule that has none of its own. */
const inChinese: z.core.$ZodErrorMap = (issue) =>
  issue.code === "invalid_type"
    ? `应是${TYPES[issue.expected] ?? issue.expected}`
    : z.locales.zhCN().localeError(issue);

/** An issue as sentences; each unknown key is a mistake of its own. */
function inWords(issue: z.core.$ZodIssue): [at: Path, rule: string][] {
  const at = issue.path.filter((step) => typeof step !== "symbol");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((name) => [[...at, name], "不认识这个键，请删去或改对拼写"]);
  }
  const isMissing = issue.code !== "custom" && issue.input === undefined;
  return [[at, isMissing ? `缺少这一项，${issue.message}` : issue.message]];
}

/** Where a value stands in the file; for a missing one, where its parent stands. */
function offsetOf(document: Document, path: Path): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
