import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import type { Door } from "./db/door.ts";
import { aliveIn, quarantine, setAlive } from "./jobs/quarantine.ts";
import type { Log } from "./log.ts";

const Marker = z.object({ aliveAt: z.iso.datetime() });

/** Outside of the database, and not to be copied with it: when the bot was last alive. */
function readMarker(file: string): Date | null {
  try {
    return new Date(Marker.parse(JSON.parse(readFileSync(file, "utf8"))).aliveAt);
  } catch {
    return null;
  }
}

function writeMarker(file: string, now: Date): void {
  mkdirSync(dirname(file), { recursive: true });
  const next = `${file}.${process.pid}`;
  writeFileSync(next, `${JSON.stringify({ aliveAt: now.toISOString() })}\n`);
  renameSync(next, file);
}

/** At the start: a database that is older than the marker was restored, and holds its cards back (RELIABILITY §3.12). */
export async function noticeRestored(door: Door, file: string, log: Log): Promise<boolean> {
  const marked = readMarker(file);
  if (!marked) return false;
  const isOlder = await door(async (tx) => {
    const known = await aliveIn(tx);
    if (known && known >= marked) return false;
    await quarantine(tx, marked);
    return true;
  });
  if (isOlder)
    log.error("database older than its marker: sending held back", { alive: marked.toISOString() });
  return isOlder;
}

/** Each minute: the database first, then the marker, so that only a database that went back is older. */
export async function markAlive(door: Door, file: string, now: Date): Promise<void> {
  await door((tx) => setAlive(tx, now));
  writeMarker(file, now);
}
