import { closeSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { SetupError } from "../errors.ts";

/** Keeps a second `serve` off one SQLite file; answers how to let go. Other databases need no lock. */
export function lockDatabase(url: string): () => void {
  if (!url.startsWith("sqlite:")) return () => undefined;
  const path = `${resolve(url.slice("sqlite:".length))}.lock`;
  mkdirSync(dirname(path), { recursive: true });
  take(path);
  return () => unlinkSync(path);
}

function take(path: string): void {
  try {
    const file = openSync(path, "wx");
    writeSync(file, String(process.pid));
    closeSync(file);
  } catch (error) {
    if (!isThere(error)) throw error;
    const holder = Number(readFileSync(path, "utf8"));
    if (isAlive(holder)) {
      throw new SetupError([
        `设置 DATABASE_URL：这个 SQLite 文件正由另一个督办进程（${holder}）使用。请先停掉它；要同时跑多个，请改用 MySQL 或 MariaDB。`,
      ]);
    }
    unlinkSync(path);
    take(path);
  }
}

const isThere = (error: unknown) => error instanceof Error && "code" in error && error.code === "EEXIST";

/** A process that was killed leaves its lock behind; its number then belongs to nobody. */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
