import { mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { everyCard } from "../cards/views.ts";
import { openBrowser } from "./browser.ts";

const PAGE = "http://cards.invalid/";
const PHONE = 360;
const DESKTOP = 600;
const PHOTO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 10"><rect width="16" height="10" fill="#c9cdd4"/></svg>`;

/** Takes a picture of each card, as wide as a phone or as Feishu's desktop shows it, in its reader's theme. */
export async function shootCards(
  cards: Record<string, object>,
  folder: string,
  width: number,
  colorScheme: "light" | "dark" = "light",
): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: ["test/page/entry.ts"],
    bundle: true,
    format: "esm",
    splitting: true,
    write: false,
    outdir: "/",
    logLevel: "silent",
  });
  const files = new Map(outputFiles.map(({ path, contents }) => [basename(path), Buffer.from(contents)]));
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({
      viewport: { width, height: 900 },
      deviceScaleFactor: 2,
      colorScheme,
    });
    await page.route("**/*", (route) => {
      const name = basename(new URL(route.request().url()).pathname);
      const file = files.get(name);
      if (file) return route.fulfill({ contentType: "text/javascript", body: file });
      if (route.request().url().includes("/api/images/"))
        return route.fulfill({ contentType: "image/svg+xml", body: PHOTO });
      const css = readFileSync("src/sandbox/page/page.css", "utf8");
      return route.fulfill({
        contentType: "text/html; charset=utf-8",
        body: `<!doctype html><meta charset="utf-8"><style>${css} body{padding:8px}</style><body></body><script type="module" src="/entry.js"></script>`,
      });
    });
    await page.goto(PAGE);
    await page.waitForFunction("window.drawCard");
    mkdirSync(folder, { recursive: true });
    for (const [name, card] of Object.entries(cards)) {
      await page.evaluate((drawn) => Object(globalThis).drawCard(drawn), card);
      if (JSON.stringify(card).includes('"tag":"chart"')) await page.waitForSelector("[data-drawn]");
      await page.locator("body").screenshot({ path: join(folder, `${name}-${width}.png`) });
    }
  } finally {
    await browser.close();
  }
}

if (process.argv[1]?.endsWith("shoot.ts")) {
  const options = process.argv.slice(2);
  const [folder = "test/artifacts/cards", ...only] = options.filter((each) => !each.startsWith("--"));
  const cards = Object.fromEntries(
    Object.entries(everyCard()).filter(([name]) => only.length === 0 || only.includes(name)),
  );
  const theme = options.includes("--dark") ? "dark" : "light";
  await shootCards(cards, folder, options.includes("--desktop") ? DESKTOP : PHONE, theme);
}
