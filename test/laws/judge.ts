import { addDays, timeOf, type Day } from "../../src/dates.ts";
import type { Case } from "./cases.ts";
import type { Known, Played, Rang } from "./play.ts";

const ZONE = "Asia/Shanghai";
const BUDGET = 3;

/** Which rules a case broke, in words; it counts days by itself, without the calendar and the planner on trial. */
export function judge(one: Case, played: Played): string[] {
  return [
    ...quiet(one, played),
    ...onceEach(played),
    ...neverAfterDone(played),
    ...withinBudget(played),
    ...reachesTheNextSeat(one, played),
    ...planned(one, played),
  ];
}

const inWords = ({ at, to, subject, items }: Rang): string =>
  `${at.toISOString()} ${to} ${subject} ${items.map((item) => `${item.subject}@${item.left}`).join(" ")}`;

/** Never a push on a rest day or in quiet hours. */
const quiet = ({ rests }: Case, { rang }: Played): string[] =>
  rang
    .filter(({ at, on }) => rests.has(on) || timeOf(at, ZONE) < "08:00" || timeOf(at, ZONE) >= "20:00")
    .map((each) => `rings at rest: ${inWords(each)}`);

/** What a thing was just before a moment. */
const asOf = (known: readonly Known[], subject: string, order: number): Known | undefined =>
  known.findLast((each) => each.subject === subject && each.order < order);

const ofOffice = (to: string) => to === "ou_director" || to === "ou_clerk";
const BY_OFFICE: readonly Known["ladder"][] = ["review", "verification"];

/** Whether a reminder of it may still reach this person: it waits for them, or rises to them from its unit. */
const stillOwed = (now: Known | undefined, { to, subject }: Rang): boolean => {
  if (!now?.ladder) return false;
  const isRisen = subject.startsWith("escalation:");
  return BY_OFFICE.includes(now.ladder) ? ofOffice(to) && !isRisen : !ofOffice(to) || isRisen;
};

/** Never two reminders of one step: of one thing, by one clock, to one person. */
function onceEach({ rang, known }: Played): string[] {
  const seen = new Set<string>();
  return rang.flatMap((each) =>
    each.items.flatMap(({ subject, left }) => {
      const now = asOf(known, subject, each.order);
      if (!stillOwed(now, each)) return [];
      const name = `${each.to} ${subject} ${now?.ladder} ${now?.from} ${left}`;
      if (seen.has(name)) return [`a step twice: ${name} ${inWords(each)}`];
      seen.add(name);
      return [];
    }),
  );
}

/** Never a reminder after the thing is done, even if it was done in the same minute, after the card was asked for. */
const neverAfterDone = ({ rang, known }: Played): string[] =>
  rang.flatMap((each) => {
    const done = each.items.filter((item) => !stillOwed(asOf(known, item.subject, each.order), each));
    const counted = Number(/今天要办(\d+)件/.exec(each.card)?.[1] ?? 0);
    const risen = each.subject.startsWith("escalation:")
      ? done.filter(({ subject }) => each.card.includes(subject.split(":")[1]!))
      : [];
    return counted > each.items.length - done.length || risen.length > 0
      ? [`reminded of what is done: ${inWords(each)}`]
      : [];
  });

const RED = /^(escalation|say):/;

/** Never more than three a person a day, what is red apart. */
function withinBudget({ rang }: Played): string[] {
  const days = new Map<string, Rang[]>();
  for (const each of rang.filter(({ to, subject }) => to !== "group" && !RED.test(subject))) {
    const name = `${each.to} ${each.on}`;
    days.set(name, [...(days.get(name) ?? []), each]);
  }
  return [...days]
    .filter(([, these]) => these.length > BUDGET)
    .map(([name, these]) => `over budget: ${name}: ${these.map(inWords).join(" | ")}`);
}

/** Working days before or after a day, told off one by one. */
function workdaysFrom({ rests }: Case, day: Day, count: number): Day {
  let on = day;
  for (let left = Math.abs(count); left > 0;) {
    on = addDays(on, Math.sign(count));
    if (!rests.has(on)) left -= 1;
  }
  return on;
}

/** The working day aimed at: the last one on or before the day; for the office, so many after the thing came to it. */
function targetOf(one: Case, { ladder, from }: Known): Day {
  const { reminders, hazards } = one.campaign;
  if (ladder === "review") return workdaysFrom(one, from, reminders.review_within);
  if (ladder === "verification") return workdaysFrom(one, from, hazards.verify_within);
  let on = from;
  while (one.rests.has(on)) on = addDays(on, -1);
  return on;
}

