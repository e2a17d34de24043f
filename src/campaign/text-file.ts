import { existsSync, readFileSync } from "node:fs";

/** What a file says, or why it cannot be read. */
export type Read<Value> = { value: Value } | { mistakes: string[] };

/** Reads a UTF-8 file, without its byte order mark; spreadsheets on Chinese systems often save another encoding. */
export function readText(path: string, whenMissing: string): Read<string> {
  if (!existsSync(path)) return { mistakes: [`${path}：${whenMissing}`] };
  try {
    return { value: new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path)) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return {
      mistakes: [`${path}：不是 UTF-8 编码。在表格软件里请另存为“CSV UTF-8”，在编辑器里请选 UTF-8 保存`],
    };
  }
}
