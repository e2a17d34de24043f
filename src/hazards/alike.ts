import { z } from "zod";
import { ask } from "../db/ask.ts";
import { addDays, instantOf } from "../dates.ts";
import type { Turn } from "../turn.ts";
import type { Hazard } from "./hazard.ts";
import { isOpenSql } from "./sql.ts";
import { hazardsOf } from "./store.ts";

const MONTHS_12 = 365;
const MOST = 5;

const ALIKE = `SELECT h.id AS id FROM hazard h WHERE h.district_id = :district AND h.enterprise_id = :enterprise
  AND h.focus_point = :focusPoint AND h.campaign = :campaign AND (${isOpenSql("h")} OR h.closed_at >= :since)
  ORDER BY h.year DESC, h.number DESC LIMIT ${MOST}`;

/** Hazards of the same enterprise and focus point: open, or struck off within twelve months. */
export async function hazardsLike(turn: Turn, enterprise: string, focusPoint: string): Promise<Hazard[]> {
  const { tx, district, campaign, today } = turn;
  const since = instantOf(addDays(today, -MONTHS_12), "00:00", campaign.district.timezone);
  const named = { district, campaign: campaign.key, enterprise, focusPoint, since };
  const rows = await ask(tx, ALIKE, named, z.object({ id: z.string() }));
  const found = await hazardsOf(
    turn,
    rows.map(({ id }) => id),
  );
  return found.toReversed();
}
