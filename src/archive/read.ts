import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { Refusal } from "../errors.ts";
import { Line, openManifest, type End } from "./lines.ts";

const UNREADABLE = ["ENOENT", "EACCES", "EISDIR"];
const BROKEN = "备份文件不完整或已损坏，请换一份备份";

/** Lines of a text that comes in pieces. */
async function* split(text: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const piece of text) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

/** An archive's lines as they come, each of them checked for what it is. */
export async function* linesOf(path: string): AsyncGenerator<Line> {
  const text = createGunzip();
  // What goes wrong in the file goes wrong in the text: it is met there.
  pipeline(createReadStream(path), text, () => undefined);
  try {
    for await (const line of split(text)) yield Line.parse(JSON.parse(line));
  } catch (error) {
    const cannotBeRead = error instanceof Error && "code" in error && UNREADABLE.includes(String(error.code));
    throw new Refusal(cannotBeRead ? `没有找到或读不了 ${path}，请检查路径和权限` : BROKEN);
  }
}

const isSame = (one: End, other: End): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A file's bytes as they come: in all as many as was said, with the hash that was said. */
function openFile({ sha256, size }: { sha256: string; size: number }) {
  const hash = createHash("sha256");
  let got = 0;
  return {
    add: (data: string): Buffer => {
      const bytes = Buffer.from(data, "base64");
      hash.update(bytes);
      got += bytes.length;
      return bytes;
    },
    isWhole: () => got === size && hash.digest("hex") === sha256,
  };
}

/** Reads an archive to its end and compares it with its own manifest; nothing is written. Answers head and end. */
export async function verifyArchive(path: string) {
  const manifest = openManifest();
  let head: Extract<Line, { kind: "head" }> | null = null;
  let end: End | null = null;
  let file: ReturnType<typeof openFile> | null = null;
  const close = () => {
    if (file && !file.isWhole()) throw new Refusal(BROKEN);
    file = null;
  };
  for await (const line of linesOf(path)) {
    if (end !== null) throw new Refusal(BROKEN);
    if (line.kind !== "bytes") close();
    if (line.kind === "head") head = line;
    else if (line.kind === "row") manifest.row(line.table, line.row);
    else if (line.kind === "bytes") openOf(file).add(line.data);
    else if (line.kind === "file") {
      manifest.file();
      file = openFile(line);
    } else end = line;
  }
  if (!head || !end || !isSame(withoutEmpty(end), manifest.end())) throw new Refusal(BROKEN);
  return { head, end };
}

function openOf<File>(file: File | null): File {
  if (!file) throw new Refusal(BROKEN);
  return file;
}

/** Tables without a row leave no line of theirs. */
const withoutEmpty = (end: End): End => ({
  ...end,
  tables: Object.fromEntries(Object.entries(end.tables).filter(([, { rows }]) => rows > 0)),
});
