import { addDays, daysBetween } from "../../../src/dates.ts";
import {
  heads,
  inspects,
  isDirector,
  isLocality,
  isOffice,
  speaks,
  STAFF,
  works,
  type Staff,
} from "./staff.ts";
import type { Model } from "./state.ts";
import { isListed, isMajor, isStopped, OPEN, text, type Press, type Rule } from "./rule.ts";

const byOffice = (by: Staff): boolean => isOffice(by);
const bySpeaker = (by: Staff, { lead }: Model): boolean => speaks(by, lead);
const byWorker = (by: Staff, { lead }: Model): boolean => works(by, lead);

/** §2.2: items of the department that the office's head leads are verified by others. */
const isOwnHouse = (by: Staff, { lead }: Model): boolean => isOffice(by) && speaks(by, lead);

/** §2.2: who asked, or is the responsible person, is not on the verification. */
const isInvolved = (who: Staff, { requestedBy, person }: Model): boolean =>
  who.openId === requestedBy || who.name === person;

const checks = (who: Staff, { lead }: Model): boolean =>
  heads(who, lead) || inspects(who, lead) || isOffice(who);

/** §5: what a major hazard has on file before it is verified, and before it is struck off. */
const isOnFile = (model: Model): boolean =>
  !isMajor(model) ||
  (model.grade === "major" &&
    model.funds &&
    model.emergency &&
    model.plan?.state === "approved" &&
    (model.assessed || !(isListed(model) && isStopped(model))));

/** H8: at least two, none of them involved, between the finish and today. An override is the director's, in writing. */
function isTeam(model: Model, press: Press): boolean {
  const { by, form, today } = press;
  const override = text(press, "override");
  if (override !== "" && !isDirector(by)) return false;
  if (!checks(by, model) || isOwnHouse(by, model)) return false;
  if (isInvolved(by, model) && override === "") return false;
  const named = Array.isArray(form["companions"]) ? form["companions"] : [];
  const along = STAFF.filter(({ openId }) => named.includes(openId));
  const day = text(press, "verifiedOn");
  return (
    along.length > 0 &&
    along.every((each) => each.openId !== by.openId && checks(each, model) && !isInvolved(each, model)) &&
    day <= today &&
    (model.finished === null || day >= model.finished)
  );
}

/** An offer that nobody answered ends when the unit gives the hazard back or reports it done. */
const withoutOffer = ({ transfer }: Model): Model["transfer"] =>
  transfer?.state === "offered" ? null : transfer;

/** H10: a working day, the next one or within half of the first span. */
function nearerDay(
  { assigned, firstDue }: Model,
  { due }: Model,
  { today, calendar }: Press,
): Partial<Model> {
  const span = assigned && firstDue ? daysBetween(assigned, firstDue) : 0;
  const half = addDays(today, Math.floor(span / 2));
  const next = calendar.addWorkdays(today, 1);
  const latest = half > next ? half : next;
  return due !== null && calendar.isWorkday(due) && due > today && due <= latest ? { due } : {};
}

/** §2.1: the office assigns to any; a department within its sector to itself or a locality, a locality what is general to itself. */
function isTheirsToAssign(model: Model, press: Press): boolean {
  const to = text(press, "unit");
  if (isOffice(press.by)) return true;
  if (model.refused > 0) return false;
  if (isLocality(model.lead)) return to === model.lead && !isMajor(model);
  return to === model.lead || isLocality(to);
}

