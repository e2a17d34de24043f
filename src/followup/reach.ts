import { IsNull, MoreThan, Not } from "typeorm";
import { unitName } from "../campaign/definition.ts";
import { holders, officePeople } from "../campaign/people.ts";
import { dayOf } from "../dates.ts";
import { InboxTable } from "../jobs/inbox.ts";
import { claimOccurrence, OccurrenceTable } from "../jobs/occurrences.ts";
import { post } from "../jobs/outbox.ts";
import { OutboxTable } from "../jobs/outbox-table.ts";
import { orphanInWords, orphans, type Orphan } from "../seats/orphans.ts";
import type { Person, Turn } from "../turn.ts";

/** Whoever writes for a unit: they are asked before anybody senior is. */
const WRITING = ["liaison", "deputy"] as const;

/** Since which day somebody has been told things and sent nothing back; `null` when they have answered. */
async function silentSince(turn: Turn, { id, openId }: Person): Promise<string | null> {
  const { tx, district: districtId, campaign } = turn;
  const heard = await tx.getRepository(InboxTable).findOne({
    where: { districtId, sender: openId },
    order: { receivedAt: "DESC" },
  });
  const first = await tx.getRepository(OutboxTable).findOne({
    where: {
      districtId,
      personId: id,
      ringsOn: Not(IsNull()),
      sentAt: heard ? MoreThan(heard.receivedAt) : Not(IsNull()),
    },
    order: { sentAt: "ASC" },
  });
  return first?.sentAt ? dayOf(first.sentAt, campaign.district.timezone) : null;
}

/** Why nobody who writes for a unit can be asked, in words; `null` when somebody can. */
async function troubleOf(turn: Turn, unit: string, orphan: Orphan | null): Promise<string | null> {
  const { calendar, campaign, today } = turn;
  const away = new Set(orphan?.unreached);
  const people = (await holders(turn, unit, WRITING)).filter(({ name }) => !away.has(name));
  const silent: string[] = [];
  for (const person of people) {
    const since = await silentSince(turn, person);
    const days = since ? calendar.workdaysBetween(since, today) : 0;
    if (days < campaign.reminders.silent_after) return null;
    silent.push(`${person.name}${days}个工作日没有回应`);
  }
  return [...(orphan ? [orphanInWords(orphan)] : []), ...silent].join("；") || "没有联络员";
}

/**
 * Tells the office of units that are behind and in which nobody answers, before anybody senior is disturbed. Answers
 * those it hears of only now: what rises from them waits for the next working morning.
 */
export async function reportSilent(turn: Turn, units: readonly string[]): Promise<Set<string>> {
  const lines = new Map<string, string>();
  const wanting = units.length > 0 ? await orphans(turn) : [];
  for (const unit of new Set(units)) {
    const orphan = wanting.find((each) => each.unit === unit) ?? null;
    const words = await troubleOf(turn, unit, orphan);
    if (words !== null && (await isNew(turn, unit))) lines.set(unit, words);
  }
  if (lines.size > 0) await tellOffice(turn, lines);
  return new Set(lines.keys());
}

const AGAIN_AFTER = 10;

/** Once in ten working days and unit. */
async function isNew(turn: Turn, unit: string): Promise<boolean> {
  const { tx, district: districtId, campaign, calendar, today, now } = turn;
  const key = `${campaign.key}|${unit}`;
  const occursOn = MoreThan(calendar.addWorkdays(today, -AGAIN_AFTER));
  const rows = tx.getRepository(OccurrenceTable);
  if (await rows.findOneBy({ districtId, kind: "silent", key, occursOn })) return false;
  return claimOccurrence(tx, { districtId, kind: "silent", occursOn: today, key, firedAt: now });
}

const NAMED = 6;

async function tellOffice(turn: Turn, lines: ReadonlyMap<string, string>): Promise<void> {
  const named = [...lines].slice(0, NAMED).map(([unit, why]) => `${unitName(turn.campaign, unit)}：${why}`);
  const rest = lines.size > NAMED ? [`等${lines.size}个单位`] : [];
  const words = ["有逾期事项，但没人可催：", ...named, ...rest, "请先联系或补席位，发“名册”可查看。"].join(
    "\n",
  );
  for (const { id } of await officePeople(turn))
    await post(turn, { person: id }, "say:silent", {
      key: `silent:${turn.today}`,
      budget: "apart",
      frozen: { words },
    });
}
