import type { Day } from "../dates.ts";
import { WITH_UNIT } from "../hazards/act.ts";
import type { Hazard } from "../hazards/hazard.ts";

/** Why the office may want to talk to a unit 约谈: `id` and `number` are those of the bulletin before, or of the hazard. */
export type Interview = {
  /** A unit's key. */
  unit: string;
  ground: "red" | "listed" | "untrue";
  id: string;
  number: number | null;
};

type Lit = { key: string; light: "green" | "yellow" | "red" };

/** What may be a ground: the last regular bulletin, hazards under 挂牌督办, and those whose close-out was not true. */
export type Grounds = {
  before: { id: string; number: number | null; units: readonly Lit[] } | null;
  listed: readonly Hazard[];
  untrue: readonly Hazard[];
};

const isPast = ({ state, dueOn }: Hazard, today: Day): boolean =>
  WITH_UNIT.includes(state) && dueOn !== null && today > dueOn;

/** Red in two bulletins on end, a listed hazard past its day, a false close-out: proposed, never decided (RULES §12). */
export function interviewsOf(
  units: readonly Lit[],
  { before, listed, untrue }: Grounds,
  today: Day,
): Interview[] {
  const late = listed.filter((hazard) => isPast(hazard, today));
  return units.flatMap(({ key, light }) => {
    const because = (ground: Interview["ground"], { id, number }: Pick<Interview, "id" | "number">) => ({
      unit: key,
      ground,
      id,
      number,
    });
    const isRedAgain =
      light === "red" && before?.units.some((each) => each.key === key && each.light === "red");
    const of = (hazards: readonly Hazard[]) => hazards.filter(({ leadUnit }) => leadUnit === key);
    return [
      ...(before && isRedAgain ? [because("red", before)] : []),
      ...of(late).map((hazard) => because("listed", hazard)),
      ...of(untrue).map((hazard) => because("untrue", hazard)),
    ];
  });
}
