import { countedDay, deadlineInWords, type Counting } from "./deadline.ts";
import { button, type Act } from "./buttons.ts";
import { band, facts, markdown, plain, small, type Element } from "./elements.ts";
import { formOf, isAnswer, more, openAct, wantedAnswer } from "./hazard-acts.ts";
import { back } from "./hazard-form.ts";
import { assignForm, refuseForm, requestForm, updateForm, verifyForm } from "./hazard-forms.ts";
import {
  actOf,
  askPhotos,
  deadlineBand,
  details,
  ENDED,
  finding,
  fiveTicks,
  handOn,
} from "./hazard-parts.ts";
import type { HazardView } from "./hazard-view.ts";
import { STATES } from "./hazard-head.ts";
import { lookBackForm } from "./look-back.ts";
import { photos } from "./photos.ts";
import type { ActName } from "../src/hazards/acts.ts";

/** What a card says and asks of its reader: one form at most, then what else they may do, then the facts. */
export function hazardBody(view: HazardView): Element[] {
  const act = openAct(view);
  if (act) return [...deadlineBand(view), finding(view), ...formOf(view, act), ...closing(view, act)];
  const wanted = wantedAnswer(view);
  if (wanted && !hasMainForm(view)) {
    return [
      ...deadlineBand(view),
      finding(view),
      ...formOf(view, wanted),
      ...more(view),
      ...beside(view, wanted),
    ];
  }
  const { state, reader } = view;
  if (ENDED.includes(state)) return endedBody(view);
  if (state === "verify_requested" || state === "verifying") {
    return reader === "verifier" && state === "verify_requested" ? verifyBody(view) : waitingBody(view);
  }
  return state === "registered" ? registeredBody(view) : rectifyBody(view);
}

/** A plan of six items says what the facts would say, and there is room for one of them. */
const beside = (view: HazardView, wanted: ActName): Element[] =>
  wanted === "plan.approve" ? [] : details(view);

/** The state's own form comes first: 交办 for the office, 复查 for a verifier, and what this copy was turned to. */
const hasMainForm = ({ state, reader, form, assignTo }: HazardView): boolean =>
  assignTo.length > 0 ||
  (state === "verify_requested" && reader === "verifier") ||
  (reader === "unit" && form !== null);

/** An answer's form has no way out of its own. */
const closing = (view: HazardView, act: ActName): Element[] => (isAnswer(act) ? [back(view)] : []);

function registeredBody(view: HazardView): Element[] {
  const { assignTo, reader, returned } = view;
  const refused = returned ? [plain(`退回原因：${returned.reason}`)] : [];
  if (assignTo.length > 0) {
    const hint = reader === "office" ? [] : [small("可由本单位交办，也可等办公室交办。")];
    return [finding(view), ...refused, assignForm(view), ...more(view), ...hint, ...details(view)];
  }
  return [
    finding(view),
    ...refused,
    ...askPhotos(view),
    ...more(view),
    small("等待办公室交办。"),
    ...details(view),
  ];
}

/** The first is what is wanted now. */
const wantedFirst = ([first, ...others]: readonly Act[]): Element[] => [
  ...(first ? [button(first, "primary_filled")] : []),
  ...others.map((each) => button(each)),
];

function rectifyBody(view: HazardView): Element[] {
  const { reader, state, form, returned, lacking } = view;
  const missing = returned ? [plain(`第${returned.times}次退回：${returned.reason}`)] : [];
  const top = [...deadlineBand(view), finding(view), ...missing, fiveTicks(view)];
  if (reader !== "unit") {
    const urge = reader === "office" ? [button(actOf(view, "催办", "hazard.urge"))] : [];
    return [...top, ...urge, ...more(view), small(`由${view.unit}整改。`), ...details(view)];
  }
  if (state === "assigned") {
    if (form === "hazard.refuse.form") return [...top, refuseForm(view)];
    return [
      ...top,
      button(actOf(view, "签收", "hazard.sign"), "primary_filled"),
      button(actOf(view, "退回（非本单位职责）", "hazard.refuse.form"), "danger"),
      ...more(view),
      small("签收后开始整改。不归本单位的，请写明归谁。"),
      ...details(view),
    ];
  }
  if (form === "hazard.update.form") return [...top, updateForm(view)];
  if (form === "hazard.request.form") return [...top, requestForm(view)];
  const ready = lacking.length === 0;
  const update = actOf(view, "更新整改", "hazard.update.form");
  const request = actOf(view, "申请销号", "hazard.request.form");
  const owesPlan = view.offers.some(({ act }) => act === "plan");
  const plan = actOf(view, "报送方案", "hazard.plan.form");
  return [
    ...top,
    ...wantedFirst(owesPlan ? [plan, update, request] : ready ? [request, update] : [update, request]),
    ...handOn(view),
    ...more(view),
    small(ready ? "材料已齐，可以申请销号。" : `申请销号还缺：${lacking.join("、")}。照片直接回复本卡片。`),
    ...details(view),
  ];
}

/** The unit's own clock stands still: it reads by when others verify, not that something is overdue. */
function verifyBy({ reader, today }: HazardView, verification: Counting): string {
  const { dueOn, expected = false } = verification;
  if (reader !== "unit") return deadlineInWords({ ...verification, today });
  return `${today > dueOn ? "复查应在" : "复查将在"}${countedDay({ on: dueOn, expected }, today)}前完成`;
}

/** What was asked for and by when, with the photos of both. */
function askedTop(view: HazardView): Element[] {
  const { verification } = view;
  const first = verification ? [band(verifyBy(view, verification), verification.asked)] : [];
  return [
    ...first,
    ...photos(view),
    ...(view.doubts.length > 0 ? [plain(`请核对：${view.doubts.join("；")}`)] : []),
    ...facts([
      ["隐患", view.description],
      ["整改", view.done],
    ]),
  ];
}

const verifyBody = (view: HazardView): Element[] => [...askedTop(view), verifyForm(view), ...more(view)];

function waitingBody(view: HazardView): Element[] {
  const { reader, state } = view;
  const top = askedTop(view);
  if (state === "verifying") {
    const confirm = button(actOf(view, "销号确认", "hazard.closeout"), "primary_filled");
    return [
      ...top,
      ...(reader === "office"
        ? [confirm, ...more(view), small("重大隐患复查通过后，由办公室确认销号。")]
        : [...more(view), small("复查已通过，等待办公室销号确认。")]),
      ...details(view),
    ];
  }
  const withdraw = button(actOf(view, "撤回申请", "hazard.withdraw"));
  return [
    ...top,
    ...(reader === "unit" ? [withdraw] : []),
    ...more(view),
    small("等待其他检查人员复查。申请人和责任人不能复查。"),
    ...details(view),
  ];
}

function endedBody(view: HazardView): Element[] {
  const { state, done, description } = view;
  const line = state === "closed" ? "复查通过，已销号。编号不再使用。" : `本条隐患${STATES[state]}。`;
  const into = view.mergedInto ? [plain(`并入${view.mergedInto}：${view.endReason}`)] : [];
  const why = state === "voided" && view.endReason ? [plain(`作废原因：${view.endReason}`)] : [];
  return [
    markdown(`**${line}**`),
    ...into,
    ...why,
    ...(view.lookBack === null ? [] : [lookBackForm({ ...view, lookBack: view.lookBack })]),
    ...more(view),
    ...photos(view),
    ...facts([
      ["隐患", description],
      ["整改", done],
    ]),
    ...details(view),
  ];
}
