#!/usr/bin/env node
// Runs the build if there is one, else the sources through tsx.
import { existsSync } from "node:fs";

const built = new URL("../dist/src/main.js", import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  await import("tsx").catch(() => {
    console.error("没有编译产物，也没有 tsx：请先运行 npm ci，再运行 npm run build。");
    process.exit(78);
  });
  await import(new URL("../src/main.ts", import.meta.url).href);
}
