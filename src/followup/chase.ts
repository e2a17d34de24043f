import type { SeatName } from "../campaign/definition.ts";
import { holders, officePeople } from "../campaign/people.ts";
import { due, type Addressee, type Push } from "../campaign/plan.ts";
import { refreshAllTrays, TRAY } from "../campaign/trays.ts";
import { addDays, dayOf, instantOf, type Day } from "../dates.ts";
import { post, show } from "../jobs/outbox.ts";
import type { Job } from "../jobs/schedule.ts";
import type { Person, Turn } from "../turn.ts";
import type { Owed } from "./items.ts";
import type { Rung } from "./tray.ts";
import { owedItems } from "./waiting.ts";

const CHASING: readonly Push["kind"][] = ["reminder", "overdue", "escalation"];

/**
 * Each working morning the tray of everybody who has something due is sent anew. After an outage the missed mornings
 * are one, and each person is told the newest missed step of each thing (RELIABILITY §3.6).
 */
export const chase: Job = (turn, from, to) => {
  const on = lastMorning(turn, from, to);
  if (!on) return Promise.resolve([]);
  const at = morningOf(turn, on);
  return Promise.resolve([
    { kind: "reminder", on, key: "morning", at, fire: (opened) => sendMorning(opened, on, from) },
  ]);
};

const morningOf = ({ campaign }: Turn, on: Day): Date =>
  instantOf(on, campaign.reminders.at, campaign.district.timezone);

function lastMorning(turn: Turn, from: Date, to: Date): Day | null {
  const { calendar, campaign } = turn;
  let on = dayOf(to, campaign.district.timezone);
  while (morningOf(turn, on) > to || !calendar.isWorkday(on)) on = addDays(on, -1);
  return morningOf(turn, on) > from ? on : null;
}

type Told = { person: Person; push: Push; owed: Owed };

/** One card to each person, of what waits at this very moment. */
async function sendMorning(turn: Turn, on: Day, from: Date): Promise<void> {
  const { campaign, calendar } = turn;
  const owed = new Map((await owedItems(turn)).map((each) => [each.subject, each]));
  const items = [...owed.values()].map((each) => each.due);
  const pushes = due(campaign, calendar, items, from, morningOf(turn, on)).filter(({ kind }) =>
    CHASING.includes(kind),
  );
  const told: Told[] = [];
  for (const push of pushes) {
    const item = owed.get(push.subject);
    if (item) for (const person of await addressed(turn, push, item)) told.push({ person, push, owed: item });
  }
  await ring(turn, on, newestOf(told));
  refreshAllTrays(turn);
  show(turn, "queue:office");
}

/** Of several steps of one thing that one person missed, the newest. */
const newestOf = (told: readonly Told[]): Told[] => [
  ...new Map(told.map((each) => [`${each.person.id}|${each.push.subject}`, each])).values(),
];

/** What is one's own goes on the tray; what rises from others is a card of its own. */
async function ring(turn: Turn, on: Day, told: readonly Told[]): Promise<void> {
  const cards = new Map<string, Told[]>();
  for (const each of told) {
    const key = `${isRisen(each.push) ? "up" : "own"}|${each.person.id}`;
    cards.set(key, [...(cards.get(key) ?? []), each]);
  }
  for (const these of cards.values()) {
    const [first] = these;
    if (!first) continue;
    const subject = isRisen(first.push) ? `escalation:${on}` : TRAY;
    const rung: Rung = {
      on,
      items: these.map(({ push, owed }) => ({
        subject: push.subject,
        kind: push.kind,
        left: turn.calendar.workdaysBetween(on, owed.due.targetOn),
      })),
    };
    await post(turn, { person: first.person.id }, subject, {
      key: `${turn.campaign.key}:morning:${on}`,
      frozen: rung,
    });
  }
}

const isRisen = ({ kind }: Push): boolean => kind === "escalation";

/** Whoever sits there and whose turn it is; what rises goes to people who only look on. */
async function addressed(turn: Turn, push: Push, owed: Owed): Promise<Person[]> {
  const people: Person[] = [];
  for (const seat of push.seats) people.push(...(await sitting(turn, push.unit ?? "", seat)));
  return people.filter(
    (each, at) => people.findIndex(({ id }) => id === each.id) === at && (isRisen(push) || owed.isFor(each)),
  );
}

const isSeat = (seat: Addressee): seat is SeatName => seat !== "office" && seat !== "meeting_group";

/** A vacant seat is nobody: it shows on the office's list instead. */
function sitting(turn: Turn, unit: string, seat: Addressee): Promise<Person[]> {
  if (seat === "office") return officePeople(turn);
  return isSeat(seat) ? holders(turn, unit, [seat]) : Promise.resolve([]);
}
