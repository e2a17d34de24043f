import { z } from "zod";
import { AskResumeForm, PenaltyForm, ReferForm, SuspendForm } from "../../cards/hazard-enforcement.ts";
import { DecideHazardForm, ExtendHazardForm } from "../../cards/hazard-extension.ts";
import { LiftForm, ListForm, ProposeListingForm, PublishForm } from "../../cards/hazard-listing.ts";
import {
  CloseDownForm,
  DetailsForm,
  GradeForm,
  MergeForm,
  ProposeCloseDownForm,
  ReopenForm,
  VoidForm,
} from "../../cards/hazard-office.ts";
import { LookBackForm } from "../../cards/look-back.ts";
import { AssessForm, PlanForm, ReasonForm } from "../../cards/hazard-plan.ts";
import { UnitReasonForm } from "../../cards/hazard-transfer.ts";
import {
  closeDownHazard,
  mergeHazard,
  proposeHazardCloseDown,
  reopenHazard,
  voidHazardByOffice,
} from "../hazards/end.ts";
import { completeHazard } from "../hazards/details.ts";
import {
  declineHazardReferral,
  executePenalty,
  penalizeHazard,
  referHazard,
  takeHazardReferral,
} from "../hazards/enforce.ts";
import { extendHazard, grantHazardExtension, refuseHazardExtension } from "../hazards/extend.ts";
import { declineHazard, offerHazard, reassignHazard, takeHazard } from "../hazards/hand-over.ts";
import { holdTrue } from "../hazards/look-back.ts";
import { sendMajors } from "../hazards/majors.ts";
import { declineHazardCloseDown, declineHazardListing } from "../hazards/decline.ts";
import { liftHazard, listHazard, proposeHazardListing, publishListing } from "../hazards/list.ts";
import { approveHazardPlan, assessHazard, planHazard, returnHazardPlan } from "../hazards/plan.ts";
import { gradeHazard } from "../hazards/regrade.ts";
import { askHazardResume, refuseHazardResume, resumeHazard, suspendHazard } from "../hazards/suspend.ts";
import { urgeHazard } from "../hazards/urge.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { Nothing, on, type Handle } from "./handle.ts";

const Choice = z.object({ option: z.string("请选一项") });

/** `更多`: the reader's own copy turns to the form of what was chosen. */
const openMore = (_turn: Turn, { form }: CardReply<z.output<typeof Choice>>): Promise<Answer> =>
  Promise.resolve({ toast: "", form: `hazard.${form.option}.form` });

/** What runs beside a hazard's own course: action → its form and its handler. */
export const HAZARD_ACTS: Record<string, Handle> = {
  "hazard.more": on(Choice, openMore),
  "hazard.plan": on(PlanForm, planHazard),
  "hazard.plan.approve": on(ReasonForm, approveHazardPlan),
  "hazard.plan.return": on(ReasonForm, returnHazardPlan),
  "hazard.assess": on(AssessForm, assessHazard),
  "hazard.grade": on(GradeForm, gradeHazard),
  "hazard.extend": on(ExtendHazardForm, extendHazard),
  "hazard.extend.grant": on(DecideHazardForm, grantHazardExtension),
  "hazard.extend.refuse": on(DecideHazardForm, refuseHazardExtension),
  "hazard.transfer.offer": on(UnitReasonForm, offerHazard),
  "hazard.transfer.take": on(ReasonForm, takeHazard),
  "hazard.transfer.decline": on(ReasonForm, declineHazard),
  "hazard.reassign": on(UnitReasonForm, reassignHazard),
  "hazard.refer": on(ReferForm, referHazard),
  "hazard.refer.take": on(ReasonForm, takeHazardReferral),
  "hazard.refer.decline": on(ReasonForm, declineHazardReferral),
  "hazard.penalty": on(PenaltyForm, penalizeHazard),
  "hazard.execute": on(Nothing, executePenalty),
  "hazard.suspend": on(SuspendForm, suspendHazard),
  "hazard.resume.ask": on(AskResumeForm, askHazardResume),
  "hazard.resume": on(ReasonForm, resumeHazard),
  "hazard.resume.refuse": on(ReasonForm, refuseHazardResume),
  "hazard.list.propose": on(ProposeListingForm, proposeHazardListing),
  "hazard.list": on(ListForm, listHazard),
  "hazard.list.decline": on(ReasonForm, declineHazardListing),
  "hazard.lift": on(LiftForm, liftHazard),
  "hazard.publish": on(PublishForm, publishListing),
  "hazard.closedown.propose": on(ProposeCloseDownForm, proposeHazardCloseDown),
  "hazard.closedown": on(CloseDownForm, closeDownHazard),
  "hazard.closedown.decline": on(ReasonForm, declineHazardCloseDown),
  "hazard.urge": on(Nothing, urgeHazard),
  "hazard.details": on(DetailsForm, completeHazard),
  "hazard.lookback": on(LookBackForm, holdTrue),
  "majors.list": on(Choice, sendMajors),
  "hazard.reopen": on(ReopenForm, reopenHazard),
  "hazard.void": on(VoidForm, voidHazardByOffice),
  "hazard.merge": on(MergeForm, mergeHazard),
};
