import { el } from "./dom.ts";
import { listOf, wordOf } from "./json.ts";

type Json = Record<string, unknown>;

const cellOf = (value: unknown): Node => {
  if (!Array.isArray(value))
    return document.createTextNode(value === undefined || value === null ? "" : String(value));
  return el(
    "span",
    {},
    listOf(value).map((option) =>
      el("span", { class: `tag c-${wordOf(option["color"])}`, text: wordOf(option["text"]) }),
    ),
  );
};

/** A table with pages. */
export function drawTable(part: Json): HTMLElement {
  const columns = listOf(part["columns"]);
  const rows = listOf(part["rows"]);
  const size = Number(part["page_size"] ?? 5);
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const body = el("tbody");
  const where = el("span");
  let page = 0;
  const aligned = (column: Json) => `a-${wordOf(column["horizontal_align"], "left")}`;
  const show = () => {
    body.replaceChildren(
      ...rows.slice(page * size, (page + 1) * size).map((row) =>
        el(
          "tr",
          {},
          columns.map((column) =>
            el("td", { class: aligned(column) }, [cellOf(row[wordOf(column["name"])])]),
          ),
        ),
      ),
    );
    where.textContent = `${page + 1} / ${pages}`;
  };
  const turn = (by: number) => () => {
    page = Math.min(pages - 1, Math.max(0, page + by));
    show();
  };
  show();
  const head = columns.map((column) =>
    el("th", {
      class: aligned(column),
      style: `width:${wordOf(column["width"], "auto")}`,
      text: wordOf(column["display_name"]),
    }),
  );
  return el("div", { class: "table" }, [
    el("table", {}, [el("thead", {}, [el("tr", {}, head)]), body]),
    pages > 1 &&
      el("div", { class: "pages" }, [
        el("button", { type: "button", text: "‹", "aria-label": "上一页", on: { click: turn(-1) } }),
        where,
        el("button", { type: "button", text: "›", "aria-label": "下一页", on: { click: turn(1) } }),
      ]),
  ]);
}
