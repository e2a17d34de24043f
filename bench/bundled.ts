import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const DIR = "bench/.built";

let made = 0;

/** Makes of a script what a build would run, so that no compiler is counted; it is gone once it was used. */
export async function bundled(script: string): Promise<{ file: string } & Disposable> {
  mkdirSync(DIR, { recursive: true });
  made += 1;
  const outfile = join(DIR, `${script}-${process.pid}-${made}.mjs`);
  await build({
    entryPoints: [`bench/${script}.ts`],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
  return { file: outfile, [Symbol.dispose]: () => rmSync(outfile, { force: true }) };
}

/** Runs a script in a process of its own as a build would run it; answers its last line. */
export async function runBundled(
  script: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<unknown> {
  using built = await bundled(script);
  const child = spawn(process.execPath, [...flags, built.file, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => void (said += chunk.toString()));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${said}`);
  return JSON.parse(said.trim().split("\n").at(-1) ?? "");
}
