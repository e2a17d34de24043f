import { changeRows, findRow, findBy } from "../db/statements.ts";
import { StaleCard } from "../errors.ts";
import type { ApartParts } from "../jobs/apart-work.ts";
import { trace } from "../jobs/trace.ts";
import { inBrief } from "../log.ts";
import { countShare } from "./count.ts";
import { ScoreTable, WHOLE, type ScoreRow } from "./store.ts";

const RETRY_MS = 5_000;
const LONGEST_MS = 10 * 60_000;
const BATCH = 4;

/** One pass over the units that wait to be counted: one turn each, so that others get their turns in between. */
export function openScoreWorks(parts: ApartParts): () => Promise<number> {
  const { door, districts, clock } = parts;
  return async () => {
    const marks = districts.map(() => "?").join(", ");
    const waiting = await door((tx) =>
      findBy(
        tx,
        ScoreTable,
        `district_id IN (${marks}) AND state = 'counting' AND visible_at <= ? AND unit <> ? ORDER BY id LIMIT ${BATCH}`,
        [...districts, clock.now().getTime(), WHOLE],
      ),
    );
    for (const row of waiting) await workOn(parts, row);
    return waiting.length;
  };
}

async function workOn({ door, turnOf, clock, log }: ApartParts, row: ScoreRow): Promise<void> {
  const { id, districtId, version } = row;
  trace("score", { row: id });
  try {
    await door(async (tx) => {
      const fresh = await findRow(tx, ScoreTable, { districtId, id, version });
      if (fresh) await countShare(turnOf(tx, fresh.campaign, clock.now()), fresh);
    });
  } catch (error) {
    // Another instance had it.
    if (error instanceof StaleCard) return;
    log.error("score not counted", { row: id, ...inBrief(error) });
    const rest = Math.min(LONGEST_MS, RETRY_MS * 2 ** row.attempts);
    const again = {
      visibleAt: clock.now().getTime() + rest,
      attempts: row.attempts + 1,
      version: version + 1,
    };
    await door((tx) => changeRows(tx, ScoreTable, { districtId, id, version }, again));
  }
}
