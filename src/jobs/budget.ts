import { defineTable, instant, key } from "../db/define.ts";
import { findRow, findRows, insertRows } from "../db/statements.ts";
import { dayOf, instantOf } from "../dates.ts";
import type { Turn } from "../turn.ts";
import { OutboxTable } from "./outbox-table.ts";

type PutOffRow = { districtId: string; personId: string; subject: string; campaign: string; at: Date };

/** What would have rung beyond a person's budget: it goes into the next morning's tray. */
export const PutOffTable = defineTable<PutOffRow>("put_off", {
  districtId: { ...key(), primary: true, name: "district_id" },
  personId: { ...key(36), primary: true, name: "person_id" },
  subject: { ...key(80), primary: true },
  campaign: key(),
  at: instant(),
});

/**
 * Whether a card may still ring for a person at this instant. Up to the morning's reminders one place is kept for
 * the tray, which tells of everything.
 */
export async function hasRoom(
  turn: Turn,
  person: string,
  ringsAt: Date,
  givingWay: readonly { id: string }[] = [],
): Promise<boolean> {
  const { tx, district: districtId, campaign } = turn;
  const { timezone } = campaign.district;
  const { budget, at } = campaign.reminders;
  const ringsOn = dayOf(ringsAt, timezone);
  const most = ringsAt > instantOf(ringsOn, at, timezone) ? budget : Math.max(1, budget - 1);
  const rung = await findRows(
    tx,
    OutboxTable,
    { districtId, personId: person, ringsOn },
    { limit: most + 1 + givingWay.length },
  );
  return rung.filter(({ id }) => !givingWay.some((each) => each.id === id)).length < most;
}

/** The next working morning after an instant. */
export function morningAfter({ campaign, calendar }: Turn, instant: Date): Date {
  const { timezone } = campaign.district;
  const today = dayOf(instant, timezone);
  const morning = instantOf(today, campaign.reminders.at, timezone);
  if (calendar.isWorkday(today) && morning > instant) return morning;
  return instantOf(calendar.addWorkdays(today, 1), campaign.reminders.at, timezone);
}

/** Keeps a thing for the next morning's tray. */
export async function putOff(turn: Turn, personId: string, subject: string): Promise<void> {
  const { tx, district: districtId, campaign, now } = turn;
  if (await findRow(tx, PutOffTable, { districtId, personId, subject })) return;
  await insertRows(tx, PutOffTable, [{ districtId, personId, subject, campaign: campaign.key, at: now }]);
}

/** What was put off for this morning; it is not kept any longer. */
export async function takePutOff(turn: Turn): Promise<{ personId: string; subject: string }[]> {
  const where = { districtId: turn.district, campaign: turn.campaign.key };
  const rows = await findRows(turn.tx, PutOffTable, where, { order: { at: "ASC" } });
  if (rows.length > 0) await turn.tx.getRepository(PutOffTable).delete(where);
  return rows;
}
