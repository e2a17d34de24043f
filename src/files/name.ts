import { tidy } from "../../cards/text.ts";

const LONGEST = 120;
const FORBIDDEN = /[<>:"|?*\n]/g;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A name from outside as our own: its last part, without signs that a folder or a reader would take otherwise. */
export function ownName(given: string): string {
  const last = tidy(given).split(/[/\\]/).at(-1) ?? "";
  const clean = last.replaceAll(FORBIDDEN, "_").replaceAll(/^[.\s]+|[.\s]+$/g, "");
  if (clean === "") return "文件";
  const named = RESERVED.test(clean) ? `_${clean}` : clean;
  const signs = [...named];
  if (signs.length <= LONGEST) return named;
  const [ending = ""] = /\.[A-Za-z0-9]{1,8}$/.exec(named) ?? [];
  return `${signs.slice(0, LONGEST - ending.length - 1).join("")}…${ending}`;
}
