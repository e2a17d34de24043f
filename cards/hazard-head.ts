import { lightTag, type Colour, type Head, type Tag } from "./elements.ts";
import { wantedAnswer } from "./hazard-acts.ts";
import { ENDED } from "./hazard-parts.ts";
import type { HazardView } from "./hazard-view.ts";
import { tagOf } from "./queue.ts";
import { shortName } from "./text.ts";

/** Each state in a word. */
export const STATES: Record<HazardView["state"], string> = {
  registered: "待交办",
  assigned: "待签收",
  rectifying: "整改中",
  verify_requested: "等待复查",
  verifying: "等待销号确认",
  closed: "已销号",
  shut_down: "关闭取缔",
  voided: "作废",
  merged: "已并案",
};

const GRADES: Record<HazardView["grade"], string> = {
  general: "一般",
  major: "重大",
  major_pending: "待定级",
};

/** What a hazard's card says first: the place, the number, whose it is, and the light of whoever holds it (CARDS §1). */
export const headOf = (view: HazardView): Head => ({
  title: titleOf(view),
  subtitle: `${view.code} · ${view.unit}`,
  colour: colourOf(view),
  tags: tagsOf(view),
});

const titleOf = ({ enterprise, reader, state, deadline, today }: HazardView): string => {
  const place = shortName(enterprise);
  if (reader === "verifier" && state === "verify_requested") return `${place}复查`;
  const isLate = deadline !== null && today > deadline.dueOn && state === "rectifying";
  return isLate ? `${place}整改逾期` : `${place}隐患`;
};

/** The state, as its reader sees it. */
export const wordOf = ({ state, reader }: HazardView): string =>
  state === "verify_requested" && reader === "verifier" ? "复查中" : STATES[state];

/** Whether the next act is this reader's. */
const isWanted = ({ state, reader, offers, isConvener }: HazardView): boolean =>
  (reader === "unit" && (state === "assigned" || state === "rectifying")) ||
  (reader === "verifier" && state === "verify_requested") ||
  (reader === "office" && (state === "registered" || state === "verifying")) ||
  (!isConvener && wantedAnswer({ offers }) !== null);

function colourOf(view: HazardView): Colour {
  const { state, light } = view;
  if (state === "closed") return "green";
  if (ENDED.includes(state)) return "grey";
  if (!isWanted(view)) return "wathet";
  return light === "yellow" || light === "red" ? light : "blue";
}

function tagsOf(view: HazardView): Tag[] {
  const { state, grade } = view;
  const stateTag: Tag = { text: wordOf(view), colour: state === "closed" ? "green" : "blue" };
  return [stateTag, ...lightsOf(view), { text: GRADES[grade], colour: "neutral" }];
}

/** The light of whoever holds it; a unit whose clock stands still is shown none. */
function lightsOf({ state, light, reader, waiting }: HazardView): Tag[] {
  if (light === "grey") return [];
  if (waiting) return light === "green" || reader === "unit" ? [] : [tagOf(waiting)];
  return state === "rectifying" || light !== "green" ? [lightTag(light)] : [];
}
