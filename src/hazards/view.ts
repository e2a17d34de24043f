import { openAct, wantedAnswer } from "../../cards/hazard-acts.ts";
import { hazardCard } from "../../cards/hazard.ts";
import type { HazardReader, HazardView } from "../../cards/hazard-view.ts";
import { countedFrom, deadlineOf } from "../campaign/deadline.ts";
import { unitName, type Unit } from "../campaign/definition.ts";
import { historyOf, historyOnCard } from "../campaign/history.ts";
import { code } from "../campaign/numbers.ts";
import { actsForUnit, isOffice, mayActFor, namesOf } from "../campaign/people.ts";
import { dayOf, shortDay } from "../dates.ts";
import { attachmentsOf, isKept, type Attachment, type Stage } from "../files/attachment.ts";
import { fileView } from "../files/view.ts";
import { handsOf } from "../seats/hands.ts";
import { urgedIn } from "../seats/urge.ts";
import type { Draw, Person, Turn } from "../turn.ts";
import { ballOf, waitingOf } from "./ball.ts";
import { namedIn, trackView } from "./track-view.ts";
import { doubtsAbout } from "./doubts.ts";
import { dueAfterReturn } from "./clocks.ts";
import { filesAfter } from "./evidence.ts";
import type { Hazard } from "./hazard.ts";
import { mayLookBack } from "./look-back.ts";
import { lookBackOf } from "./look-back-table.ts";
import { lackingForRequest } from "./life.ts";
import { assignable, companionsOf, mayCloseOut, mayExcuse, mayVerifyNow } from "./rights.ts";
import { getHazard, hazardsOf, subjectOf } from "./store.ts";
import { URGE } from "./urge.ts";

/** The lead unit rectifies, somebody else verifies, the office assigns; everybody else only reads. */
function readerOf(hazard: Hazard, person: Person | null): HazardReader {
  if (!person) return "observer";
  const { leadUnit, state } = hazard;
  const rectifies = actsForUnit(person, leadUnit) || mayActFor(person, leadUnit, ["inspector"]);
  if (state === "verify_requested" && (mayVerifyNow(person, hazard) || mayExcuse(person))) return "verifier";
  if (state === "verifying" && isOffice(person)) return mayCloseOut(person, hazard) ? "office" : "observer";
  if (state === "registered" && isOffice(person)) return "office";
  if (rectifies && state !== "registered") return "unit";
  return isOffice(person) ? "office" : "observer";
}

const unitOptions = (units: readonly Unit[]) => units.map(({ key, name }) => ({ value: key, text: name }));

const evidence = (files: readonly Attachment[], stage: Stage) => {
  const these = files.filter((file) => file.stage === stage && isKept(file));
  return {
    imageKey: these.findLast(({ imageKey }) => imageKey !== null)?.imageKey ?? null,
    count: these.length,
  };
};

function verificationOf(turn: Turn, hazard: Hazard, asker: string): HazardView["verification"] {
  if (!hazard.requestedAt) return null;
  const { calendar, campaign } = turn;
  const since = dayOf(hazard.requestedAt, campaign.district.timezone);
  const dueOn = calendar.addWorkdays(since, campaign.hazards.verify_within);
  return {
    asked: `${asker}${shortDay(since)}申请销号`,
    ...deadlineOf(turn, dueOn),
  };
}

