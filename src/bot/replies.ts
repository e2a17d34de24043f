import { z } from "zod";
import { AssignForm, RefuseForm, RequestForm, UpdateForm, VerifyForm } from "../../cards/hazard-forms.ts";
import { NotTakenForm, OfferForm } from "../../cards/handing.ts";
import { DeclineForm, JoinForm } from "../../cards/joining.ts";
import { TypedForm } from "../../cards/registration.ts";
import { LeaveForm } from "../../cards/leave.ts";
import { DecideForm, ExtendForm } from "../../cards/task-extension.ts";
import { HandInForm, ReportForm, ReturnForm } from "../../cards/task-forms.ts";
import { CancelForm, MoveForm } from "../../cards/task-office.ts";
import { sendReportList } from "../digest/report-list.ts";
import { sendList } from "../digest/send.ts";
import { sendPackFile, sendPackList } from "../digest/pack-view.ts";
import { sendSliceList } from "../digest/slice-lists.ts";
import { sendListSheet } from "../digest/list-sheet.ts";
import { BULLETIN_ACTS } from "./bulletin-acts.ts";
import { turnPage } from "../followup/tray.ts";
import { assignHazard } from "../hazards/assign.ts";
import { closeOutHazard } from "../hazards/close-out.ts";
import { updateHazard } from "../hazards/rectify.ts";
import { refuseHazard } from "../hazards/refuse.ts";
import {
  addToAlike,
  clearDraft,
  editDraft,
  findEnterprise,
  otherEnterprise,
  pickEnterprise,
  registerAnew,
  registerHazard,
} from "../hazards/registration.ts";
import { requestVerification } from "../hazards/request.ts";
import { filterSearch, turnSearch } from "../hazards/search-view.ts";
import { signHazard } from "../hazards/sign.ts";
import { failHazard, passHazard } from "../hazards/verify.ts";
import { withdrawRequest } from "../hazards/withdraw.ts";
import { endLeave } from "../seats/end-leave.ts";
import { approveJoining, askToJoin, declineJoining } from "../seats/join.ts";
import { confirmLeave, dropLeave } from "../seats/leave.ts";
import { unseat } from "../seats/unseat.ts";
import { exportProof } from "../ledger/export-proof.ts";
import { applyImport, dropImport, undoImport } from "../ledger/import.ts";
import { addToTask } from "../tasks/add.ts";
import { cancelTask } from "../tasks/cancel.ts";
import { extendTask, grantTask, refuseTask } from "../tasks/extend.ts";
import { handInTask } from "../tasks/hand-in.ts";
import { moveTask } from "../tasks/move.ts";
import { nilTask } from "../tasks/nil.ts";
import { confirmNote, dropNote } from "../tasks/reply.ts";
import { reportTask } from "../tasks/report.ts";
import { passTask, returnTask } from "../tasks/review.ts";
import { signTask } from "../tasks/sign.ts";
import { chooseFiling } from "./filing.ts";
import { acceptWork, declineWork, offerWork, openHandOn, withdrawWork } from "./hand-on.ts";
import { takeHandover } from "./handover.ts";
import { HAZARD_ACTS } from "./hazard-acts.ts";
import { Nothing, on, type Handle } from "./handle.ts";
import { SCORE_ACTS } from "./score-acts.ts";
import { openRegistration } from "./registration.ts";
import { urgeTask } from "../tasks/urge.ts";
import { previewTask, sendVersions } from "../tasks/versions.ts";
import { openCard, openTask, withLedger } from "./open.ts";
import { openProof } from "./proof.ts";

const Choice = z.object({ option: z.string("请选一项") });

