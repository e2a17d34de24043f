import { dayInWords } from "../src/dates.ts";
import { facts, type Element } from "./elements.ts";
import { nameOf, unitNamed } from "./hazard-form.ts";
import type { HazardView } from "./hazard-view.ts";

const on = ({ today }: HazardView, day: string | null): string => (day ? dayInWords(day, today) : "");
const joined = (...words: string[]): string =>
  words
    .map((each) => each.trim())
    .filter((each) => each !== "")
    .join("，");

function planWords(view: HazardView): string {
  const { plan } = view.tracks;
  if (!plan) return "";
  if (plan.state === "approved") {
    return joined("已批准", nameOf(view, plan.approvedBy), on(view, plan.approvedOn));
  }
  return plan.state === "submitted" ? joined("等待批准", nameOf(view, plan.by)) : `退改：${plan.reason}`;
}

function listingWords(view: HazardView): string {
  const { listing } = view.tracks;
  if (!listing) return "";
  const { state, number, level, supervisor, dueOn } = listing;
  if (state === "proposed") return joined("已提请，等待批准", level);
  if (state === "lifted") return joined(`已摘牌${number}`, on(view, listing.liftedOn));
  return joined(`${level}挂牌${number}`, supervisor, `期限${on(view, dueOn)}`);
}

const ENFORCEMENT = { referred: "等待受理", filed: "已受理", decided: "已处罚", executed: "已执行完毕" };

function enforcementWords(view: HazardView): string {
  const { enforcement } = view.tracks;
  if (!enforcement) return "";
  return joined(unitNamed(view, enforcement.body), ENFORCEMENT[enforcement.state]);
}

const penaltyWords = ({ tracks }: HazardView): string =>
  (tracks.enforcement?.penalties ?? [])
    .map(({ kind, number, amount }) => joined(kind, number, amount === null ? "" : `${amount}元`))
    .join("；");

const SUSPENSION = {
  partial: "局部停产停用",
  full: "全部停产停业",
  resume_requested: "已申请复产，等待审查",
  resumed: "已复产",
};

function suspensionWords(view: HazardView): string {
  const { suspension } = view.tracks;
  return suspension ? joined(SUSPENSION[suspension.state], suspension.number) : "";
}

function extensionWords(view: HazardView): string {
  const { extension } = view.tracks;
  if (!extension) return "";
  if (extension.state === "requested") return `已申请延至${on(view, extension.until)}，等待审批`;
  if (extension.state === "granted") return `同意延至${on(view, extension.until)}`;
  return `不同意，期限不变：${extension.reason}`;
}

function transferWords(view: HazardView): string {
  const { transfer } = view.tracks;
  if (!transfer) return "";
  const to = unitNamed(view, transfer.to);
  if (transfer.state === "offered") return `已提出移交${to}，等待接收`;
  return transfer.state === "taken" ? `${to}已接收` : `${to}不接收：${transfer.reason}`;
}

function closeDownWords(view: HazardView): string {
  const { closeDown } = view.tracks;
  if (!closeDown) return "";
  if (closeDown.decidedOn === null) return "已提请，等待决定";
  return joined(closeDown.decision, on(view, closeDown.decidedOn));
}

/** What runs beside the state, a line each; what is not there is left out. */
export const trackFacts = (view: HazardView): Element[] =>
  facts([
    ["判定依据", view.criterion],
    ["配合单位", view.helpUnits.join("、")],
    ["防范措施", view.protection],
    ["整改方案", planWords(view)],
    ["评估结论", view.tracks.assessment?.conclusion ?? ""],
    ["挂牌督办", listingWords(view)],
    ["移送执法", enforcementWords(view)],
    ["处罚情况", penaltyWords(view)],
    ["停产停用", suspensionWords(view)],
    ["延期情况", extensionWords(view)],
    ["移交情况", transferWords(view)],
    ["关闭取缔", closeDownWords(view)],
    ["重新打开", view.timesReopened > 0 && view.state !== "merged" ? view.endReason : ""],
    ["系统编号", view.officialNo],
  ]);
