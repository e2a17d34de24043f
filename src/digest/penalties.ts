import type { HazardAct } from "../hazards/period-behind.ts";

const nameOf = ({ id, details }: HazardAct): string => `${id} ${String(details?.["number"])}`;

/** The penalties that a period brought, each as it was written last: one that is written again, as published or mended, is no other. */
export function newPenalties(acts: readonly HazardAct[], earlier: readonly HazardAct[]): HazardAct[] {
  const known = new Set(earlier.map(nameOf));
  return [...new Map(acts.map((act) => [nameOf(act), act])).values()].filter(
    (act) => !known.has(nameOf(act)),
  );
}

/** All of them, in yuan. */
export const finesIn = (penalties: readonly HazardAct[]): number =>
  penalties.reduce((sum, { details }) => {
    const amount = details?.["amount"];
    return sum + (typeof amount === "number" ? amount : 0);
  }, 0);
