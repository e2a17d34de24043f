import { type Act, actionValue, confirming } from "./buttons.ts";
import { type Card, type Element, markdown, red, words, columns } from "./elements.ts";
import { cut, tidy } from "./text.ts";

const INPUT_CHARACTERS = 1000;

export type Field = { name: string; label: string; required?: boolean };

/** A form; every part of it that is filled or pressed has a name, or the platform refuses the card. */
export const form = (name: string, elements: readonly Element[]): Element => ({
  tag: "form",
  name,
  vertical_spacing: "12px",
  elements: [...elements],
});

export type InputView = Field & { value?: string | null; most?: number; rows?: number; placeholder?: string };

export const input = ({
  name,
  label,
  required = false,
  value = null,
  most = 60,
  rows = 1,
  placeholder,
}: InputView): Element => {
  if (most > INPUT_CHARACTERS) throw new Error(`${name}: an input takes ${INPUT_CHARACTERS} characters`);
  return {
    tag: "input",
    name,
    label: words(label),
    label_position: "top",
    width: "fill",
    ...(value ? { default_value: cut(tidy(value), most) } : {}),
    ...(rows > 1 ? { input_type: "multiline_text", rows } : {}),
    max_length: most,
    required,
    ...(placeholder ? { placeholder: words(placeholder) } : {}),
  };
};

/** Pickers have no label of their own: one line above, with a star when required. */
const labelled = ({ label, required = false }: Field, element: Element): Element[] => [
  markdown(required ? `${label} ${red("*")}` : label),
  element,
];

export type Option = { value: string; text: string };

/** A picker over the whole width: what it asks for, and what is its own. */
const picker = (tag: string, field: Field, asks: string, own: object): Element[] =>
  labelled(field, {
    tag,
    name: field.name,
    required: field.required ?? false,
    width: "fill",
    placeholder: words(asks),
    ...own,
  });

const listed = (options: readonly Option[]) =>
  options.map(({ value, text }) => ({ text: words(cut(text, 60)), value }));

export const select = (field: Field, options: readonly Option[], chosen: string | null = null): Element[] =>
  picker("select_static", field, `请选${field.label}`, {
    options: listed(options),
    ...(chosen && options.some(({ value }) => value === chosen) ? { initial_option: chosen } : {}),
  });

export const datePicker = (field: Field, chosen: string | null = null): Element[] =>
  picker("date_picker", field, field.label, chosen ? { initial_date: chosen } : {});

/** People by open_id; the picker offers only these. */
export const people = (field: Field, openIds: readonly string[]): Element[] =>
  picker("multi_select_person", field, field.label, { options: openIds.map((value) => ({ value })) });

/** Several of a list. */
export const multiSelect = (field: Field, options: readonly Option[], chosen: readonly string[]): Element[] =>
  picker("multi_select_static", field, `请选${field.label}`, {
    options: listed(options),
    selected_values: [...chosen],
  });

/** Two fields with their labels, side by side. */
export const sideBySide = (left: readonly Element[], right: readonly Element[]): Element =>
  columns([{ elements: left }, { elements: right }]);

type Kind = "primary_filled" | "default" | "danger";
type Confirm = { title: string; text: string };

/** A button that sends the form. Its name is the act's, so that no two are alike. */
export const submit = ({ label, act, id, rev }: Act, type: Kind, confirm?: Confirm): Element => ({
  tag: "button",
  text: words(label),
  type,
  width: "fill",
  size: type === "danger" ? "medium" : "large",
  ...(confirm ? confirming(confirm.title, confirm.text) : {}),
  behaviors: [{ type: "callback", value: actionValue(act, id, rev) }],
  name: `go_${act.replaceAll(".", "_")}`,
  form_action_type: "submit",
});

/** Puts back what was sent: a refused form keeps every field as it was typed. */
export function refill(card: Card, sent: Record<string, unknown>): Card {
  return {
    ...card,
    body: { ...card.body, elements: card.body.elements.map((each) => refilled(each, sent)) },
  };
}

const isElement = (value: unknown): value is Element =>
  typeof value === "object" && value !== null && "tag" in value && typeof value.tag === "string";

const FILLED_BY: Record<string, string> = {
  input: "default_value",
  select_static: "initial_option",
  date_picker: "initial_date",
  multi_select_person: "selected_values",
  multi_select_static: "selected_values",
};

function refilled(element: Element, sent: Record<string, unknown>): Element {
  const property = FILLED_BY[element.tag];
  const name = typeof element["name"] === "string" ? element["name"] : null;
  if (property && name !== null) {
    const value = sent[name];
    if (value !== undefined && value !== "") return { ...element, [property]: value };
    const { [property]: _emptied, ...rest } = element;
    return { ...rest, tag: element.tag };
  }
  const inside = Object.entries(element).map(([key, value]): [string, unknown] => [
    key,
    Array.isArray(value)
      ? value.map((each: unknown) => (isElement(each) ? refilled(each, sent) : each))
      : value,
  ]);
  return { ...Object.fromEntries(inside), tag: element.tag };
}

/** Says above the form why it was not taken. */
export function withNotice(card: Card, why: string): Card {
  const { elements } = card.body;
  const notice = { tag: "div", text: { ...words(`没有办成：${cut(why)}`), text_color: "red" } };
  const at = elements.findIndex(({ tag }) => tag === "form");
  const place = at === -1 ? Math.min(1, elements.length) : at;
  return {
    ...card,
    body: { ...card.body, elements: [...elements.slice(0, place), notice, ...elements.slice(place)] },
  };
}
