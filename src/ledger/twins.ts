import { z } from "zod";
import { code } from "../campaign/numbers.ts";
import { ask } from "../db/ask.ts";
import type { Day } from "../dates.ts";
import type { Turn } from "../turn.ts";
import { sameness } from "./verdict.ts";

const AT_ONCE = 500;

const Twin = z.object({
  enterprise: z.string(),
  found_on: z.string(),
  description: z.string(),
  year: z.number(),
  number: z.number(),
});

/** Hazards that were found on these days, by what makes them the same: none of them is registered twice. */
export async function alreadyHere(turn: Turn, found: readonly Day[]): Promise<Map<string, string>> {
  const days = [...new Set(found)];
  const here = new Map<string, string>();
  for (let from = 0; from < days.length; from += AT_ONCE) {
    const rows = await ask(
      turn.tx,
      `SELECT h.enterprise AS enterprise, h.found_on AS found_on, h.description AS description, h.year AS year,
       h.number AS number FROM hazard h WHERE h.district_id = :district AND h.campaign = :campaign
       AND h.found_on IN (:...days) AND h.state NOT IN ('voided', 'merged')`,
      { district: turn.district, campaign: turn.campaign.key, days: days.slice(from, from + AT_ONCE) },
      Twin,
    );
    for (const { enterprise, found_on: on, description, year, number } of rows)
      here.set(sameness(enterprise, on, description), code("hazard", year, number));
  }
  return here;
}
