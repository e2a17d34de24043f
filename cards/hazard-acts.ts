import type { ActName } from "../src/hazards/acts.ts";
import { type Element } from "./elements.ts";
import {
  executeForm,
  askResumeForm,
  penaltyBasis,
  penaltyForm,
  referAnswer,
  referForm,
  resumeAnswer,
  suspendForm,
} from "./hazard-enforcement.ts";
import { returnForm } from "./hazard-forms.ts";
import { extendForm, extensionAnswer } from "./hazard-extension.ts";
import { liftAnswer, listAnswer, proposeListingForm, publishForm } from "./hazard-listing.ts";
import {
  closeDownAnswer,
  detailsForm,
  gradeForm,
  mergeForm,
  proposeCloseDownForm,
  reopenForm,
  voidForm,
} from "./hazard-office.ts";
import { assessForm, planAnswer, planForm } from "./hazard-plan.ts";
import { reassignForm, transferAnswer, transferForm } from "./hazard-transfer.ts";
import type { HazardView } from "./hazard-view.ts";
import { choice } from "./buttons.ts";

type Draws = (view: HazardView) => Element[];

const alone =
  (draw: (view: HazardView) => Element): Draws =>
  (view) => [draw(view)];

/** The forms of what runs beside a hazard's own course. An answer's two buttons are one form, under the name of its yes. */
const FORMS: Partial<Record<ActName, Draws>> = {
  plan: alone(planForm),
  "plan.approve": planAnswer,
  assess: alone(assessForm),
  return: alone(returnForm),
  grade: alone(gradeForm),
  extend: alone(extendForm),
  "extend.grant": extensionAnswer,
  "transfer.offer": alone(transferForm),
  "transfer.take": transferAnswer,
  reassign: alone(reassignForm),
  refer: alone(referForm),
  "refer.take": referAnswer,
  penalty: (view) => [penaltyForm(view), penaltyBasis(view)],
  execute: alone(executeForm),
  suspend: alone(suspendForm),
  "resume.ask": alone(askResumeForm),
  resume: resumeAnswer,
  "list.propose": alone(proposeListingForm),
  list: listAnswer,
  lift: liftAnswer,
  publish: alone(publishForm),
  "closedown.propose": alone(proposeCloseDownForm),
  closedown: closeDownAnswer,
  details: alone(detailsForm),
  reopen: alone(reopenForm),
  void: alone(voidForm),
  merge: alone(mergeForm),
};

/** Acts that answer what somebody asked, in the order in which they are wanted. */
const ANSWERS = [
  "transfer.take",
  "refer.take",
  "plan.approve",
  "extend.grant",
  "resume",
  "lift",
  "closedown",
  "list",
] as const satisfies ActName[];

/** The answer that is wanted of this reader now, if any. A convener is shown it when they open the card, and never asked. */
export const wantedAnswer = ({ offers }: Pick<HazardView, "offers">): ActName | null =>
  ANSWERS.find((name) => offers.some(({ act }) => act === name)) ?? null;

export const isAnswer = (act: ActName): boolean => ANSWERS.some((name) => name === act);

const FORM = /^hazard\.(.+)\.form$/;

/** The side act whose form this copy was turned to, while it is still offered. */
export function openAct({ form, offers }: HazardView): ActName | null {
  const name = FORM.exec(form ?? "")?.[1];
  return offers.find(({ act }) => act === name && FORMS[act] !== undefined)?.act ?? null;
}

export const formOf = (view: HazardView, act: ActName): Element[] => FORMS[act]?.(view) ?? [];

/** What else this reader may do, in one select: each opens its form. */
export function more({ id, rev, offers, state }: HazardView): Element[] {
  const isDrawn = (act: ActName) => act === "return" && state === "verify_requested";
  const others = offers.filter(({ act }) => FORMS[act] !== undefined && !isDrawn(act));
  if (others.length === 0) return [];
  return [
    choice(
      { label: "更多", act: "hazard.more", id, rev },
      others.map(({ act, label }) => ({ text: label, value: act })),
    ),
  ];
}