/** Card action → its form and its handler. */
export const REPLIES: Record<string, Handle> = {
  "task.sign": on(Nothing, withLedger(signTask)),
  "task.report": on(ReportForm, withLedger(reportTask)),
  "task.handin": on(HandInForm, withLedger(handInTask)),
  "task.preview": on(ReportForm, withLedger(previewTask)),
  "task.papers": on(Nothing, sendVersions),
  "task.pass": on(Nothing, passTask),
  "task.return": on(ReturnForm, withLedger(returnTask)),
  "task.register": on(Nothing, openRegistration),
  "task.extend": on(ExtendForm, extendTask),
  "task.extend.grant": on(DecideForm, grantTask),
  "task.extend.refuse": on(DecideForm, refuseTask),
  "task.urge": on(Nothing, urgeTask),
  "task.move": on(MoveForm, moveTask),
  "task.cancel": on(CancelForm, cancelTask),
  "task.nil": on(Nothing, nilTask),
  "task.supplement": on(ReportForm, addToTask),
  "task.proof": on(Nothing, openProof("task")),

  "hazard.submit": on(TypedForm, registerHazard),
  "hazard.find.form": on(TypedForm, findEnterprise),
  "hazard.pick.form": on(Choice, pickEnterprise),
  "hazard.other.form": on(TypedForm, otherEnterprise),
  "hazard.edit.form": on(Nothing, editDraft),
  "hazard.clear.form": on(Nothing, clearDraft),
  "hazard.same": on(Choice, addToAlike),
  "hazard.anew": on(Nothing, registerAnew),
  "hazard.assign": on(AssignForm, assignHazard),
  "hazard.sign": on(Nothing, signHazard),
  "hazard.refuse": on(RefuseForm, refuseHazard),
  "hazard.update": on(UpdateForm, updateHazard),
  "hazard.request": on(RequestForm, requestVerification),
  "hazard.withdraw": on(Nothing, withdrawRequest),
  "hazard.pass": on(VerifyForm, passHazard),
  "hazard.return": on(VerifyForm, failHazard),
  "hazard.closeout": on(Nothing, closeOutHazard),
  "hazard.proof": on(Nothing, openProof("hazard")),
  ...HAZARD_ACTS,

  "proof.export": on(Nothing, exportProof),

  "import.apply": on(Nothing, applyImport),
  "import.drop": on(Nothing, dropImport),
  "import.undo": on(Nothing, undoImport),

  "task.handon": on(Nothing, openHandOn("task")),
  "hazard.handon": on(Nothing, openHandOn("hazard")),
  "hand.offer": on(OfferForm, offerWork),
  "hand.accept": on(Nothing, acceptWork),
  "hand.decline": on(NotTakenForm, declineWork),
  "hand.withdraw": on(Nothing, withdrawWork),

  "leave.agree": on(LeaveForm, confirmLeave),
  "leave.drop": on(Nothing, dropLeave),
  "leave.end": on(Nothing, endLeave),

  "join.ask": on(JoinForm, askToJoin),
  "join.approve": on(Nothing, approveJoining),
  "join.decline": on(DeclineForm, declineJoining),
  "handover.take": on(Nothing, takeHandover),
  "seat.unseat": on(Nothing, unseat),

  "note.confirm": on(Nothing, withLedger(confirmNote)),
  "note.drop": on(Nothing, dropNote),
  "filing.choose": on(Choice, chooseFiling),
  "digest.list": on(Choice, sendList),
  "slice.list": on(Choice, sendSliceList),
  "list.sheet": on(Nothing, sendListSheet),
  // The button on lists of before 0.3.
  "digest.sheet": on(Nothing, sendListSheet),
  ...BULLETIN_ACTS,
  ...SCORE_ACTS,
  "task.list": on(Choice, sendReportList),
  "pack.file": on(Nothing, sendPackFile),
  "pack.list": on(Choice, sendPackList),
  "open.task": on(Nothing, openTask),
  "open.hazard": on(Nothing, openCard("hazard")),
  "open.join": on(Nothing, openCard("join")),
  "open.handover": on(Nothing, openCard("handover")),
  "open.roster": on(Nothing, openCard("roster")),
  "open.bulletin": on(Nothing, openCard("bulletin")),
  "open.sunit": on(Nothing, openCard("sunit")),
  "open.queue": on(Nothing, openCard("queue")),
  "tray.page": on(Nothing, turnPage),
  "search.page": on(Nothing, turnSearch),
  "search.filter": on(Choice, filterSearch),
};
