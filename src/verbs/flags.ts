import { Refusal } from "../errors.ts";

/** The flags of a verb; one it does not know is named, with those it does. */
export function flagsIn(args: readonly string[], known: readonly string[]): Set<string> {
  const unknown = args.find((arg) => !known.includes(arg));
  if (unknown !== undefined) throw new Refusal(`不认识的参数 ${unknown}；可用：${known.join("、")}`);
  return new Set(args);
}