async function viewOf(
  turn: Turn,
  hazard: Hazard,
  person: Person | null,
  form: string | null,
): Promise<HazardView> {
  const { campaign, calendar, today } = turn;
  const zone = campaign.district.timezone;
  const [names, files, history, hands, into] = await Promise.all([
    namesOf(turn, namedIn(hazard)),
    attachmentsOf(turn, subjectOf(hazard)),
    historyOf(turn, subjectOf(hazard)),
    handsOf(turn, subjectOf(hazard), hazard.executor),
    hazard.mergedInto === null ? [] : hazardsOf(turn, [hazard.mergedInto]),
  ]);
  const nameOf = (id: string | null) => (id && names.get(id)) || "";
  const after = evidence(filesAfter(hazard, files, zone), "after");
  const reader = readerOf(hazard, person);
  const looksBack = hazard.state === "closed" && person !== null && mayLookBack(person, hazard);
  const lookBack = looksBack ? ((await lookBackOf(turn, hazard.id))?.month ?? null) : null;
  const ball = ballOf(turn, hazard);
  const doubts = reader === "verifier" || reader === "office" ? await doubtsAbout(turn, hazard, files) : [];
  const needsTeam = reader === "verifier" || form === "hazard.return.form";
  const companions = needsTeam && person ? await companionsOf(turn, hazard, person.id) : [];
  const point = campaign.focus_points.find(({ key }) => key === hazard.focusPoint);
  const { id, year, number, state, grade, enterprise, site, description, category } = hazard;
  const { measure, funds, emergencyPlan, progress, done, foundOn, timesReturned } = hazard;
  return {
    id,
    number,
    state,
    grade,
    reader,
    today,
    enterprise,
    site,
    description,
    category,
    measure,
    funds,
    emergencyPlan,
    progress,
    done,
    foundOn,
    after,
    form,
    rev: hazard.version,
    code: code("hazard", year, number),
    unit: unitName(campaign, hazard.leadUnit),
    focusPoint: point ? `第${point.number}项 ${point.short}` : "",
    finder: nameOf(hazard.finder),
    person: hazard.person,
    hands,
    deadline: hazard.dueOn ? deadlineOf(turn, hazard.dueOn) : null,
    light: ball.light,
    cause: ball.cause,
    waiting: waitingOf(turn, hazard),
    before: evidence(files, "before"),
    doubts,
    lookBack,
    files: files.map((file) => fileView(file, zone)),
    verification: verificationOf(turn, hazard, nameOf(hazard.requestedBy)),
    companions: companions.map(({ openId }) => openId),
    returnTo: {
      by: countedFrom(turn, today, dueAfterReturn(hazard, today, calendar)),
      times: timesReturned + 1,
    },
    returned: returnedOf(hazard),
    lacking: lackingForRequest(hazard, { after: after.count }),
    units: unitOptions(campaign.units),
    assignTo: person && state === "registered" ? unitOptions(assignable(turn, person, hazard)) : [],
    ownUnit: hazard.leadUnit,
    urged: urgedIn(history, URGE, zone),
    history: historyOnCard(history, zone),
    ...trackView(turn, hazard, person),
    names: Object.fromEntries(names),
    mergedInto: into.map((each) => code("hazard", each.year, each.number)).join(""),
  };
}

/** A line each, numbered. */
const pointsInWords = (points: readonly string[]): string =>
  points.map((point, at) => `\n${at + 1}. ${point}`).join("");

function returnedOf({
  state,
  refusal,
  timesRefused,
  timesReturned,
  verifyRemark,
  returnPoints,
}: Hazard): HazardView["returned"] {
  if (state === "registered" && timesRefused > 0) return { reason: refusal, times: timesRefused };
  if (state === "rectifying" && timesReturned > 0) {
    const reason = returnPoints.length > 1 ? pointsInWords(returnPoints) : verifyRemark;
    return { reason, times: timesReturned };
  }
  return null;
}

/** The form on the card, which a patch would wipe. */
function formOn(view: HazardView): string | null {
  const { state, reader, form, lookBack, assignTo } = view;
  if (openAct(view)) return form;
  if (state === "verify_requested" && reader === "verifier") return "hazard.verify";
  if (assignTo.length > 0) return "hazard.assign";
  const isOpened = reader === "unit" && (state === "assigned" || state === "rectifying");
  if (isOpened && form) return form;
  const wanted = wantedAnswer(view);
  if (wanted) return `hazard.${wanted}`;
  return lookBack === null ? null : "hazard.lookback";
}

/** A hazard's card, for whoever looks at it. */
export const drawHazard: Draw = async (turn, id, { person, form }) => {
  const view = await viewOf(turn, await getHazard(turn, { id }), person, form);
  return { card: hazardCard(view), form: formOn(view) };
};
