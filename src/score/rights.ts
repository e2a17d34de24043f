import { isOffice, ownUnits } from "../campaign/people.ts";
import { seesAll } from "../hazards/sight.ts";
import type { Person } from "../turn.ts";
import type { ScoreRow } from "./store.ts";

const PUBLISHED: readonly ScoreRow["state"][] = ["published", "frozen"];

/** The office reads all, the conveners what was counted, a unit's people their own once it is published. */
export const mayRead = (person: Person, { unit, state, isTrial }: ScoreRow): boolean =>
  isOffice(person) ||
  (seesAll(person) && !isTrial && state !== "counting") ||
  (PUBLISHED.includes(state) && ownUnits(person).includes(unit));
