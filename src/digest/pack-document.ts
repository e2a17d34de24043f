import { dateInWords } from "../dates.ts";
import type { Block, OfficialDocument } from "../files/official.ts";
import { section, text } from "../files/official-blocks.ts";
import { reportBlocks } from "../tasks/report-document.ts";
import { isMissing, PACK_WORDS, type PackContent, type PackState, type PackUnit } from "./pack-content.ts";

/** All units' reports of a duty as one document: who handed in, the sums with their lists, then each in the plan's order. */
export const packDocument = (pack: PackContent): OfficialDocument => ({
  title: `${pack.campaign}各单位${pack.title}汇总`,
  number: "",
  recipients: `${pack.office}：`,
  blocks: [
    ...section("报送情况", [...text(handedInWords(pack)), handedTable(pack)]),
    ...section("累计数汇总", [
      ...text("合计为已报单位最近一次报送的数，各单位的数列在表内。"),
      sumsTable(pack),
    ]),
    ...pack.units.flatMap(unitBlocks),
  ],
  issuer: pack.office,
  date: dateInWords(pack.on),
});

const countOf = ({ units }: PackContent, ...states: PackState[]): number =>
  units.filter(({ state }) => states.includes(state)).length;

/** `应报16家，已报2家，其中迟报0家；未报14家：区教育局、…` */
export function handedInWords(pack: PackContent): string {
  const missing = pack.units.filter(isMissing);
  const names = missing.length > 0 ? `：${missing.map(({ name }) => name).join("、")}` : "";
  return (
    `截至${pack.at}，应报${pack.units.length}家，已报${countOf(pack, "onTime", "late")}家，` +
    `其中迟报${countOf(pack, "late")}家；退回重报${countOf(pack, "returned")}家；` +
    `逾期未报${missing.length}家${names}；未到期${countOf(pack, "waiting")}家。`
  );
}

const handedTable = ({ units }: PackContent): Block => ({
  kind: "table",
  title: "各单位报送情况（按方案次序）",
  columns: [
    { head: "单位", share: 50, align: "left" },
    { head: "情况", share: 20 },
    { head: "报送时间", share: 30 },
  ],
  rows: units.map(({ name, state, at }) => [name, PACK_WORDS[state], at]),
});

const sumsTable = ({ units, sums }: PackContent): Block => ({
  kind: "table",
  title: "各单位累计数",
  columns: [
    { head: "单位", share: 30, align: "left" },
    ...sums.map(({ label, unit }) => ({ head: `${label}（${unit}）`, share: 70 / Math.max(1, sums.length) })),
  ],
  rows: [
    ...units
      .filter(({ figures }) => Object.keys(figures).length > 0)
      .map(({ short, figures }) => [short, ...sums.map(({ key }) => String(figures[key] ?? ""))]),
    ["合计", ...sums.map(({ sum }) => String(sum))],
  ],
});

/** Each unit is a chapter; what its own report numbers as chapters are sections here. */
function unitBlocks({ name, report, at }: PackUnit): Block[] {
  if (!report) return section(name, at ? text("报告见所交材料。") : []);
  const sections = reportBlocks(report).map((block): Block =>
    block.kind === "heading" ? { kind: "subheading", words: block.words } : block,
  );
  return [{ kind: "heading", words: name }, ...sections];
}
