import { hazardCard } from "../../cards/hazard.ts";
import { actOf, offered, type ActName } from "../../src/hazards/acts.ts";
import type { Part } from "../../src/hazards/act.ts";
import type { Hazard } from "../../src/hazards/hazard.ts";
import { NO_TRACKS, type Tracks } from "../../src/hazards/tracks.ts";
import { approvedPlan } from "../hazards/a-hazard.ts";
import { askedExtension, listed, referred, stopped } from "../hazards/tracks.ts";
import { major } from "../hazards/tracks.ts";
import { hazardView } from "./hazard-view.ts";

const UNIT: Part[] = ["worker", "speaker"];
const HEAD: Part[] = [...UNIT, "head", "decider"];
const OFFICE: Part[] = ["office"];
const CONVENER: Part[] = ["convener"];
const ASKED: Part[] = ["receiver"];

const criteria = [
  { value: "chem-2017:1", text: "2017化工第1项 负责人和安管人员未考核合格" },
  { value: "chem-2017:2", text: "2017化工第2项 特种作业无证上岗" },
];

type Scene = {
  parts: Part[];
  reader: "unit" | "verifier" | "office" | "observer";
  hazard?: Partial<Hazard>;
  tracks?: Partial<Tracks>;
  opens?: ActName;
  more?: Partial<Parameters<typeof hazardView>[0]>;
};

/** A major hazard's card, as somebody with these parts sees it. */
function draw(
  { parts, reader, hazard = {}, tracks = {}, opens, more = {} }: Scene,
  typed: (words: string) => string,
) {
  const all = { ...NO_TRACKS, plan: approvedPlan, ...tracks };
  const value = major({ ...hazard, ...all });
  const offers = offered(value, new Set(parts)).map((act) => ({ act, label: actOf(act).label }));
  const view = hazardView(
    {
      state: value.state,
      grade: value.grade,
      light: "green",
      cause: "绿灯：正在整改",
      deadline: { dueOn: "2021-07-09", workdaysLeft: 15, expected: false },
      reader,
      tracks: all,
      offers,
      criteria,
      criterion: "2017化工第1项 负责人和安管人员未考核合格",
      isConvener: parts.includes("convener"),
      form: opens ? `hazard.${opens}.form` : null,
      ...more,
    },
    typed,
  );
  return hazardCard(view);
}

const submitted = { ...approvedPlan, state: "submitted" as const, approvedBy: null, approvedOn: null };
const proposed = { ...listed, state: "proposed" as const, number: "", listedOn: null, publishedOn: null };
const asked = {
  ...stopped,
  state: "resume_requested" as const,
  done: "通风已更换",
  askedOn: "2021-06-17",
  askedBy: "liaison",
};
const fined = {
  ...referred,
  state: "decided" as const,
  takenOn: "2021-06-18",
  penalties: [
    { kind: "罚款", number: "公罚〔2021〕1号", amount: 30_000, decidedOn: "2021-06-18", publishedOn: null },
  ],
};
const offer = {
  state: "offered" as const,
  by: "liaison",
  to: "wjj",
  offeredOn: "2021-06-17",
  reason: "是卫生院的库房",
};
const closing = {
  by: "liaison",
  proposedOn: "2021-06-17",
  reason: "外部距离不足，无法整改",
  minute: "",
  decision: "",
  decidedOn: null,
  proof: "",
};

