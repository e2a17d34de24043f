import type { Day } from "../dates.ts";
import type { Addressee, Push } from "./plan.ts";

/** One card that leaves for one receiver, as the bot merges it. */
export type CardOut = { at: Date; on: Day; to: string; rings: readonly Push[] };

/** Feishu's limits for one app (CONTRACT §2.8), and ours for one person (a working day, red events apart). */
export const LIMITS = { aMinute: 1_000, aSecond: 50, aSecondEach: 5, aDayEach: 3 };

/** The joint-meeting group as a receiver. */
export const GROUP = "group";

/**
 * The cards that pushes leave as: every task has its own; a morning's reminders are one card a person, what rises to
 * somebody is another (ARCHITECTURE §4). `sitting` names the people of a seat; a vacant one is nobody.
 */
export function cardsOf(
  pushes: readonly Push[],
  sitting: (unit: string | null, seat: Addressee) => readonly string[],
): CardOut[] {
  const cards = new Map<string, { at: Date; on: Day; to: string; rings: Push[] }>();
  for (const push of pushes) {
    const receivers = new Set(push.seats.flatMap((seat) => sitting(push.unit, seat)));
    for (const to of receivers) {
      const key = `${to}|${push.at.getTime()}|${mergedAs(push)}`;
      const card = cards.get(key) ?? { at: push.at, on: push.on, to, rings: [] };
      card.rings.push(push);
      cards.set(key, card);
    }
  }
  return [...cards.values()];
}

const mergedAs = ({ kind, subject }: Push): string => {
  if (kind === "reminder" || kind === "overdue") return "morning";
  return kind === "escalation" ? "escalation" : subject;
};

/** What leaves on one day. */
export type DayLoad = { on: Day; cards: number; receivers: number; busiest: { at: Date; cards: number } };

/** What one receiver gets: days in order, with the number of cards. */
export type ReceiverLoad = { to: string; cards: number; days: { on: Day; cards: number }[] };

export const daysOf = (cards: readonly CardOut[]): DayLoad[] =>
  grouped(cards, ({ on }) => on).map(([on, these]) => {
    const minutes = grouped(these, ({ at }) => String(at.getTime())).map(([, same]) => ({
      at: same[0]!.at,
      cards: same.length,
    }));
    const busiest = minutes.reduce((most, each) => (each.cards > most.cards ? each : most));
    return { on, cards: these.length, receivers: new Set(these.map(({ to }) => to)).size, busiest };
  });

export const receiversOf = (cards: readonly CardOut[]): ReceiverLoad[] =>
  grouped(cards, ({ to }) => to).map(([to, these]) => ({
    to,
    cards: these.length,
    days: grouped(these, ({ on }) => on).map(([on, same]) => ({ on, cards: same.length })),
  }));

/** Seconds until the last of so many cards that are due at once has left, at the platform's limits. */
export const secondsFor = (cards: number): number =>
  Math.floor(Math.max(0, cards - 1) / LIMITS.aMinute) * 60 +
  Math.ceil((((cards - 1) % LIMITS.aMinute) + 1) / LIMITS.aSecond);

/** What does not fit, each by its day: too many in a minute, at once to one receiver, or on one day to one person. */
export type Overflow =
  | { kind: "minute"; at: Date; cards: number; seconds: number }
  | { kind: "second"; at: Date; to: string; cards: number }
  | { kind: "budget"; on: Day; to: string; cards: number };

export function overflows(cards: readonly CardOut[]): Overflow[] {
  const minutes = grouped(cards, ({ at }) => String(at.getTime()))
    .filter(([, same]) => same.length > LIMITS.aMinute)
    .map(([, same]): Overflow => ({
      kind: "minute",
      at: same[0]!.at,
      cards: same.length,
      seconds: secondsFor(same.length),
    }));
  const seconds = grouped(cards, ({ at, to }) => `${at.getTime()}|${to}`)
    .filter(([, same]) => same.length > LIMITS.aSecondEach)
    .map(([, same]): Overflow => ({ kind: "second", at: same[0]!.at, to: same[0]!.to, cards: same.length }));
  const budgets = receiversOf(cards.filter(({ to }) => to !== GROUP)).flatMap(({ to, days }) =>
    days
      .filter((day) => day.cards > LIMITS.aDayEach)
      .map((day): Overflow => ({ kind: "budget", on: day.on, to, cards: day.cards })),
  );
  return [...minutes, ...seconds, ...budgets];
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): [string, Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return [...groups];
}

/** The value below which a share of sorted numbers lies. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
