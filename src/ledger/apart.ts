import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { Refusal } from "../errors.ts";

/** A spreadsheet of 100 000 rows takes half a minute; what takes ten is stuck. */
export const LONGEST_MS = 10 * 60_000;
/** What a process may hold: a ledger goes out a page at a time, but is read whole. */
export const WRITING_MB = 112;
const READING_MB = 768;
const SAID = 4_000;
/** A bot that is told to stop does not wait for a sheet: whoever goes on begins it anew. */
const STOPS = ["SIGTERM", "SIGINT"] as const;

const isSource = import.meta.url.endsWith(".ts");
const SCRIPT = fileURLToPath(new URL(isSource ? "child.ts" : "child.js", import.meta.url));

const Said = z.union([z.object({ refused: z.string() }), z.object({ made: z.unknown() })]);

/** Does an order in a process of its own, with memory and time of its own: the bot's loop never waits for it. */
export async function apart<Result>(
  order: { kind: string } & Record<string, unknown>,
  result: z.ZodType<Result>,
): Promise<Result> {
  const memory = order.kind === "export" ? WRITING_MB : READING_MB;
  const flags = [`--max-old-space-size=${memory}`, ...(isSource ? ["--import", "tsx"] : [])];
  const child = spawn(process.execPath, [...flags, SCRIPT], { stdio: ["pipe", "pipe", "pipe"] });
  const end = () => void child.kill("SIGKILL");
  const timer = setTimeout(end, LONGEST_MS);
  for (const signal of STOPS) process.once(signal, end);
  let [out, wrong] = ["", ""];
  child.stdout.on("data", (bytes: Buffer) => void (out += bytes.toString()));
  child.stderr.on("data", (bytes: Buffer) => void (wrong = (wrong + bytes.toString()).slice(-SAID)));
  child.stdin.on("error", () => undefined);
  child.stdin.end(JSON.stringify(order));
  const [code, signal] = await once(child, "close");
  clearTimeout(timer);
  for (const signal of STOPS) process.off(signal, end);
  if (code !== 0) throw new Error(`the spreadsheet's process ended with ${String(signal ?? code)}: ${wrong}`);
  const said = Said.parse(JSON.parse(out.trim().split("\n").at(-1) ?? ""));
  if ("refused" in said) throw new Refusal(said.refused);
  return result.parse(said.made);
}
