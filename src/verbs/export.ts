import { existsSync } from "node:fs";
import { runningClock } from "../clock.ts";
import { readSettings } from "../env.ts";
import { Refusal } from "../errors.ts";
import { readHouse } from "../house.ts";
import { writeLedger } from "../ledger/book.ts";
import { writeBook } from "../ledger/books.ts";
import { reading } from "../ledger/make.ts";
import { TABLES } from "../tables.ts";
import type { Turn } from "../turn.ts";
import { BOOKS } from "./books.ts";
import { optionsIn } from "./options.ts";

const WHAT = ["hazards", ...Object.keys(BOOKS)].join("|");
const USAGE = `用法：npm run -s duban -- export --what ${WHAT} --out 文件.xlsx，例：export --what hazards --out 台账.xlsx`;

const ALL = { units: null, year: null, unit: null, states: null, light: null, isMajor: false };

/** Writes one of the lists of each campaign's district as it is now. */
export async function exportVerb(args: string[], env: Record<string, string | undefined>): Promise<number> {
  const { values, alone } = optionsIn(args, ["--what", "--out"], []);
  const [what = "", out = ""] = [values.get("--what"), values.get("--out")];
  const book = Object.hasOwn(BOOKS, what) ? BOOKS[what] : undefined;
  if (alone.length > 0 || (!book && what !== "hazards") || !/\.xlsx$/i.test(out)) throw new Refusal(USAGE);
  const settings = readSettings(env);
  const { campaigns, calendar } = readHouse(settings.CONFIG_DIR);
  for (const campaign of campaigns) {
    const path = campaigns.length === 1 ? out : out.replace(/\.xlsx$/i, `-${campaign.key}.xlsx`);
    if (existsSync(path)) throw new Refusal(`${path} 已经有了，请换个名字，或先移走`);
    const now = runningClock(settings.DUBAN_CLOCK).now();
    const order = { database: settings.DATABASE_URL, campaign, years: calendar.years, now };
    const write = (turn: Turn) =>
      book ? writeBook(turn, path, book) : writeLedger(turn, path, ALL, "系统管理员");
    const rows = await reading(order, write, TABLES);
    console.log(`${path}：${rows}条`);
  }
  return 0;
}
