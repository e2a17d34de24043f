import { unitName } from "../campaign/definition.ts";
import { isOffice, mayActFor } from "../campaign/people.ts";
import type { Person, Turn } from "../turn.ts";
import { actOf, offered } from "./acts.ts";
import { criteriaOn, penaltiesOn } from "./criteria.ts";
import { isOpen, type Hazard } from "./hazard.ts";
import { partsOf } from "./rights.ts";

/** Everybody whom the tracks name. */
export const namedIn = ({ finder, requestedBy, ...hazard }: Hazard): (string | null)[] => [
  finder,
  requestedBy,
  hazard.plan?.by ?? null,
  hazard.plan?.approvedBy ?? null,
  hazard.extension?.by ?? null,
  hazard.transfer?.by ?? null,
  hazard.listing?.by ?? null,
  hazard.enforcement?.by ?? null,
  hazard.suspension?.askedBy ?? null,
  hazard.closeDown?.by ?? null,
];

/** What runs beside the state, and what this reader may do about it. */
export function trackView(turn: Turn, hazard: Hazard, person: Person | null) {
  const { listing, enforcement, suspension, extension, transfer, plan, assessment, closeDown } = hazard;
  const offers = person ? offered(hazard, partsOf(person, hazard)) : [];
  const mayGrade = isOpen(hazard) && person !== null && isOffice(person);
  return {
    tracks: { listing, enforcement, suspension, extension, transfer, plan, assessment, closeDown },
    helpUnits: hazard.helpUnits.map((key) => unitName(turn.campaign, key)),
    protection: hazard.protection,
    criterion: hazard.criterionRef,
    criteria: mayGrade
      ? criteriaOn(turn.campaign.hazards, hazard.foundOn).map(({ value, name }) => ({ value, text: name }))
      : [],
    penalties: offers.includes("penalty") ? penaltiesOn(turn.campaign.hazards, hazard.foundOn) : [],
    officialNo: hazard.officialNo,
    endReason: hazard.endReason,
    timesReopened: hazard.timesReopened,
    isConvener: person !== null && mayActFor(person, "meeting", ["chief_convener", "convener"]),
    isDirector: person !== null && mayActFor(person, "office", ["office_director"]),
    offers: offers.map((act) => ({ act, label: actOf(act).label })),
  };
}
