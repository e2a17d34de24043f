import { addDays, type Day } from "../dates.ts";
import { lateDays, lineOf, type ScoreLine, type Scoring } from "./line.ts";

/** What a hazard was from one day on: who led it, in which state, due when. */
export type HazardSpan = {
  since: Day;
  state: string;
  leadUnit: string;
  dueOn: Day | null;
  assignedOn: Day | null;
};

/** What was done to a hazard, and who led it then. */
export type HazardDeed = { on: Day; kind: "return" | "reopening" | "false_closure"; leadUnit: string };

export type HazardFacts = {
  subject: string;
  code: string;
  enterprise: string;
  /** In the order of time; what it is now comes last. */
  spans: readonly HazardSpan[];
  deeds: readonly HazardDeed[];
};

/** `inStateSince`: from when on this unit had it in this state, though something else changed meanwhile. */
type Held = HazardSpan & { until: Day | null; inStateSince: Day };

/** What was no hazard, or stands under another number, is not held against anybody. */
const NEVER = ["voided", "merged"];

/** What one hazard gives the unit that is scored: only of the days on which that unit led it. */
export function hazardLines(scoring: Scoring, hazard: HazardFacts): ScoreLine[] {
  if (NEVER.includes(hazard.spans.at(-1)?.state ?? "")) return [];
  const held = hazard.spans
    .map((span, at): Held => {
      const until = hazard.spans[at + 1]?.since ?? null;
      return { ...span, until, inStateSince: inStateSince(hazard.spans, at) };
    })
    .filter(({ leadUnit }) => leadUnit === scoring.unit);
  return [
    ...overdue(scoring, hazard, held),
    ...accepted(scoring, hazard, held),
    ...closed(scoring, hazard, held),
    ...done(scoring, hazard),
  ];
}

function inStateSince(spans: readonly HazardSpan[], at: number): Day {
  const [span, before] = [spans[at]!, spans[at - 1]];
  const isSame = before?.state === span.state && before.leadUnit === span.leadUnit;
  return isSame ? inStateSince(spans, at - 1) : span.since;
}

const of = ({ subject, code }: HazardFacts) => ({ subject, code });

/** The unit's clock stands still from 申请销号 on (RULES §6). */
const WITH_UNIT = ["assigned", "rectifying"];

/** All its late days of the year in one line, from the first of them on. */
function overdue(scoring: Scoring, hazard: HazardFacts, held: readonly Held[]): ScoreLine[] {
  const late = held.flatMap(({ since, until, state, dueOn }) => {
    if (!WITH_UNIT.includes(state) || dueOn === null) return [];
    const days = lateDays(scoring, since > dueOn ? since : dueOn, until);
    return days.times > 0 ? [days] : [];
  });
  const [first] = late;
  if (!first) return [];
  const times = late.reduce((sum, each) => sum + each.times, 0);
  const words = `${hazard.enterprise}：逾期未改${times}个工作日`;
  return lineOf(scoring, { ...of(hazard), kind: "overdue_day", on: first.on, times, words });
}

/** Each time it lay unsigned for too long, on the first day that was too late; no unit pays for the one before it. */
function accepted(scoring: Scoring, hazard: HazardFacts, held: readonly Held[]): ScoreLine[] {
  const limits = held.flatMap(({ state, inStateSince: asked, until, assignedOn }) => {
    if (state !== "assigned") return [];
    const from = assignedOn !== null && assignedOn > asked ? assignedOn : asked;
    const limit = scoring.calendar.addWorkdays(from, scoring.signWithin.hazard);
    return until === null || until > limit ? [limit] : [];
  });
  return [...new Set(limits)].flatMap((limit) =>
    lineOf(scoring, {
      ...of(hazard),
      kind: "accept_late",
      on: addDays(limit, 1),
      times: 1,
      words: `${hazard.enterprise}：超过${scoring.signWithin.hazard}个工作日才签收或没有签收`,
    }),
  );
}

/** Struck off by its day, each time it was. */
const closed = (scoring: Scoring, hazard: HazardFacts, held: readonly Held[]): ScoreLine[] =>
  held
    .filter(({ state, since, dueOn }, at) => {
      const isNews = held[at - 1]?.state !== "closed";
      return state === "closed" && isNews && dueOn !== null && since <= dueOn;
    })
    .flatMap(({ since: on }) =>
      lineOf(scoring, {
        ...of(hazard),
        kind: "closed_on_time",
        on,
        times: 1,
        words: `${hazard.enterprise}：按期销号`,
      }),
    );

const DONE: Record<HazardDeed["kind"], string> = {
  return: "复查退回",
  reopening: "同一问题再次出现，重新打开",
  false_closure: "销号不实，重新打开",
};

const done = (scoring: Scoring, hazard: HazardFacts): ScoreLine[] =>
  hazard.deeds
    .filter(({ leadUnit }) => leadUnit === scoring.unit)
    .flatMap(({ on, kind }) =>
      lineOf(scoring, {
        ...of(hazard),
        kind,
        on,
        times: 1,
        words: `${hazard.enterprise}：${DONE[kind]}`,
      }),
    );
