import type { Named } from "../db/ask.ts";
import { unitName } from "../campaign/definition.ts";
import { isOffice, mayActFor, ownUnits } from "../campaign/people.ts";
import type { Person, Turn } from "../turn.ts";
import { Refusal } from "../errors.ts";
import type { Hazard } from "./hazard.ts";
import type { Criterion } from "./sql.ts";

/** The office and the conveners. */
export const seesAll = (person: Person): boolean =>
  isOffice(person) || mayActFor(person, "meeting", ["chief_convener", "convener"]);

/**
 * Whether somebody may find a hazard: office and conveners all, everybody else their units' and what they found. What is
 * sealed for a time is hidden here and in `sightSql`, its twin for searches.
 */
export const maySee = (person: Person, { leadUnit, finder }: Pick<Hazard, "leadUnit" | "finder">): boolean =>
  seesAll(person) || finder === person.id || ownUnits(person).includes(leadUnit);

/** `maySee` as a search asks it. */
export const sightSql =
  (person: Person): Criterion =>
  (row) =>
    seesAll(person) ? "1 = 1" : `(${row}.finder = :me OR ${row}.lead_unit IN (:...units))`;

/** The values it asks for. A list that is empty would not be SQL. */
export const sightValues = (person: Person): Named => {
  const units = ownUnits(person);
  return { me: person.id, units: units.length > 0 ? units : [""] };
};

/** Whether somebody may open it by its number: also a unit that helps, or that is asked to take it over. */
export function mayOpen(person: Person, hazard: Hazard): boolean {
  const { helpUnits, transfer, enforcement } = hazard;
  const asked = [...helpUnits, transfer?.to, enforcement?.body];
  return maySee(person, hazard) || ownUnits(person).some((unit) => asked.includes(unit));
}

export function mustOpen({ campaign }: Pick<Turn, "campaign">, by: Person, hazard: Hazard): void {
  if (mayOpen(by, hazard)) return;
  throw new Refusal(`这条隐患由${unitName(campaign, hazard.leadUnit)}办理，您没有查看它的席位`);
}
