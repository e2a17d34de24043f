import { z } from "zod";
import { officePeople } from "../campaign/people.ts";
import { record } from "../campaign/history.ts";
import { ask } from "../db/ask.ts";
import { insertRows } from "../db/statements.ts";
import { addDays, dayOf, instantOf, type Day } from "../dates.ts";
import { post } from "../jobs/outbox.ts";
import type { Job, Occurrence } from "../jobs/schedule.ts";
import type { Turn } from "../turn.ts";
import { drawn } from "./drawing.ts";
import { drawnBefore, drawnOf, LookBackTable } from "./look-back-table.ts";
import { clearQueue } from "./move.ts";

const monthOf = (day: Day): string => day.slice(0, 7);

/** The month before a day's. */
export const monthBefore = (day: Day): string => monthOf(addDays(`${monthOf(day)}-01`, -1));

/** First working days of months between two instants. */
function firstWorkdays({ campaign, calendar }: Turn, from: Date, to: Date): { on: Day; at: Date }[] {
  const { timezone } = campaign.district;
  const last = monthOf(dayOf(to, timezone));
  const days: Day[] = [];
  for (let first = `${monthOf(dayOf(from, timezone))}-01`; monthOf(first) <= last;) {
    days.push(calendar.nextWorkday(first));
    first = `${monthOf(addDays(first, 31))}-01`;
  }
  return days
    .map((on) => ({ on, at: instantOf(on, campaign.reminders.at, timezone) }))
    .filter(({ at }) => at > from && at <= to);
}

/** 回头看: on the first working day of a month, some of what was struck off in the last one is drawn, once. */
export const drawLookBacks: Job = (turn, from, to) => {
  const ends = turn.campaign.phases.at(-1)!.due;
  const runs = firstWorkdays(turn, from, to)
    .filter(({ on }) => on <= ends)
    .map(({ on, at }): Occurrence => ({
      kind: "lookback",
      on,
      key: "month",
      at,
      fire: (opened) => draw(opened, on),
    }));
  return Promise.resolve(runs);
};

const Candidate = z.object({ id: z.string(), grade: z.enum(["general", "major", "major_pending"]) });

const CLOSED = `SELECT h.id AS id, h.grade AS grade FROM hazard h WHERE h.district_id = :district
  AND h.campaign = :campaign AND h.closed_at >= :from AND h.closed_at < :until AND h.state = 'closed'`;

/** The hash of the last line of history before an instant: nobody could choose it, and anybody can look it up. */
const SEED = `SELECT y.hash AS hash FROM history y WHERE y.district_id = :district AND y.at < :until
  AND y.position IS NOT NULL ORDER BY y.position DESC LIMIT 1`;

/** Draws, keeps the lots with their seed, and shows the office. */
async function draw(turn: Turn, on: Day): Promise<void> {
  const { tx, district, campaign } = turn;
  const month = monthBefore(on);
  if ((await drawnOf(turn, month)).length > 0) return;
  const instant = (day: Day) => instantOf(day, "00:00", campaign.district.timezone);
  const [from, until] = [instant(`${month}-01`), instant(`${monthOf(on)}-01`)];
  const closed = await ask(tx, CLOSED, { district, campaign: campaign.key, from, until }, Candidate);
  const before = await drawnBefore(
    turn,
    closed.map(({ id }) => id),
  );
  const [line] = await ask(tx, SEED, { district, until }, z.object({ hash: z.string() }));
  const seed = line?.hash ?? "";
  const open = closed.filter(({ id }) => !before.has(id));
  const ids = drawn(open, seed, campaign.hazards.look_back_percent);
  if (ids.length === 0) return;
  const lot = { districtId: district, campaign: campaign.key, month, seed, drawnOn: turn.today };
  const nothing = { result: null, remark: "", lookedBy: null, lookedOn: null };
  await insertRows(
    tx,
    LookBackTable,
    ids.map((hazardId) => ({ ...lot, ...nothing, hazardId })),
  );
  const subject = `lookback:${month}`;
  const words = `回头看：${month}销号${open.length}条，抽${ids.length}条`;
  record(turn, { subject, by: null, act: "lookback.draw", words, details: { seed, ids } });
  clearQueue(turn);
  for (const { id: person } of await officePeople(turn)) {
    await post(turn, { person }, subject, { key: "drawn" });
  }
}
