import { z } from "zod";
import { code } from "../campaign/numbers.ts";
import { dayOf, instantOf, type Day } from "../dates.ts";
import { ask } from "../db/ask.ts";
import { hazardsOf, subjectOf as hazardSubject } from "../hazards/store.ts";
import type { Turn } from "../turn.ts";
import type { HazardDeed, HazardFacts, HazardSpan } from "./hazard-lines.ts";
import { At, Details, zoneOf } from "./history-columns.ts";
import type { Span } from "./line.ts";

const Id = z.object({ id: z.string() });

/** The hazards that a unit leads or once led, and that were not over before the scored days, after one of them. */
export async function hazardIdsOf(
  turn: Turn,
  { unit, from, after }: { unit: string; from: Day; after: string },
): Promise<string[]> {
  const { tx, district, campaign } = turn;
  const begin = instantOf(from, "00:00", zoneOf(turn));
  const led = await ask(
    tx,
    `SELECT h.id AS id FROM hazard h WHERE h.district_id = :district AND h.campaign = :campaign
      AND h.lead_unit = :unit AND (h.state <> 'closed' OR h.closed_at >= :begin) AND h.id > :after
     UNION SELECT p.hazard_id AS id FROM hazard_past p
      JOIN hazard k ON k.district_id = p.district_id AND k.id = p.hazard_id AND k.campaign = :campaign
      WHERE p.district_id = :district AND p.lead_unit = :unit AND k.lead_unit <> :unit AND p.hazard_id > :after ORDER BY id`,
    { district, campaign: campaign.key, unit, begin, after },
    Id,
  );
  return led.map(({ id }) => id);
}

const Change = z.object({
  at: At,
  hazardId: z.string(),
  state: z.string(),
  dueOn: z.string().nullable(),
  assignedOn: z.string().nullable(),
  leadUnit: z.string(),
  act: z.string(),
  details: Details,
});
type Change = z.infer<typeof Change>;

/** These hazards with all that was done to them up to the last scored day. */
export async function hazardFacts(turn: Turn, ids: readonly string[], span: Span): Promise<HazardFacts[]> {
  if (ids.length === 0) return [];
  const changes = await ask(
    turn.tx,
    `SELECT y.at AS at, p.hazard_id AS hazardId, p.state AS state, p.due_on AS dueOn, p.assigned_on AS assignedOn,
      p.lead_unit AS leadUnit, y.act AS act, y.details AS details
     FROM hazard_past p JOIN history y ON y.id = p.id AND y.district_id = p.district_id
     WHERE p.district_id = :district AND p.hazard_id IN (:...ids) ORDER BY p.hazard_id, p.version`,
    { district: turn.district, ids },
    Change,
  );
  const byHazard = new Map<string, Change[]>();
  for (const change of changes)
    byHazard.set(change.hazardId, [...(byHazard.get(change.hazardId) ?? []), change]);
  return (await hazardsOf(turn, ids)).map((hazard) => {
    const done = byHazard.get(hazard.id) ?? [];
    return {
      subject: hazardSubject(hazard),
      code: code("hazard", hazard.year, hazard.number),
      enterprise: hazard.enterprise,
      spans: spansOf(turn, done, hazard, span),
      deeds: done.flatMap((change) => deedIn(turn, change, span)),
    };
  });
}

const dayOfChange = (turn: Turn, { at }: Change): Day => dayOf(at, zoneOf(turn));

/** Each change kept what was before it: what came of it is what the next one kept, or what there is now. */
const spansOf = (turn: Turn, changes: readonly Change[], now: Omit<HazardSpan, "since">, { last }: Span) =>
  changes
    .map((change, at): HazardSpan => {
      const { state, leadUnit, dueOn, assignedOn } = changes[at + 1] ?? now;
      return { since: dayOfChange(turn, change), state, leadUnit, dueOn, assignedOn };
    })
    .filter(({ since }) => since <= last);

function deedIn(turn: Turn, change: Change, { last }: Span): HazardDeed[] {
  const on = dayOfChange(turn, change);
  const { act, details, leadUnit } = change;
  if (on > last) return [];
  if (act === "hazard.return") return [{ on, kind: "return", leadUnit }];
  if (act !== "hazard.reopen") return [];
  const isUntrue = details?.["ground"] === "untrue";
  return [{ on, kind: isUntrue ? "false_closure" : "reopening", leadUnit }];
}
