import { LessThan } from "typeorm";
import { z } from "zod";
import { holdChain } from "../campaign/chain.ts";
import { record } from "../campaign/history.ts";
import { ask } from "../db/ask.ts";
import { findRows, instantIn } from "../db/statements.ts";
import { addDays, dayOf, endOfDayIn, instantOf } from "../dates.ts";
import type { Job, Occurrence } from "../jobs/schedule.ts";
import type { Turn } from "../turn.ts";
import { ALWAYS, type Shape } from "./from-when.ts";
import { isKeptSql, isWaitingSql } from "./sql.ts";
import {
  addPlaces,
  basisOf,
  daysOf,
  standingOf,
  TallyTable,
  waitingOf,
  writeChanges,
  type Changes,
} from "./tally.ts";

const day = z.string().nullable();
const number = z.coerce.number();
const Row = z.object({
  state: z.string(),
  grade: z.enum(["general", "major", "major_pending"]),
  unit: z.string(),
  focus: z.string(),
  due_on: day,
  assigned_on: day,
  plan_owed_since: day,
  returned: number,
  refused: number,
  extending: number,
  kept: number,
  count: number,
});

/** Hazards that are alike in all they are counted by are read as one. */
const ALIKE = `SELECT h.state AS state, h.grade AS grade, h.lead_unit AS unit, h.focus_point AS focus,
    h.due_on AS due_on, h.assigned_on AS assigned_on, h.plan_owed_since AS plan_owed_since,
    h.times_returned AS returned, h.times_refused AS refused, COALESCE(h.is_extending, 0) AS extending,
    CASE WHEN ${isKeptSql("h")} THEN 1 ELSE 0 END AS kept, COUNT(*) AS count
  FROM hazard h WHERE h.district_id = :district AND h.campaign = :campaign
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11`;

/** Minutes in which something was registered or struck off: no local day ends within one. */
const MINUTES = Object.entries({ registeredAt: "registered_at", closedAt: "closed_at" })
  .map(
    ([what, column]) => `SELECT '${what}' AS what, MIN(h.${column}) AS at, COUNT(*) AS count FROM hazard h
      WHERE h.district_id = :district AND h.campaign = :campaign AND h.${column} IS NOT NULL
      GROUP BY SUBSTR(h.${column}, 1, 16)`,
  )
  .join(" UNION ALL ");
const Minute = z.object({
  what: z.enum(["registeredAt", "closedAt"]),
  at: z.unknown().transform(instantIn),
  count: number,
});

/** What waits for the office or a verifier, by the minute or the day since which it does. */
const WAITING = `SELECT h.state AS state, CASE WHEN h.times_refused >= 2 THEN 2 ELSE 0 END AS refused,
    MIN(h.registered_at) AS registered, MIN(h.requested_at) AS requested, h.verified_on AS verified_on,
    COUNT(*) AS count
  FROM hazard h WHERE h.district_id = :district AND h.campaign = :campaign AND ${isWaitingSql("h")}
  GROUP BY h.state, CASE WHEN h.times_refused >= 2 THEN 2 ELSE 0 END, SUBSTR(h.registered_at, 1, 16),
    SUBSTR(h.requested_at, 1, 16), h.verified_on`;
const maybeInstant = z.unknown().transform((at) => (at === null ? null : instantIn(at)));
const Waiting = z.object({
  state: z.string(),
  refused: number,
  registered: z.unknown().transform(instantIn),
  requested: maybeInstant,
  verified_on: day,
  count: number,
});

const shapeOf = (row: z.infer<typeof Row>, zone: string): Shape => ({
  state: row.state,
  grade: row.grade,
  leadUnit: row.unit,
  focusPoint: row.focus,
  dueOn: row.due_on,
  assignedOn: row.assigned_on,
  planOwedSince: row.plan_owed_since,
  timesReturned: row.returned,
  timesRefused: row.refused,
  isExtending: row.extending === 1,
  closedAt: row.kept === 1 && row.due_on !== null ? instantOf(row.due_on, "00:00", zone) : null,
});

const BASIS = { on: ALWAYS, what: "basis", focus: "", state: "" };

const of = ({ district: districtId, campaign }: Turn) => ({ districtId, campaign: campaign.key });

/**
 * Counts every hazard anew and mends what was kept: what others save meanwhile waits, and is added to what is written
 * here. Answers how many counts were wrong.
 */
async function recount(turn: Turn): Promise<number> {
  const { tx, campaign, district } = turn;
  const { timezone: zone } = campaign.district;
  await holdChain(tx, district);
  const kept = await findRows(tx, TallyTable, of(turn));
  const named = { district, campaign: campaign.key, endOfDay: endOfDayIn(zone, turn.today) };
  const alike = await ask(tx, ALIKE, named, Row);
  const waiting = await ask(tx, WAITING, named, Waiting);
  const minutes = await ask(tx, MINUTES, named, Minute);
  const changes: Changes = new Map();
  for (const row of kept) if (row.what !== BASIS.what) addPlaces(changes, [row], -row.count);
  for (const row of alike) addPlaces(changes, standingOf(shapeOf(row, zone), turn), row.count);
  for (const { state, refused: timesRefused, registered, requested, verified_on, count } of waiting) {
    const since = { registeredAt: registered, requestedAt: requested, verifiedOn: verified_on };
    addPlaces(changes, waitingOf({ state, timesRefused, ...since }, turn), count);
  }
  for (const { what, at, count } of minutes) {
    const moments = { state: "", registeredAt: null, closedAt: null, [what]: at };
    addPlaces(changes, daysOf(moments, turn), count);
  }
  await writeChanges(turn, changes);
  await tx.getRepository(TallyTable).delete({ ...of(turn), count: 0, on: LessThan(turn.today) });
  return [...changes.values()].filter(({ by }) => by !== 0).length;
}

/** At the start: what was kept by another calendar or other limits, or by nobody yet, is counted anew. */
export async function recountWhenOther(turn: Turn): Promise<void> {
  const rows = turn.tx.getRepository(TallyTable);
  const unit = basisOf(turn);
  if (await rows.findOneBy({ ...of(turn), ...BASIS, unit })) return;
  await recount(turn);
  await rows.delete({ ...of(turn), what: BASIS.what });
  await rows.insert({ ...of(turn), ...BASIS, unit, count: 0 });
}

const AT_NIGHT = "03:00";

/** Each night what was kept is held against what there is; a difference is mended and stands in the history. */
export const recountNightly: Job = ({ campaign }, from, to) => {
  const { timezone } = campaign.district;
  const runs: Occurrence[] = [];
  for (let on = dayOf(from, timezone); on <= dayOf(to, timezone); on = addDays(on, 1)) {
    const at = instantOf(on, AT_NIGHT, timezone);
    if (at > from && at <= to) runs.push({ kind: "recount", on, key: "day", at, fire: mend });
  }
  // After an outage one recount does for all its nights.
  return Promise.resolve(runs.slice(-1));
};

async function mend(turn: Turn): Promise<void> {
  const wrong = await recount(turn);
  if (wrong === 0) return;
  const words = `夜间复核：${wrong}个计数与台账不符，已按台账改正`;
  record(turn, { subject: "tally", by: null, act: "tally.mend", words });
}
