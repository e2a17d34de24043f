import { Refusal } from "../errors.ts";

/** `--name VALUE` pairs, bare `--flags`, and what stands alone; what a verb does not know is named. */
export function optionsIn(args: readonly string[], valued: readonly string[], flags: readonly string[]) {
  const values = new Map<string, string>();
  const said = new Set<string>();
  const alone: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? "";
    const next = args[at + 1];
    if (valued.includes(word)) {
      if (next === undefined || next.startsWith("--")) throw new Refusal(`${word} 后面要写内容`);
      values.set(word, next);
      at += 1;
    } else if (flags.includes(word)) said.add(word);
    else if (word.startsWith("--"))
      throw new Refusal(`不认识的参数 ${word}；可用：${[...valued, ...flags].join("、")}`);
    else alone.push(word);
  }
  return { values, said, alone };
}
