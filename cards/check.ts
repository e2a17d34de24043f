import { checkPart, isJson, type Count, type Json } from "./check-part.ts";
import { BODY, CONFIG, HEADER, HEADER_COLOURS, LIMITS, ROOT, TAG_COLOURS } from "./rules.ts";

/** Everything for which Feishu would refuse a card (CONTRACT §6.7); empty when it would take it. */
export function checkCard(card: unknown): string[] {
  if (!isJson(card)) return ["卡片不是一个对象"];
  const count: Count = { objects: 0, tables: 0, names: [], ids: [], mistakes: [] };
  const bad = (mistake: string) => void count.mistakes.push(mistake);

  if (card["schema"] !== "2.0") bad("schema 应是 2.0");
  const bytes = Buffer.byteLength(JSON.stringify(card));
  if (bytes > LIMITS.bytes) bad(`卡片 ${bytes} 字节，超过 ${LIMITS.bytes}`);
  unknownIn(card, ROOT, "卡片", bad);
  const { config, header, body } = card;
  if (isJson(config)) {
    unknownIn(config, CONFIG, "config", bad);
    if (config["update_multi"] === false) bad("update_multi 只能是 true");
  }
  if (header !== undefined) checkHeader(header, count, bad);
  if (!isJson(body) || !Array.isArray(body["elements"])) bad("body.elements 应是列表");
  else {
    unknownIn(body, BODY, "body", bad);
    for (const part of body["elements"]) checkPart(part, { depth: 1, form: null, parent: "body" }, count);
  }
  if (count.objects > LIMITS.objects) bad(`有 ${count.objects} 个组件，超过 ${LIMITS.objects}`);
  if (count.tables > LIMITS.tables) bad(`有 ${count.tables} 个表格，超过 ${LIMITS.tables}`);
  for (const name of repeated(count.names)) bad(`name“${name}”重复`);
  for (const id of repeated(count.ids)) bad(`element_id“${id}”重复`);
  return count.mistakes;
}

function unknownIn(
  part: Json,
  allowed: ReadonlySet<string>,
  where: string,
  bad: (mistake: string) => void,
): void {
  for (const property of Object.keys(part)) if (!allowed.has(property)) bad(`${where} 不认识 ${property}`);
}

function checkHeader(header: unknown, count: Count, bad: (mistake: string) => void): void {
  if (!isJson(header)) return bad("header 应是对象");
  unknownIn(header, HEADER, "header", bad);
  const { title, template, text_tag_list: tags = [] } = header;
  if (!isJson(title) || !title["content"]) bad("header.title 不能为空");
  if (template !== undefined && !HEADER_COLOURS.has(String(template)))
    bad(`header.template 不认识 ${String(template)}`);
  count.objects += 1 + (header["subtitle"] ? 1 : 0);
  if (!Array.isArray(tags)) return bad("text_tag_list 应是列表");
  if (tags.length > LIMITS.tags) bad("标题后最多三个标签");
  for (const tag of tags) {
    if (!isJson(tag) || tag["tag"] !== "text_tag") bad("text_tag_list 里只能放 text_tag");
    else if (!TAG_COLOURS.has(String(tag["color"]))) bad(`标签颜色不认识 ${String(tag["color"])}`);
    count.objects += 2;
  }
}

const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, at) => names.indexOf(name) < at)),
];
