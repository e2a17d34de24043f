import { z } from "zod";
import { ask } from "../db/ask.ts";
import type { Turn } from "../turn.ts";
import { asOf } from "./behind.ts";
import type { PeriodList } from "./counted.ts";
import { OF_PERIOD, periodValues, type Period } from "./period.ts";

const Id = z.object({ id: z.string() });

/** The first hazards behind a figure of a period, of one unit or of all, as they stood at its cut-off. */
export async function hazardsOfPeriod(
  turn: Turn,
  period: Period,
  { key, unit }: { key: PeriodList; unit: string | null },
  most: number,
): Promise<string[]> {
  const criterion = OF_PERIOD[key];
  const sql = asOf((row) =>
    unit === null ? criterion(row) : `${criterion(row)} AND ${row}.lead_unit = :unit`,
  );
  const { position } = period.cutOff;
  const rows = await ask(
    turn.tx,
    sql,
    { ...periodValues(turn, period), position, most, unit: unit ?? "" },
    Id,
  );
  return rows.map(({ id }) => id);
}

const Line = z.object({
  id: z.string(),
  act: z.string(),
  details: z.preprocess(
    (kept) => (typeof kept === "string" ? JSON.parse(kept) : kept),
    z.record(z.string(), z.unknown()).nullable(),
  ),
});

/** What was done to a hazard. */
export type HazardAct = z.infer<typeof Line>;

/** Acts of these kinds between two places in the history, by the hazards they were done to. */
export async function actsBetween(
  { tx, district, campaign }: Turn,
  { since, position }: { since: number; position: number },
  acts: readonly string[],
): Promise<HazardAct[]> {
  return ask(
    tx,
    `SELECT h.id AS id, y.act AS act, y.details AS details FROM history y
      JOIN hazard h ON h.district_id = y.district_id AND h.id = SUBSTR(y.subject, 8) AND h.campaign = :campaign
      WHERE y.district_id = :district AND y.position > :since AND y.position <= :position
        AND y.subject LIKE 'hazard:%' AND y.act IN (:...acts) ORDER BY y.position`,
    { district, campaign: campaign.key, since, position, acts },
    Line,
  );
}
