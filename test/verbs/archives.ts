import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { Line, openManifest } from "../../src/archive/lines.ts";

type Content = Exclude<Line, { kind: "head" | "end" }>;
type Head = Extract<Line, { kind: "head" }>;

/** What a backup holds, its sums apart. */
export function readBackup(path: string): { head: Head; lines: Content[] } {
  const lines = gunzipSync(readFileSync(path)).toString().trim().split("\n");
  const all = lines.map((line) => Line.parse(JSON.parse(line)));
  const [head] = all;
  if (head?.kind !== "head") throw new Error("no head");
  return { head, lines: all.filter((line) => line.kind !== "head" && line.kind !== "end") };
}

/** A backup of these lines, with the sums that they have. */
export function writeBackup(path: string, head: Head, lines: readonly Content[]): string {
  const manifest = openManifest();
  for (const line of lines) {
    if (line.kind === "row") manifest.row(line.table, line.row);
    if (line.kind === "file") manifest.file();
  }
  const text = [head, ...lines, manifest.end()].map((line) => `${JSON.stringify(line)}\n`).join("");
  writeFileSync(path, gzipSync(text));
  return path;
}