type Step = { on: Day; isAfter: boolean; to: readonly string[] };

/** The steps of a thing's ladder that ring, each on its day. */
function stepsOf(one: Case, now: Known): Step[] {
  if (!now.ladder) return [];
  const { before, after, to } = one.campaign.ladders[now.ladder];
  const target = targetOf(one, now);
  const rings = ({ by }: { by: string }) => by === "push" || by === "urgent";
  return [
    ...before.filter(rings).map(({ days }) => ({ on: workdaysFrom(one, target, -days), isAfter: false, to })),
    ...after.filter(rings).map(({ days, to: seats }) => ({
      on: workdaysFrom(one, target, days),
      isAfter: true,
      to: seats,
    })),
  ];
}

/** Those who sit there, each once. */
const sitting = ({ roster }: Case, unit: string, seats: readonly string[]): Set<string> =>
  new Set(
    roster
      .filter((row) =>
        row.unit === "office" ? seats.includes("office") : row.unit === unit && seats.includes(row.seat),
      )
      .map(({ open_id }) => open_id),
  );

const isSame = (one: Known | undefined, other: Known | undefined): boolean =>
  one?.ladder === other?.ladder && one?.from === other?.from;

/** On a morning on which the office first hears that a unit is silent, whoever is senior waits for the next (ARCHITECTURE §4). */
const isSilenceTold = (rang: readonly Rang[], on: Day): boolean =>
  rang.some((each) => each.on === on && each.subject === "say:silent");

/** Every overdue item reaches the next seat in its time: on that morning, or on the first working one after an outage. */
function reachesTheNextSeat(one: Case, { rang, known, ticks }: Played): string[] {
  const subjects = [...new Set(known.map(({ subject }) => subject))];
  const mornings = ticks.filter(({ on }) => !one.rests.has(on));
  return mornings.flatMap(({ order, on }, at) => {
    const last = mornings[at - 1];
    if (!last) return [];
    return subjects.flatMap((subject) => {
      const now = asOf(known, subject, order);
      if (!now?.ladder || !isSame(asOf(known, subject, last.order), now)) return [];
      const step = stepsOf(one, now).findLast((each) => each.on > last.on && each.on <= on);
      if (!step?.isAfter) return [];
      const isPutOff = isSilenceTold(rang, on);
      const next = isPutOff ? mornings[at + 1] : null;
      if (isPutOff && !next) return [];
      const until = known.find(
        (each) => each.subject === subject && each.order > order && !isSame(each, now),
      );
      const told = rang.filter(
        (each) => each.order > order && each.items.some((item) => item.subject === subject),
      );
      const isEnded = until !== undefined && !told.some((each) => each.order < until.order);
      return [...sitting(one, now.unit, step.to)]
        .filter(
          (to) =>
            !isEnded && !told.some((each) => each.to === to && (each.on === on || each.on === next?.on)),
        )
        .map((to) => `not told: ${to} of ${subject} ${now.ladder} ${now.from} on ${on}`);
    });
  });
}

/**
 * Nothing is due that the plan does not know: every reminder stands on its ladder since the last working morning, or
 * tells what came to be since then and was one push too many that day.
 */
function planned(one: Case, { rang, known, ticks }: Played): string[] {
  return rang.flatMap((each) => {
    const ticked = ticks.filter(({ on }) => on < each.on && !one.rests.has(on));
    const mornings = ticked.map(({ on }) => on);
    const isPutOff = mornings.length > 0 && isSilenceTold(rang, mornings.at(-1)!);
    const last = mornings.at(isPutOff ? -2 : -1) ?? addDays(one.first, -1);
    return each.items.flatMap(({ subject, kind }) => {
      const now = asOf(known, subject, each.order);
      if (!now) return [`of nothing: ${inWords(each)}`];
      if (!stillOwed(now, each)) return [];
      if (kind === "news") {
        const isOld = isSame(asOf(known, subject, ticked.at(-1)?.order ?? 0), now);
        return isOld ? [`news of what is old: ${inWords(each)}`] : [];
      }
      const isPlanned = stepsOf(one, now).some(({ on }) => on > last && on <= each.on);
      return isPlanned ? [] : [`not on the plan: ${subject} ${now.ladder} ${now.from} ${inWords(each)}`];
    });
  });
}
