import { lightTag, type Colour, type Head, type Light, type Tag } from "./elements.ts";
import { tagOf } from "./queue.ts";
import type { TaskView } from "./task-view.ts";

/** Each state in a word. */
export const STATES: Record<TaskView["state"], string> = {
  issued: "待签收",
  accepted: "填报中",
  in_progress: "填报中",
  submitted: "等待审核",
  returned: "已退回",
  done: "已办结",
  cancelled: "撤销",
};

/** What a task's card says first: what it is, whose, and the light of whoever holds it (CARDS §1). */
export const headOf = (view: TaskView): Head => ({
  title: titleOf(view),
  subtitle: `${view.code} · ${view.unit}`,
  colour: colourOf(view),
  tags: tagsOf(view),
});

/** What waits for the office is said first. */
function titleOf(view: TaskView): string {
  if (view.reader !== "office") return view.title;
  if (view.state === "submitted") return `审核：${view.title}`;
  return isAsked(view) ? `延期：${view.title}` : view.title;
}

/** Whether its unit waits for an answer about more time. */
export const isAsked = ({ extension }: TaskView): boolean => extension?.state === "requested";

function colourOf(view: TaskView): Colour {
  const { state, reader, light } = view;
  if (state === "done") return "green";
  if (state === "cancelled") return "grey";
  const isAnswered = reader === "office" && isAsked(view);
  const isWanted = isAnswered || (reader === "unit") === (state !== "submitted");
  if (!isWanted || reader === "observer") return "wathet";
  const shown = isAnswered ? answerLight(view) : light;
  return shown === "yellow" || shown === "red" ? shown : "blue";
}

function tagsOf(view: TaskView): Tag[] {
  const { state, reader, late, isNil } = view;
  if (reader === "office" && isAsked(view)) {
    const late = ANSWER_TAGS[answerLight(view)];
    return [{ text: "待答复", colour: "blue" }, ...(late ? [late] : [])];
  }
  const word = state === "submitted" && reader === "office" ? "待审核" : STATES[state];
  const stateTag: Tag = { text: word, colour: state === "done" ? "green" : "blue" };
  return [
    stateTag,
    ...lightsOf(view),
    ...(late ? [{ text: "逾期报送", colour: "neutral" } satisfies Tag] : []),
    ...(isNil && state !== "returned" ? [{ text: "零报告", colour: "neutral" } satisfies Tag] : []),
  ];
}

/** The office's own clock on a request for more time; the unit's light is said below. */
const answerLight = ({ extension, today }: TaskView): Light => {
  if (!extension || today < extension.answerBy) return "green";
  return today === extension.answerBy ? "yellow" : "red";
};

const ANSWER_TAGS: Partial<Record<Light, Tag>> = {
  yellow: { text: "今天到限", colour: "yellow" },
  red: { text: "超时限", colour: "red" },
};

/** The light of whoever holds it; a unit that has handed in is shown none. */
function lightsOf({ state, light, reader, review }: TaskView): Tag[] {
  if (light === "grey") return [];
  if (review) return light === "green" || reader === "unit" ? [] : [tagOf(review)];
  return state === "issued" && light === "green" ? [] : [lightTag(light)];
}
