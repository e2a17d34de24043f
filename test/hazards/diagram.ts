import { actNames, actOf, type ActName } from "../../src/hazards/acts.ts";
import type { Part } from "../../src/hazards/act.ts";
import type { HazardState } from "../../src/hazards/hazard.ts";

const STATES: Record<HazardState, string> = {
  registered: "已登记",
  assigned: "已交办",
  rectifying: "整改中",
  verify_requested: "申请销号",
  verifying: "复查中",
  closed: "已销号",
  shut_down: "关闭取缔",
  voided: "作废",
  merged: "已并案",
};

const PARTS: Record<Part, string> = {
  office: "the office",
  convener: "a convener",
  worker: "the lead unit's lead, deputy, liaison or inspector",
  speaker: "the lead unit's lead, deputy or liaison",
  head: "the lead unit's lead or deputy, not who asked",
  verifier: "lead, deputy or inspector of the lead unit, or the office; not who asked or answers for it",
  decider: "the unit's head, of a major one the office; not who asked",
  receiver: "the unit that is asked",
  enforcer: "the body it was referred to",
};

type Edge = { from: HazardState; to: HazardState; label: string };

function edgesOf(name: ActName): Edge[] {
  const { from, to, label } = actOf(name);
  if (!to) return [];
  const ends = typeof to === "string" ? [to] : [to.general, to.major];
  return from.flatMap((state) => ends.map((end) => ({ from: state, to: end, label })));
}

/** Acts between the same two states share an arrow. */
function arrows(): string[] {
  const edges = actNames.flatMap(edgesOf);
  const pairs = [...new Set(edges.map(({ from, to }) => `${from} --> ${to}`))];
  return pairs.map((pair) => {
    const labels = edges.filter(({ from, to }) => `${from} --> ${to}` === pair).map(({ label }) => label);
    return `  ${pair} : ${labels.join("、")}`;
  });
}

const stays = (name: ActName): string => {
  const { to } = actOf(name);
  if (!to) return "stays";
  return typeof to === "string" ? STATES[to] : `${STATES[to.general]}; major ${STATES[to.major]}`;
};

function rowOf(name: ActName): string {
  const { rule, label, from, by, needs = "", clock = "" } = actOf(name);
  const states = from.map((state) => STATES[state]).join("、");
  const who = by.map((part) => PARTS[part]).join("; or ");
  return `| ${rule} | ${label} | ${states} | ${stays(name)} | ${who} | ${needs} | ${clock} |`;
}

/** docs/hazards.md, drawn from the table of acts. */
export const hazardsPage = (): string =>
  [
    "# The life of a hazard",
    "",
    "Drawn from the table in `src/hazards/acts.ts` by `UPDATE_GOLDEN=1 npx mocha test/hazards/diagram.test.ts`; the rules' own words",
    "are in [rules.md](rules.md). A card offers what stands here for its reader, and a transition steps by the same lines.",
    "",
    "```mermaid",
    "stateDiagram-v2",
    ...Object.entries(STATES).map(([state, word]) => `  ${state} : ${word}`),
    "  [*] --> registered : 登记",
    ...arrows(),
    "  closed --> [*]",
    "  shut_down --> [*]",
    "```",
    "",
    "| rule | act | in | leads to | who | needs | within |",
    "|---|---|---|---|---|---|---|",
    ...actNames.map(rowOf),
    "",
  ].join("\n");
