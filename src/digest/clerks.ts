import { holders, officePeople } from "../campaign/people.ts";
import type { Person, Turn } from "../turn.ts";

/** Who works on what is prepared for the office: its clerks; where there is none, the director. */
export async function clerksOf(turn: Turn): Promise<Person[]> {
  const clerks = await holders(turn, "office", ["office_clerk"]);
  return clerks.length > 0 ? clerks : officePeople(turn);
}
