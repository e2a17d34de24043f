import { shortDay } from "../src/dates.ts";
import { ticks } from "./blocks.ts";
import { button, type Act } from "./buttons.ts";
import { deadlineInWords } from "./deadline.ts";
import { band, columns, facts, plain, small, type Element } from "./elements.ts";
import { handsLine } from "./handing.ts";
import { trackFacts } from "./hazard-tracks.ts";
import type { HazardView } from "./hazard-view.ts";
import { thumbnail } from "./photos.ts";
import { cut } from "./text.ts";

/** An act on this hazard, as the card shows it. */
export const actOf = ({ id, rev }: HazardView, label: string, act: Act["act"]): Act => ({
  label,
  act,
  id,
  rev,
});

/** The deadline and the cause of the light. */
export const deadlineBand = ({ deadline, today, cause }: HazardView): Element[] =>
  deadline ? [band(deadlineInWords({ today, ...deadline }), cause)] : [];

/** The finding, its photo at the right. */
export function finding({ description, foundOn, finder, before }: HazardView): Element {
  const words = [plain(cut(description)), small(`${shortDay(foundOn)}${finder}发现`)];
  const photo = before.imageKey ? [thumbnail(before.imageKey, "整改前")] : [];
  return columns([
    { elements: words },
    ...photo.map((each) => ({ elements: [each], width: "auto" as const })),
  ]);
}

/** Measure, funds, deadline, person, emergency plan (五落实). */
export const fiveTicks = ({ measure, funds, deadline, person, emergencyPlan }: HazardView): Element =>
  ticks([
    ["措施", measure !== ""],
    ["资金", funds !== ""],
    ["时限", deadline !== null],
    ["责任人", person !== ""],
    ["预案", emergencyPlan !== ""],
  ]);

/** Everything else that is known. */
export const details = (view: HazardView): Element[] => [
  ...facts([
    ["企业名称", view.enterprise],
    ["场所部位", view.site],
    ["重点内容", view.focusPoint],
    ["隐患类别", view.category],
    ["整改措施", view.measure],
    ["整改资金", view.funds],
    ["责任人员", view.person],
    ["应急预案", view.emergencyPlan],
    ["最近进展", view.progress],
  ]),
  ...trackFacts(view),
];

/** Photos are asked for after registration; they block only 申请销号. */
export const askPhotos = ({ before }: HazardView): Element[] =>
  before.count === 0 ? [small("请直接回复本卡片，发隐患照片。")] : [];

export const ENDED = ["closed", "shut_down", "voided", "merged"];

/** For the office, and for the unit once it is ended: who was told, read, signed and acted. */
export function proofOf({ id, rev, reader, state }: HazardView): Element[] {
  const shows = reader === "office" || (reader === "unit" && ENDED.includes(state));
  return shows ? [button({ label: "办理留痕", act: "hazard.proof", id, rev })] : [];
}

/** Hands the work to somebody of the same unit; says who has it, or is asked to. */
export const handOn = ({ id, rev, hands }: HazardView): Element[] => [
  button({ label: "转办", act: "hazard.handon", id, rev }),
  ...handsLine(hands),
];
