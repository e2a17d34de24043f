import { holders, officePeople } from "../campaign/people.ts";
import { nudge, post } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import { toldAt } from "../jobs/told.ts";
import { workers } from "../seats/workers.ts";
import type { Answer, CardReply, Person, Turn } from "../turn.ts";
import { actOf, type ActName } from "./acts.ts";
import type { Hazard } from "./hazard.ts";
import { mustPlay } from "./rights.ts";
import { getHazard, saveHazard, subjectOf } from "./store.ts";

type Pressed = Pick<CardReply<unknown>, "by" | "id" | "rev" | "form">;

/** One act of the table: read at the version the card showed, let the rule decide, keep it with its line of history. */
export async function move(
  turn: Turn,
  { by, id, rev, form }: Pressed,
  act: ActName,
  change: (hazard: Hazard) => Hazard,
  words: (hazard: Hazard) => string = () => actOf(act).label,
): Promise<Hazard> {
  const before = await getHazard(turn, { id, rev });
  mustPlay(by, before, act);
  const after = change(before);
  const details = typeof form === "object" && form !== null ? { details: form } : {};
  return saveHazard(turn, before, after, {
    by: by.id,
    act: `hazard.${act}`,
    words: words(after),
    ...details,
  });
}

/** Who does something about it in its unit: whoever took it, or liaison and lead. */
export const unitPeople = (turn: Turn, { leadUnit, executor }: Hazard): Promise<Person[]> =>
  workers(turn, { unit: leadUnit, executor });

export const headsOf = (turn: Turn, { leadUnit }: Hazard): Promise<Person[]> =>
  holders(turn, leadUnit, ["lead", "deputy"]);

/** Who speaks for a unit that is asked something. */
export const speakersOf = (turn: Turn, unit: string): Promise<Person[]> =>
  holders(turn, unit, ["liaison", "lead"]);

/** Rings people with the hazard's card, each once and never who did it; answers what that one is told. */
export async function ring(
  turn: Turn,
  hazard: Hazard,
  people: readonly Person[],
  { done, by, key }: { done: string; by: Person; key: string },
): Promise<Answer> {
  const others = people.filter(
    ({ id }, at) => id !== by.id && people.findIndex((each) => each.id === id) === at,
  );
  let rings: Date | null = null;
  for (const { id: person } of others) {
    rings = await post(turn, { person }, subjectOf(hazard), { key: `${key}:${hazard.version}` });
  }
  return { toast: rings ? toldAt(done, rings, turn) : done };
}

/** The office's queue follows, and rings when it was empty. */
export async function queueFor(turn: Turn, hazard: Hazard, why: string): Promise<void> {
  for (const { id: person } of await officePeople(turn)) {
    await nudge(turn, person, "queue:office", `${why}:${hazard.id}:${hazard.version}`);
  }
}

/** What waited for the office waits no longer. */
export const clearQueue = (turn: Turn): void => show(turn, "queue:office");
