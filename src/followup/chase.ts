import type { SeatName } from "../campaign/definition.ts";
import { askAllOnce, type Holders } from "../campaign/all-holders.ts";
import { OFFICE, peopleByIds } from "../campaign/people.ts";
import { due, type Addressee, type Push } from "../campaign/plan.ts";
import { TRAY } from "../campaign/trays.ts";
import type { Day } from "../dates.ts";
import { putOff, takePutOff } from "../jobs/budget.ts";
import { markOf, setMark } from "../jobs/marks.ts";
import { postAll, type Posted } from "../jobs/post-all.ts";
import { mayRingAt } from "../jobs/quiet.ts";
import type { Job } from "../jobs/schedule.ts";
import { workers } from "../seats/workers.ts";
import type { Person, Turn } from "../turn.ts";
import type { Owed } from "./items.ts";
import type { Rung } from "./tray.ts";
import { reportSilent } from "./reach.ts";
import { instantOn, lastWorkday } from "./mornings.ts";
import { chasedMark, notToldYet } from "./told.ts";
import { owedItems } from "./waiting.ts";

const CHASING: readonly Push["kind"][] = ["reminder", "overdue", "escalation"];

/**
 * Each working morning the tray of everybody who has something due is sent anew. After an outage the missed mornings
 * are one, and each person is told the newest missed step of each thing (RELIABILITY §3.6). Whoever may not be rung
 * now, on a rest day or at night, is told all of it by the next morning's card.
 */
export const chase: Job = async (turn, from, to) => {
  const { tx, district, campaign, calendar, today } = turn;
  const { at: time } = campaign.reminders;
  const since = (await markOf(tx, district, chasedMark(campaign.key))) ?? from;
  const on = lastWorkday(turn, time, since, to);
  if (on !== today || mayRingAt(to, campaign, calendar) > to) return [];
  const at = instantOn(turn, on, time);
  const fire = (opened: Turn) => sendMorning(opened, on, { from: since, to: at });
  return [{ kind: "reminder", on, key: "morning", at, fire }];
};

type Span = { from: Date; to: Date };
/** One thing told to one person: a step that rang, or what was put off until this morning. */
type Told = { person: Person; owed: Owed; kind: Push["kind"] | "news"; isUrgent: boolean };

/** One card to each person, of what waits at this very moment. */
async function sendMorning(turn: Turn, on: Day, { from, to }: Span): Promise<void> {
  const { campaign, calendar } = turn;
  const owed = new Map((await owedItems(turn)).map((each) => [each.subject, each]));
  const items = [...owed.values()].map((each) => each.due);
  const told = await putOffTold(turn, owed);
  const steps = due(campaign, calendar, items, from, to).filter(({ kind }) => CHASING.includes(kind));
  const pushes = await notToldYet(turn, steps, owed);
  const unheard = await reportSilent(turn, unitsLate(pushes, owed));
  const holders = askAllOnce(turn);
  for (const push of pushes) {
    const item = owed.get(push.subject);
    if (!item) continue;
    const { kind, by } = push;
    for (const person of await addressed(turn, push, item, holders)) {
      const waits = isRisen(push) && unheard.has(push.unit ?? "");
      if (waits) await putOff(turn, person.id, `${RISEN}${push.subject}`);
      else told.push({ person, owed: item, kind, isUrgent: by === "urgent" });
    }
  }
  await ring(turn, on, newestOf(told));
  await setMark(turn.tx, turn.district, chasedMark(campaign.key), to);
}

const RISEN = "up:";

/** The units that are behind with something. */
const unitsLate = (pushes: readonly Push[], owed: ReadonlyMap<string, Owed>): string[] =>
  pushes
    .filter(({ kind, subject }) => kind !== "reminder" && owed.get(subject)?.clock === "unit")
    .flatMap(({ unit }) => unit ?? []);

async function putOffTold(turn: Turn, owed: ReadonlyMap<string, Owed>): Promise<Told[]> {
  const kept = await takePutOff(turn);
  const people = await peopleByIds(turn, [...new Set(kept.map(({ personId }) => personId))]);
  return kept.flatMap(({ personId, subject }): Told[] => {
    const person = people.find(({ id }) => id === personId);
    const rises = subject.startsWith(RISEN);
    const item = owed.get(rises ? subject.slice(RISEN.length) : subject);
    if (!person || !item || !(rises ? item.clock === "unit" : item.isFor(person))) return [];
    return [{ person, owed: item, kind: rises ? "escalation" : "news", isUrgent: false }];
  });
}

/** Of several steps of one thing that one person missed, the newest. */
const newestOf = (told: readonly Told[]): Told[] => [
  ...new Map(told.map((each) => [`${each.person.id}|${each.owed.subject}`, each])).values(),
];

/** What is one's own goes on the tray; what rises from others is a card of its own. */
async function ring(turn: Turn, on: Day, told: readonly Told[]): Promise<void> {
  const cards = new Map<string, Told[]>();
  for (const each of told) {
    const key = `${isRisen(each) ? "up" : "own"}|${each.person.id}`;
    const same = cards.get(key);
    if (same) same.push(each);
    else cards.set(key, [each]);
  }
  const posted: Posted[] = [];
  for (const these of cards.values()) {
    const [first] = these;
    if (!first) continue;
    const items = these.map(({ owed, kind }) => ({
      subject: owed.subject,
      kind,
      left: turn.calendar.workdaysBetween(on, owed.due.targetOn),
    }));
    const rung: Rung = { on, items };
    const options = {
      key: `${turn.campaign.key}:morning:${on}`,
      frozen: rung,
      budget: isRisen(first) ? ("apart" as const) : ("counted" as const),
      urgent: these.some(({ isUrgent }) => isUrgent),
    };
    const subject = isRisen(first) ? `escalation:${on}` : TRAY;
    posted.push({ to: { person: first.person.id }, subject, options });
  }
  await postAll(turn, posted);
}

const isRisen = ({ kind }: { kind: Told["kind"] }): boolean => kind === "escalation";

/** Whoever sits there and whose turn it is; what rises goes to people who only look on. */
async function addressed(turn: Turn, push: Push, owed: Owed, holders: Holders): Promise<Person[]> {
  const people: Person[] = [];
  if (owed.executor && !isRisen(push) && push.unit)
    people.push(...(await workers(turn, { unit: push.unit, executor: owed.executor }, holders)));
  for (const seat of push.seats) people.push(...(await sitting(holders, push.unit ?? "", seat)));
  return people.filter(
    (each, at) => people.findIndex(({ id }) => id === each.id) === at && (isRisen(push) || owed.isFor(each)),
  );
}

const isSeat = (seat: Addressee): seat is SeatName => seat !== "office" && seat !== "meeting_group";

/** A vacant seat is nobody: it shows on the office's list instead. */
function sitting(holders: Holders, unit: string, seat: Addressee): Promise<Person[]> {
  if (seat === "office") return holders("office", OFFICE);
  return isSeat(seat) ? holders(unit, [seat]) : Promise.resolve([]);
}
