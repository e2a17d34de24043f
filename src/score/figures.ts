import { z } from "zod";
import { addDays, dayOf, instantOf, type Day } from "../dates.ts";
import { ask } from "../db/ask.ts";
import { tasksOf } from "../tasks/store.ts";
import type { Turn } from "../turn.ts";
import { scoreRules } from "./rules.ts";

const Count = z.object({ count: z.coerce.number() });

/** Hazards found and enterprises checked since the campaign began: who looks harder shows it here. */
export async function looked(
  turn: Turn,
  unit: string,
  last: Day,
): Promise<{ found: number; checked: number | null }> {
  const { district, campaign } = turn;
  const end = instantOf(addDays(last, 1), "00:00", campaign.district.timezone);
  const [found] = await ask(
    turn.tx,
    `SELECT COUNT(*) AS count FROM hazard h WHERE h.district_id = :district AND h.campaign = :campaign
      AND h.lead_unit = :unit AND h.state NOT IN ('voided', 'merged') AND h.registered_at < :end`,
    { district, campaign: campaign.key, unit, end },
    Count,
  );
  return { found: found?.count ?? 0, checked: await checkedBy(turn, unit, last) };
}

/** The metric is cumulative: what the unit last handed in counts. */
async function checkedBy(turn: Turn, unit: string, last: Day): Promise<number | null> {
  const { checked } = scoreRules(turn);
  const { timezone } = turn.campaign.district;
  const tasks = checked === null ? [] : await tasksOf(turn, [unit]);
  const said = tasks.flatMap(({ reportedFigures, firstSubmittedAt }) => {
    const value = reportedFigures?.[checked ?? ""];
    const isIn = firstSubmittedAt !== null && dayOf(firstSubmittedAt, timezone) <= last;
    return isIn && value !== undefined ? [value] : [];
  });
  return said.length === 0 ? null : Math.max(...said);
}
