import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "./browser.ts";
import { ARTIFACTS, openHand, startDemo, type Demo } from "./demo.ts";

/** `GUIDE_PICTURES=docs/images` makes the guide's pictures anew. */
export const PICTURES = process.env["GUIDE_PICTURES"] ?? join(ARTIFACTS, "guide");
export const PHONE = { width: 360, height: 800 };
/** No card is longer. */
const WHOLE = 2_600;

type Opened = { demo: Demo; browser: Browser; page: Page };
type Options = { viewport?: { width: number; height: number }; deviceScaleFactor?: number };

/** The demo in a real browser for one suite: started before it, ended after it. */
export function openRehearsal({ viewport = PHONE, deviceScaleFactor = 2 }: Options = {}) {
  let opened: Opened | null = null;
  const errors: string[] = [];
  const there = (): Opened => {
    if (!opened) throw new Error("the rehearsal has not begun");
    return opened;
  };

  before(async () => {
    const demo = await startDemo();
    mkdirSync(PICTURES, { recursive: true });
    const browser = await openBrowser();
    const page = await browser.newPage({ viewport, deviceScaleFactor, locale: "zh-CN" });
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("dialog", (dialog) => void dialog.accept());
    opened = { demo, browser, page };
  });

  after(async () => {
    await opened?.browser.close();
    await opened?.demo.stop();
  });

  const hand = openHand(() => ({ page: there().page, address: there().demo.address }));
  /** The whole card as wide as a phone, however long. */
  const keep = async (words: string, name: string): Promise<void> => {
    const { page } = there();
    await page.setViewportSize({ ...PHONE, height: WHOLE });
    await hand
      .card(words)
      .locator(".card")
      .screenshot({ path: join(PICTURES, `${name}.png`) });
    await page.setViewportSize(PHONE);
  };
  return { ...hand, keep, errors, page: () => there().page, address: () => there().demo.address };
}
