import type { HazardState } from "./hazard.ts";

/** What a list of hazards is narrowed to, and the page that is looked at. */
export type Filters = {
  scope: "all" | "mine" | "unit";
  light: "any" | "green" | "yellow" | "red";
  state: "any" | StateGroup;
  /** A focus point by its number; 0 is any. */
  focus: number;
  grade: "any" | "major";
  page: number;
};

/** States as people ask for them. */
export const STATE_GROUPS = {
  registered: ["registered"],
  assigned: ["assigned"],
  rectifying: ["rectifying"],
  verifying: ["verify_requested", "verifying"],
  closed: ["closed"],
  ended: ["shut_down", "voided", "merged"],
} satisfies Record<string, readonly HazardState[]>;
export type StateGroup = keyof typeof STATE_GROUPS;

/** The same, as cards call them. */
export const GROUP_WORDS: Record<StateGroup, string> = {
  registered: "待交办",
  assigned: "待签收",
  rectifying: "整改中",
  verifying: "复查中",
  closed: "已销号",
  ended: "其他结束",
};

export const ALL: Filters = { scope: "all", light: "any", state: "any", focus: 0, grade: "any", page: 1 };

const SCOPES: readonly Filters["scope"][] = ["all", "mine", "unit"];
const LIGHTS: readonly Filters["light"][] = ["any", "green", "yellow", "red"];
const STATES: readonly Filters["state"][] = [
  "any",
  "registered",
  "assigned",
  "rectifying",
  "verifying",
  "closed",
  "ended",
];
const GRADES: readonly Filters["grade"][] = ["any", "major"];
const CODE = /^f(\d)-(\d)-(\d)-(\d{1,3})-(\d)-(\d{1,3})$/;

/** As a card's button carries them, and as a copy remembers them: in a few signs. */
export const codeOf = ({ scope, light, state, focus, grade, page }: Filters): string =>
  `f${[SCOPES.indexOf(scope), LIGHTS.indexOf(light), STATES.indexOf(state), focus, GRADES.indexOf(grade), page].join("-")}`;

/** What those signs say; whatever is no such code is nothing. */
export function filtersIn(code: string): Filters | null {
  const [scope, light, state, focus, grade, page] = (CODE.exec(code) ?? []).slice(1).map(Number);
  if (page === undefined) return null;
  return {
    scope: SCOPES[scope ?? 0] ?? "all",
    light: LIGHTS[light ?? 0] ?? "any",
    state: STATES[state ?? 0] ?? "any",
    focus: focus ?? 0,
    grade: GRADES[grade ?? 0] ?? "any",
    page: Math.max(1, page),
  };
}

/** One choice more: every filter begins on its first page again. `light:red`, `focus:3`, `state:any`. */
export function narrowed(filters: Filters, choice: string): Filters {
  const [name = "", value = ""] = choice.split(":");
  const first = { ...filters, page: 1 };
  const one = <Value extends string>(of: readonly Value[]) => of.find((each) => each === value) ?? of[0];
  if (name === "scope") return { ...first, scope: one(SCOPES) ?? "all" };
  if (name === "light") return { ...first, light: one(LIGHTS) ?? "any" };
  if (name === "state") return { ...first, state: one(STATES) ?? "any" };
  if (name === "grade") return { ...first, grade: one(GRADES) ?? "any" };
  if (name === "focus") return { ...first, focus: /^\d{1,3}$/.test(value) ? Number(value) : 0 };
  return filters;
}
