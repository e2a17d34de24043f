import { ALLOWED, CONTAINERS, INTERACTIVE, LIMITS, REQUIRED, ROOT_ONLY } from "./rules.ts";

export type Json = Record<string, unknown>;

/** What is counted while a card is walked. */
export type Count = { objects: number; tables: number; names: string[]; ids: string[]; mistakes: string[] };

/** Where a part stands. */
type Place = { depth: number; form: Json | null; parent: string };

export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const ELEMENT_ID = /^[A-Za-z][A-Za-z0-9_]{0,19}$/;

/** Checks one part of a card and everything in it. */
export function checkPart(part: unknown, place: Place, count: Count): void {
  const bad = (mistake: string) => void count.mistakes.push(mistake);
  if (!isJson(part) || typeof part["tag"] !== "string") return bad(`${place.parent} 里有一个没有 tag 的组件`);
  const tag = part["tag"];
  const allowed = ALLOWED.get(tag);
  if (!allowed) return bad(`没有 ${tag} 这个组件`);
  count.objects += 1;
  for (const property of Object.keys(part)) if (!allowed.has(property)) bad(`${tag} 不认识 ${property}`);
  for (const property of REQUIRED[tag] ?? [])
    if (part[property] === undefined) bad(`${tag} 缺少 ${property}`);
  if (ROOT_ONLY.has(tag) && place.parent !== "body") bad(`${tag} 只能放在最外层`);
  if (place.depth > LIMITS.depth) bad(`${tag} 嵌套超过 ${LIMITS.depth} 层`);
  if (typeof part["element_id"] === "string") {
    if (!ELEMENT_ID.test(part["element_id"])) bad(`element_id“${part["element_id"]}”不合规`);
    count.ids.push(part["element_id"]);
  }
  if (INTERACTIVE.has(tag)) checkActive(part, tag, place, count, bad);
  checkBehaviors(part, tag, bad);
  if (tag === "table") checkTable(part, count, bad);
  if (tag === "chart" && !isJson(part["chart_spec"])) bad("chart_spec 应是对象");
  if (tag === "form") checkForm(part, count, bad);
  for (const property of ["text", "label", "placeholder", "alt"]) {
    const words = part[property];
    if (isJson(words))
      checkPart(words, { ...place, depth: Math.min(place.depth, LIMITS.depth), parent: tag }, count);
  }
  if (!CONTAINERS.has(tag)) return;
  const inner: Place = { depth: place.depth + 1, form: tag === "form" ? part : place.form, parent: tag };
  const children = tag === "column_set" ? part["columns"] : part["elements"];
  if (!Array.isArray(children)) return bad(`${tag} 里应是列表`);
  for (const child of children) {
    const isColumn = isJson(child) && child["tag"] === "column";
    if ((tag === "column_set") !== isColumn)
      bad(`${tag} 里不能放 ${isJson(child) ? String(child["tag"]) : "它"}`);
    checkPart(child, inner, count);
  }
}

type Bad = (mistake: string) => void;

function checkActive(part: Json, tag: string, { form }: Place, count: Count, bad: Bad): void {
  const name = part["name"];
  if (typeof name === "string" && name !== "") count.names.push(name);
  else if (form) bad(`表单里的 ${tag} 没有 name`);
  if (part["required"] === true && !form) bad(`${tag} 的 required 只能用在表单里`);
  const most = Number(part["max_length"] ?? 1);
  if (tag === "input" && !(most >= 1 && most <= LIMITS.input)) bad("input 的 max_length 应是1–1000");
  const { options } = part;
  if (!Array.isArray(options)) return;
  const values = options.map((option: unknown) => (isJson(option) ? String(option["value"]) : ""));
  if (new Set(values).size !== values.length) bad(`${tag} 的选项值重复`);
  count.objects += options.length;
}

function checkForm(part: Json, count: Count, bad: Bad): void {
  count.names.push(String(part["name"]));
  if (!JSON.stringify(part).includes('"form_action_type":"submit"')) bad("表单没有提交按钮");
}

function checkBehaviors(part: Json, tag: string, bad: Bad): void {
  const { behaviors } = part;
  if (behaviors === undefined) return;
  if (!Array.isArray(behaviors)) return bad(`${tag} 的 behaviors 应是列表`);
  for (const behavior of behaviors) {
    if (!isJson(behavior)) bad(`${tag} 的 behaviors 里应是对象`);
    else if (behavior["type"] === "open_url") {
      if (!/^https?:\/\//.test(String(behavior["default_url"]))) bad(`${tag} 的链接只能是 http 或 https`);
    } else if (behavior["type"] !== "callback") bad(`${tag} 的 behaviors 不认识 ${String(behavior["type"])}`);
    else {
      const { value } = behavior;
      if (!isJson(value)) bad(`${tag} 的回调值应是对象`);
      else if (Buffer.byteLength(JSON.stringify(value)) > LIMITS.valueBytes) bad(`${tag} 的回调值超过1KB`);
    }
  }
}

function checkTable(part: Json, count: Count, bad: Bad): void {
  count.tables += 1;
  const { columns, rows, page_size: size = 5 } = part;
  if (!(Number(size) >= 1 && Number(size) <= 10)) bad("table 的 page_size 应是1–10");
  if (!Array.isArray(columns) || !Array.isArray(rows)) return bad("table 的 columns、rows 应是列表");
  const names = new Set(columns.map((column: unknown) => (isJson(column) ? String(column["name"]) : "")));
  for (const row of rows) {
    const unknown = isJson(row) ? Object.keys(row).find((name) => !names.has(name)) : "";
    if (unknown !== undefined) bad(`table 的行里有没有列的 ${unknown}`);
  }
}