const SCENES: Record<string, Scene> = {
  "hazard-major-unit": { parts: UNIT, reader: "unit" },
  "hazard-plan-form": { parts: UNIT, reader: "unit", tracks: { plan: null }, opens: "plan" },
  "hazard-plan-answer": { parts: HEAD, reader: "unit", tracks: { plan: submitted } },
  "hazard-assess-form": { parts: UNIT, reader: "unit", opens: "assess" },
  "hazard-grade-form": {
    parts: OFFICE,
    reader: "office",
    hazard: { grade: "major_pending" },
    opens: "grade",
  },
  "hazard-extend-form": { parts: UNIT, reader: "unit", opens: "extend" },
  "hazard-extension-answer": {
    parts: ["decider", "office"],
    reader: "office",
    tracks: { extension: askedExtension },
  },
  "hazard-return-form": {
    parts: ["verifier", "office"],
    reader: "office",
    hazard: { state: "verifying", requestedBy: "liaison", verifiedBy: "inspector" },
    opens: "return",
    more: { companions: ["ou_demo_jyj_inspector_2"] },
  },
  "hazard-details-form": {
    parts: OFFICE,
    reader: "office",
    opens: "details",
    more: { helpUnits: ["区卫健局"], officialNo: "SAF-2021-000123" },
  },
  "hazard-transfer-form": { parts: UNIT, reader: "unit", opens: "transfer.offer" },
  "hazard-transfer-answer": { parts: ASKED, reader: "observer", tracks: { transfer: offer } },
  "hazard-reassign-form": { parts: OFFICE, reader: "office", opens: "reassign" },
  "hazard-refer-form": { parts: UNIT, reader: "unit", opens: "refer" },
  "hazard-refer-answer": { parts: ASKED, reader: "observer", tracks: { enforcement: referred } },
  "hazard-penalty-form": {
    parts: ["enforcer"],
    reader: "observer",
    tracks: { enforcement: { ...fined, state: "filed", penalties: [] } },
    opens: "penalty",
    more: {
      penalties: [
        {
          finding: "未消除事故隐患",
          law: "安全生产法（2021年）",
          article: "第102条",
          range: "责令消除，可处5万元以下；拒不执行的责令停产停业，人员处5万–10万元",
        },
        {
          finding: "拒绝、阻碍检查",
          law: "安全生产法（2021年）",
          article: "第108条",
          range: "2万–20万元",
        },
      ],
    },
  },
  "hazard-execute-form": {
    parts: ["enforcer"],
    reader: "observer",
    tracks: { enforcement: fined },
    opens: "execute",
  },
  "hazard-suspend-form": { parts: UNIT, reader: "unit", opens: "suspend" },
  "hazard-resume-form": { parts: UNIT, reader: "unit", tracks: { suspension: stopped }, opens: "resume.ask" },
  "hazard-resume-answer": { parts: OFFICE, reader: "office", tracks: { suspension: asked } },
  "hazard-list-form": { parts: UNIT, reader: "unit", opens: "list.propose" },
  "hazard-list-convener": { parts: CONVENER, reader: "observer", tracks: { listing: proposed } },
  "hazard-listed": {
    parts: UNIT,
    reader: "unit",
    tracks: { listing: listed, suspension: stopped, enforcement: fined },
  },
  "hazard-publish-form": {
    parts: OFFICE,
    reader: "office",
    tracks: { listing: { ...listed, publishedOn: null } },
    opens: "publish",
  },
  "hazard-lift-answer": {
    parts: OFFICE,
    reader: "office",
    hazard: { state: "verifying" },
    tracks: { listing: listed },
  },
  "hazard-closedown-form": { parts: UNIT, reader: "unit", opens: "closedown.propose" },
  "hazard-closedown-answer": { parts: OFFICE, reader: "office", tracks: { closeDown: closing } },
  "hazard-reopen-form": { parts: OFFICE, reader: "office", hazard: { state: "closed" }, opens: "reopen" },
  "hazard-void-form": { parts: OFFICE, reader: "office", opens: "void" },
  "hazard-merge-form": { parts: OFFICE, reader: "office", opens: "merge" },
  "hazard-merged": {
    parts: OFFICE,
    reader: "office",
    hazard: { state: "merged" },
    more: { mergedInto: "隐患〔2021〕0013号", endReason: "同一储存柜", light: "grey" },
  },
  "hazard-voided": {
    parts: UNIT,
    reader: "unit",
    hazard: { state: "voided" },
    more: { endReason: "复核不属于隐患", light: "grey" },
  },
  "hazard-shut-down": {
    parts: UNIT,
    reader: "unit",
    hazard: { state: "shut_down" },
    tracks: {
      closeDown: { ...closing, decision: "政关〔2021〕1号", decidedOn: "2021-06-18", proof: "已断水断电" },
    },
    more: { light: "grey" },
  },
};

/** A hazard's card with each of its side tracks, and each form under 更多. */
export const trackCards = (typed: (words: string) => string): Record<string, object> =>
  Object.fromEntries(Object.entries(SCENES).map(([name, scene]) => [name, draw(scene, typed)]));
