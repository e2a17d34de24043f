import type { BulletinRules } from "../campaign/bulletin-rules.ts";
import { holders } from "../campaign/people.ts";
import type { Person, Turn } from "../turn.ts";

type Reader = BulletinRules["to"][number];

/** What the seats that get bulletins are called. */
export const SEAT_WORDS: Record<Reader, string> = {
  chief_convener: "总召集人",
  convener: "召集人",
  observer: "列席人员",
  lead: "各单位负责人",
  deputy: "各单位B角",
  liaison: "各单位联络员",
};

const OF_MEETING: readonly Reader[] = ["chief_convener", "convener", "observer"];

/** Who gets an issued bulletin besides the group, each once. */
export async function readersOf(turn: Turn): Promise<Person[]> {
  const { bulletins, units } = turn.campaign;
  const meeting = bulletins.to.filter((seat) => OF_MEETING.includes(seat));
  const ofUnits = bulletins.to.filter((seat) => !OF_MEETING.includes(seat));
  const people = meeting.length > 0 ? await holders(turn, "meeting", meeting) : [];
  if (ofUnits.length > 0) for (const { key } of units) people.push(...(await holders(turn, key, ofUnits)));
  return people.filter(({ id }, at) => people.findIndex((each) => each.id === id) === at);
}
