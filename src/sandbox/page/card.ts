import { drawChart } from "./chart.ts";
import { collect } from "./collect.ts";
import { el } from "./dom.ts";
import { fieldFor } from "./fields.ts";
import { listOf as listIn, textOf as textIn, wordOf as word } from "./json.ts";
import { renderMarkdown } from "./markdown.ts";
import { drawTable } from "./table.ts";

export type Json = Record<string, unknown>;
export type Action = { tag: string; value?: unknown; name?: string; option?: string; form_value?: Json };

/** What a card needs of the page around it. */
export type Host = { press(action: Action, source: HTMLElement): void; nameOf(openId: string): string };
export type Draw = (part: Json, place: Place) => HTMLElement;
export type Place = { host: Host; form: HTMLFormElement | null };

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Draws a whole card, JSON 2.0, as Feishu draws it. */
export function renderCard(card: Json, host: Host): HTMLElement {
  const { header, body } = card;
  const place: Place = { host, form: null };
  const elements = isJson(body) ? listIn(body["elements"]) : [];
  return el("article", { class: "card" }, [
    isJson(header) && drawHeader(header),
    el(
      "div",
      { class: "card-body" },
      elements.map((part) => drawPart(part, place)),
    ),
  ]);
}

function drawHeader(header: Json): HTMLElement {
  const tags = listIn(header["text_tag_list"]).map((tag) =>
    el("span", { class: `tag c-${word(tag["color"])}`, text: textIn(tag["text"]) }),
  );
  return el("header", { class: `card-head h-${word(header["template"], "default")}` }, [
    el("div", { class: "card-title" }, [el("h3", { text: textIn(header["title"]) }), ...tags]),
    textIn(header["subtitle"]) !== "" && el("p", { text: textIn(header["subtitle"]) }),
  ]);
}

export function drawPart(part: Json, place: Place): HTMLElement {
  const draw = PARTS[word(part["tag"])];
  if (!draw) return el("div", { class: "unknown", text: `不认识的组件：${word(part["tag"])}` });
  const node = draw(part, place);
  if (part["margin"] !== undefined) node.style.margin = word(part["margin"]);
  return node;
}

const sized = (part: Json): string =>
  [`s-${word(part["text_size"], "normal")}`, part["text_align"] ? `a-${word(part["text_align"])}` : ""].join(
    " ",
  );

const drawMarkdown: Draw = (part, { host }) => {
  const node = el("div", { class: `md ${sized(part)}` });
  node.innerHTML = renderMarkdown(word(part["content"]), host.nameOf);
  return node;
};

const drawDiv: Draw = (part) => {
  const text = isJson(part["text"]) ? part["text"] : {};
  const tint = text["text_color"] ? ` font c-${word(text["text_color"])}` : "";
  return el("div", { class: `plain ${sized(text)}${tint}`, text: textIn(text) });
};

const drawColumns: Draw = (part, place) =>
  el(
    "div",
    {
      class: `columns ${word(part["flex_mode"], "none")} bg-${word(part["background_style"], "none")}`,
      style: `gap:${word(part["horizontal_spacing"], "8px")}`,
    },
    listIn(part["columns"]).map((column) => {
      const width = word(column["width"], "weighted");
      const grow = width === "weighted" ? `flex:${Number(column["weight"] ?? 1)} 1 0` : "flex:0 0 auto";
      const padding = column["padding"] ? `;padding:${word(column["padding"])}` : "";
      const style = `${grow}${padding};justify-content:${column["vertical_align"] === "center" ? "center" : "flex-start"}`;
      return el(
        "div",
        { class: "column", style },
        listIn(column["elements"]).map((each) => drawPart(each, place)),
      );
    }),
  );

const drawForm: Draw = (part, { host }) => {
  const form = el("form", {
    class: "card-form",
    novalidate: true,
    on: { submit: (event) => event.preventDefault() },
  });
  for (const each of listIn(part["elements"])) form.append(drawPart(each, { host, form }));
  return form;
};

const callbackOf = (part: Json): unknown =>
  listIn(part["behaviors"]).find(({ type }) => type === "callback")?.["value"];

const drawContainer: Draw = (part, place) => {
  const press = () => place.host.press({ tag: "interactive_container", value: callbackOf(part) }, node);
  const node: HTMLElement = el(
    "div",
    {
      class: "container",
      role: "button",
      tabindex: 0,
      on: {
        click: press,
        keydown: (event) => (event instanceof KeyboardEvent && event.key === "Enter" ? press() : undefined),
      },
    },
    listIn(part["elements"]).map((each) => drawPart(each, place)),
  );
  return node;
};

const drawPanel: Draw = (part, place) => {
  const header = isJson(part["header"]) ? part["header"] : {};
  return el("details", { class: "panel", open: part["expanded"] === true }, [
    el("summary", {}, [el("span", { text: textIn(header["title"]) })]),
    el(
      "div",
      { class: "panel-body" },
      listIn(part["elements"]).map((each) => drawPart(each, place)),
    ),
  ]);
};

const drawImage: Draw = (part) =>
  el("img", {
    class: `img ${word(part["size"], "stretch")}`,
    src: `/api/images/${word(part["img_key"])}`,
    alt: textIn(part["alt"]),
  });

const drawButton: Draw = (part, { host, form }) => {
  const label = textIn(part["text"]);
  const submits = part["form_action_type"] === "submit";
  const name = part["name"] ? { name: word(part["name"]) } : {};
  const press = () => {
    const filled = submits && form ? collect(form) : {};
    if (filled === null) return;
    const asks = isJson(part["confirm"]) ? part["confirm"] : null;
    if (asks && !window.confirm(`${textIn(asks["title"])}\n${textIn(asks["text"])}`)) return;
    host.press(
      { tag: "button", value: callbackOf(part), ...name, ...(submits ? { form_value: filled } : {}) },
      node,
    );
  };
  const node = el("button", {
    type: "button",
    class: `btn ${word(part["type"], "default")} ${word(part["size"], "medium")} ${word(part["width"], "default")}`,
    text: label,
    disabled: part["disabled"] === true,
    on: {
      click: (event) => {
        event.stopPropagation();
        press();
      },
    },
  });
  return node;
};

const PARTS: Record<string, Draw> = {
  markdown: drawMarkdown,
  div: drawDiv,
  hr: () => el("hr"),
  column_set: drawColumns,
  form: drawForm,
  interactive_container: drawContainer,
  collapsible_panel: drawPanel,
  img: drawImage,
  button: drawButton,
  table: (part) => drawTable(part),
  chart: (part) => drawChart(part),
  input: fieldFor,
  select_static: fieldFor,
  multi_select_static: fieldFor,
  select_person: fieldFor,
  multi_select_person: fieldFor,
  date_picker: fieldFor,
};
