import { instantOf, type Day } from "../dates.ts";
import type { Calendar } from "./calendar.ts";
import { dueFor, owingUnits } from "./changes.ts";
import type { Campaign, Duty, Phase, SeatName } from "./definition.ts";
import type { Ladder } from "./ladders.ts";
import { bulletins, digests, packs, slices } from "./postings.ts";
import { rings, rungsOf, wordsOf, type Ringing } from "./rungs.ts";

export type PushKind = "task_card" | "reminder" | "overdue" | "escalation" | "digest" | "bulletin" | "pack";

/** Whom a push goes to: seats of the unit, the office, or the meeting's group. */
export type Addressee = SeatName | "office" | "meeting_group";

/** Something that is owed by a day. */
export type DueItem = {
  subject: string;
  unit: string;
  duty: string | null;
  /** What is owed, in a few words. */
  what: string;
  /** What is done about it by its day: 报送, 完成整改, 审核. */
  verb: string;
  opensOn: Day;
  dueOn: Day;
  targetOn: Day;
  ladder: Ladder;
};

/** One message that the plan asks for. */
export type Push = {
  at: Date;
  on: Day;
  kind: PushKind;
  unit: string | null;
  duty: string | null;
  subject: string;
  /** `issue`, `T-20` … `T`, `T+1` …, `day`. */
  step: string;
  seats: readonly Addressee[];
  by: "push" | "urgent";
  text: string;
};

/** One step of a ladder, the same for everything that is owed by the same days. */
type Step = Pick<Push, "at" | "on" | "kind" | "step" | "seats" | "by"> & { words: string };

/**
 * Everything that is due after `from` and not later than `to` for the open items, in order of time.
 * Working days only, make-up days among them; what is due after the campaign's end is not chased after it. Items that
 * are done are simply not passed.
 */
export function due(
  campaign: Campaign,
  calendar: Calendar,
  items: readonly DueItem[],
  from: Date,
  to: Date,
): Push[] {
  const isIn = ({ at }: { at: Date }) => at > from && at <= to;
  const last = lastDay(campaign);
  const stepsOf = remembered((item) =>
    ladderOf(campaign, calendar, item).filter(
      (step) => isIn(step) && (step.on <= last || item.dueOn <= last),
    ),
  );
  const names = new Map(campaign.units.map(({ key, name }) => [key, name]));
  const pushes: Push[] = [];
  for (const item of items)
    for (const step of stepsOf(item)) pushes.push(pushOf(step, item, names.get(item.unit) ?? item.unit));
  pushes.push(...digests(campaign, calendar, from, to).filter(isIn));
  pushes.push(...slices(campaign, calendar, from, to).filter(isIn));
  pushes.push(...bulletins(campaign, calendar, from, to));
  pushes.push(...packs(campaign, calendar, from, to));
  return pushes.toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

/** Things owed by the same days climb the same ladder: a hundred thousand of them ask the calendar once. */
function remembered(stepsOf: (item: DueItem) => Step[]): (item: DueItem) => Step[] {
  const ladders = new Map<Ladder, Map<string, Step[]>>();
  return (item) => {
    const known = ladders.get(item.ladder) ?? new Map<string, Step[]>();
    ladders.set(item.ladder, known);
    const days = `${item.opensOn} ${item.dueOn} ${item.targetOn} ${item.duty === null} ${item.verb}`;
    const steps = known.get(days) ?? stepsOf(item);
    known.set(days, steps);
    return steps;
  };
}

const pushOf = ({ words, ...step }: Step, { unit, duty, subject, what }: DueItem, name: string): Push => ({
  ...step,
  unit,
  duty,
  subject,
  text: `${name}：${what}，${words}`,
});

/** Every duty of every unit, as if issued on time and never answered. */
export const dutyItems = (campaign: Campaign, calendar: Calendar): DueItem[] =>
  campaign.duties.flatMap((duty) =>
    owingUnits(campaign, duty).map((unit) => dutyItem(campaign, calendar, duty, unit.key)),
  );

/** One duty owed by one unit. */
export function dutyItem(campaign: Campaign, calendar: Calendar, duty: Duty, unit: string): DueItem {
  const dueOn = dueFor(campaign, duty, unit) ?? duty.due;
  return {
    subject: `duty:${duty.key}:${unit}`,
    unit,
    duty: duty.key,
    what: duty.name,
    verb: "报送",
    opensOn: opensOn(calendar, phaseOf(campaign, duty)),
    dueOn,
    targetOn: calendar.targetOf(dueOn),
    ladder: campaign.ladders.duty,
  };
}

/** After it the bot falls silent: only the ladders of what was due by then run out. */
export const lastDay = ({ phases }: Pick<Campaign, "phases">): Day => phases.at(-1)!.due;

/** A phase's tasks go out on its first working day. */
export const opensOn = (calendar: Calendar, phase: Phase): Day => calendar.nextWorkday(phase.opens);

export const phaseOf = (campaign: Campaign, duty: Pick<Duty, "phase">): Phase =>
  phaseNamed(campaign, duty.phase);

/** A phase by its key. */
export function phaseNamed(campaign: Campaign, key: string): Phase {
  const phase = campaign.phases.find((each) => each.key === key);
  if (!phase) throw new Error(`no phase ${key}`);
  return phase;
}

/** The task card and the reminders of one item that ring, whosever it is (RULES §14, PLAN-FACTS §5). */
function ladderOf(campaign: Campaign, calendar: Calendar, item: DueItem): Step[] {
  const { targetOn } = item;
  const words = wordsOf(item);
  /** A step is counted out from the target, which is sought from the printed day. */
  const isSure = (kind: PushKind, on: Day) =>
    calendar.isAnnounced(on, kind === "task_card" ? on : targetOn) &&
    (calendar.isAnnounced(targetOn, item.dueOn) || (kind === "task_card" && targetOn === item.dueOn));
  const push = (
    { on, kind, step, by }: Pick<Ringing, "on" | "step" | "by"> & { kind: PushKind },
    seats: readonly Addressee[],
    text: string,
  ): Step => ({
    at: instantOf(on, campaign.reminders.at, campaign.district.timezone),
    on,
    kind,
    step,
    seats,
    by,
    words: `${text}${isSure(kind, on) ? "" : "（预计）"}`,
  });
  const issue = { on: item.opensOn, kind: "task_card", step: "issue", by: "push" } as const;
  return [
    ...(item.duty ? [push(issue, TO_UNIT, words.issue)] : []),
    ...rungsOf(calendar, item)
      .filter(rings)
      .map((rung) => push(rung, rung.to, rung.left < 0 ? words.after : words.before(rung.left))),
  ];
}

const TO_UNIT: readonly Addressee[] = ["liaison", "lead"];
