import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

export type PageFiles = Map<string, { type: string; body: Buffer }>;

/** The page is bundled from its source, also when the rest was built. */
const PAGE = import.meta.url.endsWith(".ts") ? "./page/" : "../../../src/sandbox/page/";
const at = (name: string) => fileURLToPath(new URL(`${PAGE}${name}`, import.meta.url));

/** Bundles the chat page when the demo starts; charts are a chunk of their own, loaded when one is drawn. */
export async function bundlePage(): Promise<PageFiles> {
  const { build } = await import("esbuild");
  const built = await build({
    entryPoints: [at("main.ts")],
    bundle: true,
    format: "esm",
    splitting: true,
    minify: true,
    write: false,
    outdir: "/",
    target: "es2022",
    logLevel: "silent",
  });
  const files: PageFiles = new Map();
  for (const { path, contents } of built.outputFiles) {
    files.set(`/${basename(path)}`, { type: "text/javascript; charset=utf-8", body: Buffer.from(contents) });
  }
  files.set("/index.html", { type: "text/html; charset=utf-8", body: readFileSync(at("page.html")) });
  files.set("/page.css", { type: "text/css; charset=utf-8", body: readFileSync(at("page.css")) });
  return files;
}
