const DEEPEST = 32;

/** Whether a JSON text nests deeper than anything Feishu sends; found without parsing it. */
export function isDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign === "\\") at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === "{" || sign === "[") {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (sign === "}" || sign === "]") depth -= 1;
  }
  return false;
}
