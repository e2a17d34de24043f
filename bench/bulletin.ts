import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTurn } from "../src/bot/routes.ts";
import { sealHistory } from "../src/campaign/chain.ts";
import { instantOf } from "../src/dates.ts";
import { openDatabase } from "../src/db/database.ts";
import { openDoor } from "../src/db/door.ts";
import { migrate } from "../src/db/migrate.ts";
import { countBulletin } from "../src/digest/bulletin-count.ts";
import { begin } from "../src/digest/bulletin-draft.ts";
import { bulletinDocument } from "../src/digest/bulletin-document.ts";
import { getBulletin } from "../src/digest/bulletin-store.ts";
import { bulletinView } from "../src/digest/bulletin-view.ts";
import { officialDocument } from "../src/files/official.ts";
import { readHouse } from "../src/house.ts";
import { TABLES } from "../src/tables.ts";
import type { Turn } from "../src/turn.ts";
import { inPairs, median, secondsOf, type Options, type Result } from "./measure.ts";
import { fillSearched } from "./searched.ts";

const HAZARDS = 100_000;
const MOST_S = 3;
const AT = new Date("2021-06-25T16:00:00+08:00");
const RAW = "SELECT lead_unit, state, COUNT(*) FROM hazard WHERE district_id = ? GROUP BY lead_unit, state";

/** A bulletin from its count to its Word file, beside one bare count of the same table. */
export async function bulletin(options: Options): Promise<Result> {
  const hazards = options.smoke ? 2_000 : HAZARDS;
  const { campaigns, calendar } = readHouse("./config");
  const campaign = campaigns[0]!;
  const dir = mkdtempSync(join(tmpdir(), "duban-bench-"));
  const db = await openDatabase(`sqlite:${join(dir, "bulletin.sqlite")}`, TABLES);
  await migrate(db);
  await fillSearched(db, campaign, hazards);
  const door = openDoor(db, sealHistory);
  const within = <Value>(work: (turn: Turn) => Promise<Value>) =>
    door((tx) => work(openTurn({ campaigns, calendar }, tx, campaign, AT)));
  const from = instantOf("2020-12-01", "00:00", campaign.district.timezone);
  const [counts, documents]: [number[], number[]] = [[], []];

  async function ours(): Promise<number> {
    const counted = await secondsOf(async () => {
      await within(async (turn) => {
        const figures = await countBulletin(turn, { from, position: 0 });
        await begin(turn, { id: "bench", causes: ["week"], figures, year: null, number: null });
      });
    });
    const laidOut = await secondsOf(async () => {
      const view = await within(async (turn) =>
        bulletinView(turn, await getBulletin(turn, { id: "bench" }), null),
      );
      await officialDocument(
        bulletinDocument({ view, campaignName: campaign.name, untilOn: "2021-06-25" }, "2021-06-25"),
      );
    });
    await within((turn) => turn.tx.query("DELETE FROM bulletin"));
    counts.push(counted);
    documents.push(laidOut);
    return counted + laidOut;
  }
  const {
    a: raw_s,
    b: ours_s,
    ...rest
  } = await inPairs(() => secondsOf(() => db.query(RAW, [campaign.district.key])), ours, options);
  await db.destroy();
  rmSync(dir, { recursive: true, force: true });
  const [count_s, docx_s] = [median(counts), median(documents)];
  const holds = options.smoke ? null : docx_s <= MOST_S;
  return {
    bench: "bulletin",
    hazards,
    raw_s,
    ours_s,
    count_s,
    docx_s,
    ...rest,
    must: `document ≤ ${MOST_S} s`,
    holds,
  };
}