/** RULES §4 H2–H15 with the guards of §2.2, line by line. */
export const LIFE: Record<string, Rule> = {
  assign: {
    in: ["registered"],
    who: (by, { lead }) => isOffice(by) || speaks(by, lead),
    needs: ["unit", "person", "dueOn", "measure"],
    if: (model, press) => text(press, "dueOn") >= press.today && isTheirsToAssign(model, press),
    leads: (model, press) => ({
      ...model,
      state: "assigned",
      lead: text(press, "unit"),
      helps: model.helps.filter((unit) => unit !== text(press, "unit")),
      person: text(press, "person"),
      due: text(press, "dueOn"),
      assigned: press.today,
      firstDue: text(press, "dueOn"),
    }),
  },
  sign: {
    in: ["assigned"],
    who: bySpeaker,
    leads: (model) => ({ ...model, state: "rectifying" }),
  },
  refuse: {
    in: ["assigned"],
    who: bySpeaker,
    needs: ["reason", "rightUnit"],
    if: ({ refused }) => refused < 2,
    leads: (model) => ({
      ...model,
      state: "registered",
      refused: model.refused + 1,
      transfer: withoutOffer(model),
      assigned: null,
      firstDue: null,
    }),
  },
  update: {
    in: ["rectifying"],
    who: byWorker,
    needs: ["measure", "person"],
    if: (model, press) => !isMajor(model) || text(press, "progress") === "" || press.hasFresh,
    leads: (model, press) => ({
      ...model,
      person: text(press, "person"),
      funds: text(press, "funds") !== "",
      emergency: text(press, "emergencyPlan") !== "",
    }),
  },
  request: {
    in: ["rectifying"],
    who: byWorker,
    needs: ["done", "finishedOn"],
    if: (model, press) => {
      const day = text(press, "finishedOn");
      return isOnFile(model) && press.hasAfter && day <= press.today && day >= model.found;
    },
    leads: (model, press) => ({
      ...model,
      state: "verify_requested",
      finished: text(press, "finishedOn"),
      requestedBy: press.by.openId,
      transfer: withoutOffer(model),
    }),
  },
  withdraw: {
    in: ["verify_requested"],
    who: byWorker,
    leads: (model) => ({ ...model, state: "rectifying", requestedBy: null }),
  },
  pass: {
    in: ["verify_requested"],
    who: checks,
    needs: ["verifiedOn", "place"],
    if: (model, press) => isTeam(model, press) && (isMajor(model) || !isStopped(model)),
    leads: (model, { by, today }) => ({
      ...model,
      state: isMajor(model) ? "verifying" : "closed",
      verifiedBy: by.openId,
      closed: isMajor(model) ? null : today,
    }),
  },
  return: {
    in: ["verify_requested", "verifying"],
    who: checks,
    needs: ["verifiedOn", "place", "remark"],
    if: isTeam,
    leads: (model, { by }) => ({
      ...model,
      state: "rectifying",
      verifiedBy: by.openId,
      returned: model.returned + 1,
    }),
    adopts: nearerDay,
  },
  closeout: {
    in: ["verifying"],
    who: (by, model) =>
      isOffice(by) &&
      !isOwnHouse(by, model) &&
      by.openId !== model.requestedBy &&
      by.openId !== model.verifiedBy,
    if: (model) => !isStopped(model) && !isListed(model) && isOnFile(model),
    leads: (model, { today }) => ({ ...model, state: "closed", closed: today }),
  },
  reopen: {
    in: ["closed"],
    who: byOffice,
    needs: ["ground", "finding", "dueOn"],
    if: ({ closed }, press) => {
      const within = press.today <= `${Number(closed?.slice(0, 4)) + 1}${closed?.slice(4)}`;
      return text(press, "dueOn") >= press.today && (text(press, "ground") === "untrue" || within);
    },
    leads: (model, press) => ({
      ...model,
      state: "rectifying",
      due: text(press, "dueOn"),
      firstDue: text(press, "dueOn"),
      assigned: press.today,
      requestedBy: null,
      closed: null,
      reopened: model.reopened + 1,
    }),
  },
  void: {
    in: OPEN,
    who: byOffice,
    needs: ["reason"],
    if: (model) => !isListed(model),
    leads: (model) => ({ ...model, state: "voided" }),
    rare: true,
  },
  merge: {
    in: OPEN,
    who: byOffice,
    needs: ["into", "reason"],
    if: (model, { into }) =>
      !isListed(model) && into !== null && !into.isSelf && OPEN.includes(into.model.state),
    leads: (model, { into }) => ({ ...model, state: "merged", mergedInto: into?.id ?? null }),
    rare: true,
  },
  reassign: {
    in: ["assigned", "rectifying"],
    who: byOffice,
    needs: ["unit", "reason"],
    if: (model, press) =>
      text(press, "unit") !== model.lead || (model.transfer?.state === "declined" && model.declined >= 2),
    leads: (model, press) => ({
      ...model,
      state: "assigned",
      lead: text(press, "unit"),
      helps: model.helps.filter((unit) => unit !== text(press, "unit")),
      transfer: null,
    }),
    rare: true,
  },
  details: {
    in: OPEN,
    who: byOffice,
    if: (model, { form }) => !(form["helpUnits"] ?? []).includes(model.lead),
    leads: (model, press) => {
      const helps = press.form["helpUnits"];
      const official = text(press, "officialNo");
      return { ...model, helps: Array.isArray(helps) ? [...new Set(helps)] : [], official };
    },
    rare: true,
  },
  "transfer.offer": {
    in: ["assigned", "rectifying"],
    who: bySpeaker,
    needs: ["unit", "reason"],
    if: (model, press) =>
      model.transfer?.state !== "offered" &&
      text(press, "unit") !== model.lead &&
      model.declined < 2 &&
      model.enforcement?.state !== "referred",
    leads: (model, press) => ({ ...model, transfer: { state: "offered", to: text(press, "unit") } }),
  },
  "transfer.take": {
    in: ["assigned", "rectifying"],
    who: (by, { transfer }) => transfer?.state === "offered" && speaks(by, transfer.to),
    leads: (model) => {
      const to = model.transfer?.to ?? "";
      const helps = [...new Set([...model.helps.filter((unit) => unit !== to), model.lead])];
      return { ...model, lead: to, helps, transfer: { state: "taken", to } };
    },
  },
  "transfer.decline": {
    in: ["assigned", "rectifying"],
    who: (by, { transfer }) => transfer?.state === "offered" && speaks(by, transfer.to),
    needs: ["reason"],
    leads: (model) => ({
      ...model,
      declined: model.declined + 1,
      transfer: { state: "declined", to: model.transfer?.to ?? "" },
    }),
  },
};
