import { chromium, type Browser } from "playwright-core";

const PATH = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Whether this run has a browser; test/run.mjs names the tests that it skips. */
export const hasBrowser = PATH !== "";

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: PATH, args: FLAGS });
