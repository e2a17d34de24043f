import { isDeepStrictEqual } from "node:util";
import type { Hazard } from "../../../src/hazards/hazard.ts";

/** All of a hazard that the rules look at, as the reference table keeps it. People are their open_ids. */
export type Model = {
  state: string;
  grade: string;
  criterion: string;
  lead: string;
  helps: string[];
  person: string;
  found: string;
  due: string | null;
  firstDue: string | null;
  assigned: string | null;
  finished: string | null;
  funds: boolean;
  emergency: boolean;
  requestedBy: string | null;
  verifiedBy: string | null;
  /** The day on which it was struck off. */
  closed: string | null;
  refused: number;
  returned: number;
  reopened: number;
  extended: number;
  declined: number;
  official: string;
  plan: { state: string; by: string } | null;
  assessed: boolean;
  listing: { state: string; since: string | null; published: boolean } | null;
  enforcement: { state: string; body: string; fines: number } | null;
  suspension: { state: string; scope: string; askedBy: string | null } | null;
  extension: { state: string; by: string } | null;
  transfer: { state: string; to: string } | null;
  closeDown: "proposed" | "decided" | null;
  mergedInto: string | null;
};

type Names = { openIdOf(person: string): string; dayOf(at: Date): string };

const listingOf = ({ listing }: Hazard): Model["listing"] =>
  listing && {
    state: listing.state,
    since: listing.state === "lifted" ? listing.liftedOn : listing.listedOn,
    published: (listing.state === "lifted" ? listing.liftPublishedOn : listing.publishedOn) !== null,
  };

/** What is kept in the database, in the reference table's words. */
export function seen(hazard: Hazard, { openIdOf, dayOf }: Names): Model {
  const { plan, enforcement, suspension, extension, transfer, closeDown } = hazard;
  const who = (person: string | null) => (person === null ? null : openIdOf(person));
  return {
    state: hazard.state,
    grade: hazard.grade,
    criterion: hazard.criterionRef,
    lead: hazard.leadUnit,
    helps: hazard.helpUnits,
    person: hazard.person,
    found: hazard.foundOn,
    due: hazard.dueOn,
    firstDue: hazard.firstDueOn,
    assigned: hazard.assignedOn,
    finished: hazard.finishedOn,
    funds: hazard.funds !== "",
    emergency: hazard.emergencyPlan !== "",
    requestedBy: who(hazard.requestedBy),
    verifiedBy: who(hazard.verifiedBy),
    closed: hazard.closedAt && dayOf(hazard.closedAt),
    refused: hazard.timesRefused,
    returned: hazard.timesReturned,
    reopened: hazard.timesReopened,
    extended: hazard.timesExtended,
    declined: hazard.timesDeclined,
    official: hazard.officialNo,
    plan: plan && { state: plan.state, by: openIdOf(plan.by) },
    assessed: hazard.assessment !== null,
    listing: listingOf(hazard),
    enforcement: enforcement && {
      state: enforcement.state,
      body: enforcement.body,
      fines: enforcement.penalties.length,
    },
    suspension: suspension && {
      state: suspension.state,
      scope: suspension.scope,
      askedBy: who(suspension.askedBy),
    },
    extension: extension && { state: extension.state, by: openIdOf(extension.by) },
    transfer: transfer && { state: transfer.state, to: transfer.to },
    closeDown: closeDown && (closeDown.decidedOn === null ? "proposed" : "decided"),
    mergedInto: hazard.mergedInto,
  };
}

/** Where two differ, in words; nothing when they are the same. */
export function difference(wanted: Model, found: Model): string[] {
  const other = new Map<string, unknown>(Object.entries(found));
  return Object.entries(wanted)
    .filter(([key, value]) => !isDeepStrictEqual(value, other.get(key)))
    .map(
      ([key, value]) => `${key}: ${JSON.stringify(value)} wanted, ${JSON.stringify(other.get(key))} found`,
    );
}
