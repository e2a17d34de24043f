import { addDays, daysBetween } from "../../../src/dates.ts";
import { heads, isConvener, isOffice, speaks, works, type Staff } from "./staff.ts";
import type { Model } from "./state.ts";
import { ENDED, isListed, isMajor, isStopped, OPEN, text, type Press, type Rule } from "./rule.ts";

const byOffice = (by: Staff): boolean => isOffice(by);
const byUnitOrOffice = (by: Staff, { lead }: Model): boolean => speaks(by, lead) || isOffice(by);
const byMeeting = (by: Staff): boolean => isConvener(by) || isOffice(by);
const byBodyOrOffice = (by: Staff, { enforcement }: Model): boolean =>
  isOffice(by) || (enforcement !== null && works(by, enforcement.body));

/** A convener decides with their own hand; the office needs the minute that says so. */
const isDecided = (press: Press): boolean => isConvener(press.by) || text(press, "minute") !== "";

const isHead = (by: Staff, { lead, plan }: Model): boolean => heads(by, lead) && by.openId !== plan?.by;

/** X2: of a major hazard one level up and of another house, of a general one the unit's head; never who asked. */
const decides = (by: Staff, model: Model): boolean =>
  (isMajor(model) ? isOffice(by) && !speaks(by, model.lead) : heads(by, model.lead)) &&
  by.openId !== model.extension?.by;

/** X1, X2: later than today and than the day that counts, all extensions no longer than the first span. */
function fitsSpan({ due, firstDue, assigned }: Model, press: Press): boolean {
  if (due === null || firstDue === null || assigned === null) return false;
  const until = text(press, "until");
  const latest = addDays(firstDue, Math.max(0, daysBetween(assigned, firstDue)));
  return until > press.today && until > due && until <= latest;
}

const most = (model: Model): number => (isMajor(model) ? 2 : 1);

function isInTime(model: Model, { today, calendar }: Press): boolean {
  const ahead = isMajor(model) ? 10 : 3;
  return model.due !== null && today <= calendar.addWorkdays(model.due, -ahead);
}

const enforcement = (model: Model, change: Partial<NonNullable<Model["enforcement"]>>): Model => ({
  ...model,
  enforcement: model.enforcement && { ...model.enforcement, ...change },
});

const listing = (model: Model, change: Partial<NonNullable<Model["listing"]>>): Model => ({
  ...model,
  listing: model.listing && { ...model.listing, ...change },
});

const suspension = (model: Model, change: Partial<NonNullable<Model["suspension"]>>): Model => ({
  ...model,
  suspension: model.suspension && { ...model.suspension, ...change },
});

/** RULES §3, §5, H14, L1–L3: what a major hazard asks for beside. */
const MAJOR: Record<string, Rule> = {
  grade: {
    in: OPEN,
    who: byOffice,
    needs: ["grade"],
    if: (model, press) => {
      const [to, clause, reason] = [text(press, "grade"), text(press, "clause"), text(press, "reason")];
      if (to === "general") {
        return model.grade !== "general" && !isListed(model) && reason !== "";
      }
      return (clause !== "" || reason !== "") && (model.grade !== "major" || model.criterion !== clause);
    },
    leads: (model, press) => ({
      ...model,
      grade: text(press, "grade"),
      criterion: text(press, "grade") === "general" ? "" : text(press, "clause"),
    }),
  },
  plan: {
    in: ["rectifying"],
    who: (by, { lead }) => works(by, lead),
    needs: [
      "goal_task",
      "method_measure",
      "funds_materials",
      "body_people",
      "time_limit",
      "safety_emergency",
    ],
    if: (model) => isMajor(model) && (model.plan === null || model.plan.state === "returned"),
    leads: (model, { by }) => ({ ...model, plan: { state: "submitted", by: by.openId } }),
  },
  "plan.approve": {
    in: ["rectifying"],
    who: isHead,
    if: ({ plan }) => plan?.state === "submitted",
    leads: (model) => ({
      ...model,
      plan: model.plan && { ...model.plan, state: "approved" },
      funds: true,
      emergency: true,
    }),
  },
  "plan.return": {
    in: ["rectifying"],
    who: isHead,
    needs: ["reason"],
    if: ({ plan }) => plan?.state === "submitted",
    leads: (model) => ({ ...model, plan: model.plan && { ...model.plan, state: "returned" } }),
  },
  assess: {
    in: ["rectifying"],
    who: (by, { lead }) => works(by, lead),
    needs: ["assessor", "conclusion", "assessedOn"],
    if: (model, press) => {
      const day = text(press, "assessedOn");
      return isMajor(model) && day <= press.today && day >= model.found;
    },
    leads: (model) => ({ ...model, assessed: true }),
  },
  "closedown.propose": {
    in: ["rectifying"],
    who: byUnitOrOffice,
    needs: ["reason"],
    if: (model) => isMajor(model) && model.closeDown === null,
    leads: (model) => ({ ...model, closeDown: "proposed" }),
    rare: true,
  },
  closedown: {
    in: ["rectifying"],
    who: byOffice,
    needs: ["minute", "decision", "decidedOn", "proof"],
    if: (model, press) =>
      isMajor(model) && model.closeDown !== null && text(press, "decidedOn") <= press.today,
    leads: (model) => ({ ...model, state: "shut_down", closeDown: "decided" }),
    rare: true,
  },
  "closedown.decline": {
    in: ["rectifying"],
    who: byOffice,
    needs: ["reason"],
    if: (model) => model.closeDown !== null,
    leads: (model) => ({ ...model, closeDown: null }),
  },
  "list.propose": {
    in: OPEN,
    who: byUnitOrOffice,
    needs: ["reason", "level", "supervisor", "dueOn"],
    if: (model, press) => {
      const day = text(press, "dueOn");
      const isFree = model.listing === null || model.listing.state === "lifted";
      return model.grade === "major" && isFree && day > press.today && day <= addDays(press.today, 366);
    },
    leads: (model) => ({ ...model, listing: { state: "proposed", since: null, published: false } }),
  },
  list: {
    in: OPEN,
    who: byMeeting,
    needs: ["number"],
    if: (model, press) => model.grade === "major" && model.listing?.state === "proposed" && isDecided(press),
    leads: (model, { today }) => listing(model, { state: "listed", since: today }),
  },
  "list.decline": {
    in: OPEN,
    who: byMeeting,
    needs: ["reason"],
    if: (model) => model.listing?.state === "proposed",
    leads: (model) => ({ ...model, listing: null }),
  },
  publish: {
    in: [...OPEN, ...ENDED],
    who: byOffice,
    needs: ["on"],
    if: (model, press) => {
      const since = model.listing?.since ?? null;
      const isOwed = since !== null && model.listing?.published === false;
      return isOwed && text(press, "on") >= since && text(press, "on") <= press.today;
    },
    leads: (model) => listing(model, { published: true }),
  },
  lift: {
    in: ["verifying"],
    who: byMeeting,
    if: (model, press) => isListed(model) && isDecided(press),
    leads: (model, { today }) => listing(model, { state: "lifted", since: today, published: false }),
  },
};

