import type { Draw, Json, Place } from "./card.ts";
import { el } from "./dom.ts";
import { listOf, textOf, wordOf } from "./json.ts";

type Field = (part: Json, place: Place) => HTMLElement;

const drawInput: Field = (part) => {
  const common = {
    placeholder: textOf(part["placeholder"]),
    maxlength: Number(part["max_length"] ?? 1000),
    "aria-label": textOf(part["label"]),
  };
  if (part["input_type"] !== "multiline_text")
    return el("input", { ...common, value: wordOf(part["default_value"]) });
  return el("textarea", { ...common, rows: Number(part["rows"] ?? 3), text: wordOf(part["default_value"]) });
};

const drawDate: Field = (part) =>
  el("input", {
    type: "date",
    value: wordOf(part["initial_date"]),
    "aria-label": textOf(part["placeholder"]),
  });

const labelsOf = (part: Json, { host }: Place) =>
  listOf(part["options"]).map((option) => {
    const value = wordOf(option["value"]);
    return { value, label: textOf(option["text"]) || host.nameOf(value) };
  });

const drawSelect: Field = (part, place) => {
  const chosen = wordOf(part["initial_option"]);
  const select = el("select", { "aria-label": textOf(part["placeholder"]) }, [
    el("option", { value: "", text: textOf(part["placeholder"]), selected: chosen === "" }),
    ...labelsOf(part, place).map(({ value, label }) =>
      el("option", { value, text: label, selected: value === chosen }),
    ),
  ]);
  if (!place.form) {
    const value = listOf(part["behaviors"]).find(({ type }) => type === "callback")?.["value"];
    select.addEventListener("change", () => {
      const option = select.value;
      if (option) place.host.press({ tag: "select_static", value, option }, select);
      select.value = "";
    });
  }
  return select;
};

const drawMany: Field = (part, place) => {
  const chosen = Array.isArray(part["selected_values"]) ? part["selected_values"] : [];
  const summary = el("summary", { text: textOf(part["placeholder"]) });
  const menu = el("details", { class: "many" }, [
    summary,
    el(
      "div",
      { class: "many-menu" },
      labelsOf(part, place).map(({ value, label }) =>
        el("label", {}, [el("input", { type: "checkbox", value, checked: chosen.includes(value) }), label]),
      ),
    ),
  ]);
  const name = () => {
    const picked = [...menu.querySelectorAll<HTMLInputElement>("input:checked")].map(
      (input) => input.parentElement?.textContent ?? "",
    );
    summary.textContent = picked.length > 0 ? picked.join("、") : textOf(part["placeholder"]);
    summary.classList.toggle("chosen", picked.length > 0);
  };
  menu.addEventListener("change", name);
  name();
  return menu;
};

const KINDS: Record<string, { draw: Field; kind: string; many?: boolean }> = {
  input: { draw: drawInput, kind: "text" },
  date_picker: { draw: drawDate, kind: "date" },
  select_static: { draw: drawSelect, kind: "select" },
  select_person: { draw: drawSelect, kind: "select" },
  multi_select_static: { draw: drawMany, kind: "many", many: true },
  multi_select_person: { draw: drawMany, kind: "many", many: true },
};

/** A field with its label and, when it must be filled, its star. */
export const fieldFor: Draw = (part, place) => {
  const kind = KINDS[wordOf(part["tag"])];
  if (!kind) return el("div", { class: "unknown" });
  const label = textOf(part["label"]);
  const star = part["required"] === true ? el("span", { class: "star", text: " *" }) : null;
  return el(
    "div",
    {
      class: "field",
      "data-kind": kind.kind,
      "data-many": kind.many ?? false,
      ...(place.form
        ? {
            "data-field": wordOf(part["name"]),
            "data-required": part["required"] === true ? "true" : "false",
          }
        : {}),
    },
    [label !== "" && el("label", { class: "field-label" }, [label, star]), kind.draw(part, place)],
  );
};
