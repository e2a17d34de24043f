import type { SeatName } from "../campaign/definition.ts";
import { holders, officePeople } from "../campaign/people.ts";
import { due, type Addressee, type Push } from "../campaign/plan.ts";
import { nudge, post } from "../jobs/outbox.ts";
import type { Job, Occurrence } from "../jobs/schedule.ts";
import type { Person, Turn } from "../turn.ts";
import { owedItems } from "./items.ts";

const CHASING: readonly Push["kind"][] = ["reminder", "overdue", "escalation"];

/** What one card of a morning freezes: which things, and at which step of their ladders. */
export type Chased = { subject: string; step: string; kind: Push["kind"] };

/**
 * Each morning's reminders, merged into one card a person. After an outage only the newest missed step of each
 * thing is sent (RELIABILITY §3.6).
 */
export const chase: Job = async (turn, from, to) => {
  const owed = await owedItems(turn);
  const pushes = due(
    turn.campaign,
    turn.calendar,
    owed.map((each) => each.due),
    from,
    to,
  ).filter(({ kind }) => CHASING.includes(kind));
  const newest = [...new Map(pushes.map((push) => [push.subject, push])).values()];
  const mornings = [...new Set(newest.map(({ on }) => on))];
  return mornings.map((on): Occurrence => {
    const these = newest.filter((push) => push.on === on);
    const at = these[0]?.at ?? to;
    return { kind: "reminder", on, key: "morning", at, fire: (opened) => sendMorning(opened, on, these) };
  });
};

/** Sends one card to each person, of what is still open at this very moment. */
async function sendMorning(turn: Turn, on: string, pushes: readonly Push[]): Promise<void> {
  const open = new Set((await owedItems(turn)).map(({ subject }) => subject));
  const cards = new Map<string, { person: Person; chased: Chased[] }>();
  for (const push of pushes.filter(({ subject }) => open.has(subject))) {
    for (const person of await addressed(turn, push)) {
      const rises = push.kind === "escalation";
      const key = `${rises ? "up" : "own"}:${person.id}`;
      const card = cards.get(key) ?? { person, chased: [] };
      card.chased.push({ subject: push.subject, step: push.step, kind: push.kind });
      cards.set(key, card);
    }
  }
  for (const [key, { person, chased }] of cards) {
    const kind = key.startsWith("up:") ? "escalation" : "morning";
    await post(turn, { person: person.id }, `${kind}:${on}`, {
      key: `${turn.campaign.key}:${on}`,
      frozen: { items: chased },
    });
  }
  for (const { id } of await officePeople(turn)) await nudge(turn, id, "queue:office", `morning:${on}`);
}

async function addressed(turn: Turn, { unit, seats }: Push): Promise<Person[]> {
  const people: Person[] = [];
  for (const seat of seats) people.push(...(await sitting(turn, unit ?? "", seat)));
  return people.filter(({ id }, at) => people.findIndex((each) => each.id === id) === at);
}

const isSeat = (seat: Addressee): seat is SeatName => seat !== "office" && seat !== "meeting_group";

/** A vacant seat is nobody: it shows on the office's list instead. */
function sitting(turn: Turn, unit: string, seat: Addressee): Promise<Person[]> {
  if (seat === "office") return officePeople(turn);
  return isSeat(seat) ? holders(turn, unit, [seat]) : Promise.resolve([]);
}