/** RULES §4, E1–X2: enforcement, suspension and extension run beside the state. */
const SIDE: Record<string, Rule> = {
  refer: {
    in: OPEN,
    who: byUnitOrOffice,
    needs: ["body", "facts"],
    if: (model) =>
      (model.enforcement === null || model.enforcement.state === "executed") &&
      model.transfer?.state !== "offered",
    leads: (model, press) => ({
      ...model,
      enforcement: {
        state: "referred",
        body: text(press, "body"),
        fines: model.enforcement?.fines ?? 0,
      },
    }),
  },
  "refer.take": {
    in: OPEN,
    who: (by, model) => model.enforcement?.state === "referred" && speaks(by, model.enforcement.body),
    leads: (model) => enforcement(model, { state: "filed" }),
  },
  "refer.decline": {
    in: OPEN,
    who: (by, model) => model.enforcement?.state === "referred" && speaks(by, model.enforcement.body),
    needs: ["reason"],
    leads: (model) =>
      model.enforcement?.fines ? enforcement(model, { state: "executed" }) : { ...model, enforcement: null },
  },
  penalty: {
    in: [...OPEN, "closed", "shut_down"],
    who: byBodyOrOffice,
    needs: ["kind", "number", "decidedOn"],
    if: (model, press) =>
      ["filed", "decided"].includes(model.enforcement?.state ?? "") &&
      text(press, "decidedOn") <= (text(press, "publishedOn") || press.today) &&
      (text(press, "publishedOn") || text(press, "decidedOn")) <= press.today,
    leads: (model) => enforcement(model, { state: "decided", fines: (model.enforcement?.fines ?? 0) + 1 }),
  },
  execute: {
    in: [...OPEN, "closed", "shut_down"],
    who: byBodyOrOffice,
    if: (model) => model.enforcement?.state === "decided",
    leads: (model) => enforcement(model, { state: "executed" }),
  },
  suspend: {
    in: ["assigned", "rectifying"],
    who: (by, model) => works(by, model.lead) || byBodyOrOffice(by, model),
    needs: ["scope", "number", "reason"],
    if: (model) => !isStopped(model),
    leads: (model, press) => {
      const scope = text(press, "scope");
      return { ...model, suspension: { state: scope, scope, askedBy: null } };
    },
  },
  "resume.ask": {
    in: ["rectifying"],
    who: (by, { lead }) => works(by, lead),
    needs: ["done"],
    if: (model) => ["partial", "full"].includes(model.suspension?.state ?? ""),
    leads: (model, { by }) => suspension(model, { state: "resume_requested", askedBy: by.openId }),
  },
  resume: {
    in: OPEN,
    who: (by, model) => byBodyOrOffice(by, model) && by.openId !== model.suspension?.askedBy,
    if: (model) => model.suspension?.state === "resume_requested",
    leads: (model) => suspension(model, { state: "resumed" }),
  },
  "resume.refuse": {
    in: OPEN,
    who: (by, model) => byBodyOrOffice(by, model) && by.openId !== model.suspension?.askedBy,
    needs: ["reason"],
    if: (model) => model.suspension?.state === "resume_requested",
    leads: (model) => suspension(model, { state: model.suspension?.scope ?? "" }),
  },
  extend: {
    in: ["rectifying"],
    who: (by, { lead }) => speaks(by, lead),
    needs: ["cause", "done", "protection", "until"],
    if: (model, press) =>
      model.extension?.state !== "requested" &&
      model.extended < most(model) &&
      isInTime(model, press) &&
      fitsSpan(model, press),
    leads: (model, { by }) => ({ ...model, extension: { state: "requested", by: by.openId } }),
  },
  "extend.grant": {
    in: ["rectifying"],
    who: decides,
    needs: ["until"],
    if: (model, press) =>
      model.extension?.state === "requested" && model.extended < most(model) && fitsSpan(model, press),
    leads: (model, press) => ({
      ...model,
      due: text(press, "until"),
      extended: model.extended + 1,
      extension: model.extension && { ...model.extension, state: "granted" },
    }),
  },
  "extend.refuse": {
    in: ["rectifying"],
    who: decides,
    needs: ["until", "reason"],
    if: (model) => model.extension?.state === "requested",
    leads: (model) => ({ ...model, extension: model.extension && { ...model.extension, state: "refused" } }),
  },
};

export const BESIDE: Record<string, Rule> = { ...MAJOR, ...SIDE };
