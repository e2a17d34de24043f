import { deadlineInWords } from "../../cards/deadline.ts";
import { type RowView } from "../../cards/buttons.ts";
import { litTag } from "../../cards/elements.ts";
import { tagOf, type QueueItem } from "../../cards/queue.ts";
import { shortName } from "../../cards/text.ts";
import { deadlineOf } from "../campaign/deadline.ts";
import { unitName } from "../campaign/definition.ts";
import { shortCode } from "../campaign/numbers.ts";
import { ownUnits } from "../campaign/people.ts";
import type { Day } from "../dates.ts";
import type { Person, Turn } from "../turn.ts";
import { OPEN } from "./act.ts";
import { asksOf, type Ask } from "./asked.ts";
import { awaitsRuling, ballOf, waitingOf } from "./ball.ts";
import { isMajor, type Hazard, type HazardState } from "./hazard.ts";
import { waitingLookBacks } from "./look-back-table.ts";
import { hazardsIn, hazardsOf, hazardsThatAsk, openHazards, subjectOf } from "./store.ts";

export type OwnRow = RowView & { subject: string };

const WAITING: Partial<Record<HazardState, string>> = {
  registered: "等待交办",
  verify_requested: "等待复查",
  verifying: "等待销号确认",
};

/** `隐患0012 甲中学` */
export const hazardTitle = ({ number, enterprise }: Hazard): string =>
  `${shortCode("hazard", number)} ${shortName(enterprise)}`;

/** One hazard as a row of a list. */
export function hazardRow(turn: Turn, hazard: Hazard): OwnRow {
  const { state, dueOn } = hazard;
  const { light } = ballOf(turn, hazard);
  const waiting = officeItem(turn, hazard);
  const ended = state === "closed" ? "已销号" : "已结束";
  const clock = dueOn ? deadlineInWords(deadlineOf(turn, dueOn)) : "";
  const line = WAITING[state] ?? (OPEN.includes(state) ? clock : ended);
  return {
    subject: subjectOf(hazard),
    title: hazardTitle(hazard),
    lines: [`${unitName(turn.campaign, hazard.leadUnit)} · ${line}`],
    act: "open.hazard",
    id: hazard.id,
    rev: 0,
    tag: waiting ? tagOf(waiting) : litTag(light, state === "assigned"),
    alarm: light === "red",
  };
}

/** Open hazards of a person's units, and those that the person found or asked about. */
export async function openHazardRows(turn: Turn, person: Person): Promise<OwnRow[]> {
  const open = await openHazards(turn, { units: ownUnits(person), finder: person.id });
  return open.map((hazard) => hazardRow(turn, hazard));
}

/** A hazard that waits to be assigned, verified or struck off, with its age. */
export function officeItem(turn: Turn, hazard: Hazard): QueueItem | null {
  const waiting = waitingOf(turn, hazard);
  if (!waiting) return null;
  const { kind, word, waited, limit } = waiting;
  const unit = unitName(turn.campaign, hazard.leadUnit);
  return {
    kind,
    title: `${word}：${hazardTitle(hazard)}`,
    unit: isMajor(hazard) ? `${unit} · 重大` : unit,
    act: "open.hazard",
    id: hazard.id,
    waited,
    limit,
    isRed: awaitsRuling(hazard),
  };
}

/** By when an answer is due, in working days (RULES §4). */
function withinOf({ campaign }: Turn, { within }: Ask): number {
  const { grade_within, rule_within, answer_within, publish_within, extensions } = campaign.hazards;
  return {
    grade: grade_within,
    rule: rule_within,
    answer: answer_within,
    publish: publish_within,
    general_extension: extensions.general.decide_within,
    major_extension: extensions.major.decide_within,
  }[within];
}

/** An answer that is wanted, with its age. */
export function askItem(turn: Turn, hazard: Hazard, ask: Ask): QueueItem {
  const unit = unitName(turn.campaign, hazard.leadUnit);
  return {
    kind: "ask",
    title: `${ask.word}：${hazardTitle(hazard)}`,
    unit: isMajor(hazard) ? `${unit} · 重大` : unit,
    act: "open.hazard",
    id: hazard.id,
    waited: ask.since ? turn.calendar.workdaysBetween(ask.since, turn.today) : 0,
    limit: withinOf(turn, ask),
  };
}

/** One that was drawn to be looked at again. */
function lookBackItem(turn: Turn, hazard: Hazard, drawnOn: Day): QueueItem {
  return {
    kind: "ask",
    title: `回头看：${hazardTitle(hazard)}`,
    unit: unitName(turn.campaign, hazard.leadUnit),
    act: "open.hazard",
    id: hazard.id,
    waited: turn.calendar.workdaysBetween(drawnOn, turn.today),
    limit: turn.campaign.hazards.look_back_within,
  };
}

/** What waits for the office: to be assigned, verified, struck off, or answered. */
export async function officeHazards(turn: Turn): Promise<QueueItem[]> {
  const waiting = await hazardsIn(turn, ["registered", "verify_requested", "verifying"]);
  const asking = await hazardsThatAsk(turn);
  const lots = await waitingLookBacks(turn);
  const drawn = new Map(lots.map(({ hazardId, drawnOn }) => [hazardId, drawnOn]));
  const looked = drawn.size > 0 ? await hazardsOf(turn, [...drawn.keys()]) : [];
  return [
    ...waiting.flatMap((hazard) => officeItem(turn, hazard) ?? []),
    ...asking.flatMap((hazard) =>
      asksOf(hazard)
        .filter(({ of }) => of === "office")
        .map((ask) => askItem(turn, hazard, ask)),
    ),
    ...looked.map((hazard) => lookBackItem(turn, hazard, drawn.get(hazard.id) ?? turn.today)),
  ];
}
