import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const DIR = "bench/.built";

/** Runs a script in a process of its own as a build would run it, so that no compiler is counted; answers its last line. */
export async function runBundled(
  script: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<unknown> {
  mkdirSync(DIR, { recursive: true });
  const outfile = join(DIR, `${script}.mjs`);
  await build({
    entryPoints: [`bench/${script}.ts`],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
  const child = spawn(process.execPath, [...flags, outfile, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => void (said += chunk.toString()));
  const [code] = await once(child, "close");
  rmSync(outfile);
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${said}`);
  return JSON.parse(said.trim().split("\n").at(-1) ?? "");
}
