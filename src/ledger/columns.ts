import type { Campaign, FocusPoint, Unit } from "../campaign/definition.ts";
import type { CellKind } from "../files/cells.ts";
import type { Grade } from "../hazards/hazard.ts";

/** The ledger's columns (RULES §11), in their order: key, head, width, and what its cells are. */
const DEFINED = [
  ["hazard_no", "编号", 20],
  ["enterprise_name", "单位名称", 26],
  ["usci", "统一社会信用代码", 22],
  ["town", "属地", 12, "choice"],
  ["sector", "行业领域", 24, "choice"],
  ["site", "场所部位", 18],
  ["chemicals", "涉及危化品", 18],
  ["source", "来源", 8, "choice"],
  ["found_at", "发现时间", 12, "day"],
  ["finder", "排查人", 12],
  ["description", "隐患描述", 40],
  ["category", "类别", 8, "choice"],
  ["focus_point", "重点内容", 14, "choice"],
  ["grade", "级别", 10, "choice"],
  ["criterion_ref", "判定依据", 20],
  ["legal_basis", "法规依据", 20],
  ["lead_unit", "责任部门", 18, "choice"],
  ["help_units", "配合单位", 18],
  ["owner_unit_person", "监管责任人", 12],
  ["enterprise_person", "企业责任人", 12],
  ["measure", "整改措施", 32],
  ["funds", "整改资金", 12],
  ["deadline", "整改时限", 12, "day"],
  ["interim_protection", "防范措施", 24],
  ["emergency_plan", "应急预案", 24],
  ["progress", "进展", 32],
  ["finished_at", "完成时间", 12, "day"],
  ["verifier", "复查人", 18],
  ["verified_at", "复查时间", 12, "day"],
  ["conclusion", "复查结论", 18],
  ["closed_at", "销号时间", 12, "day"],
  ["listing_no", "挂牌文号", 16],
  ["penalty", "处罚情况", 20],
  ["evidence_links", "佐证", 30],
  ["light", "灯号", 8, "light"],
  ["remarks", "备注", 24],
] as const;

export type ColumnKey = (typeof DEFINED)[number][0];
export type ColumnKind = CellKind | "choice";
export type LedgerColumn = { key: ColumnKey; head: string; width: number; kind: ColumnKind };

export const COLUMNS: readonly LedgerColumn[] = DEFINED.map(([key, head, width, kind = "text" as const]) => ({
  key,
  head,
  width,
  kind,
}));

/** One hazard as the ledger tells it; days as `yyyy-MM-dd`, an empty cell as nothing. */
export type LedgerRow = Record<ColumnKey, string>;

export const GRADES: Record<Grade, string> = {
  general: "一般",
  major: "重大",
  major_pending: "重大（待确认）",
};

/** `3 规章规程` */
export const focusInWords = ({ number, short }: FocusPoint): string => `${number} ${short}`;

/** A department's line of business; one that has none goes by its name. */
export const sectorInWords = ({ name, sectors }: Unit): string => sectors.join("；") || name;

const towns = ({ units }: Campaign) => units.filter(({ kind }) => kind === "locality");
const departments = ({ units }: Campaign) => units.filter(({ kind }) => kind === "department");

const CHOICES: { [Key in ColumnKey]?: (campaign: Campaign) => string[] } = {
  town: (campaign) => towns(campaign).map(({ name }) => name),
  sector: (campaign) => departments(campaign).map(sectorInWords),
  source: ({ hazards }) => hazards.sources,
  category: ({ hazards }) => hazards.categories,
  focus_point: ({ focus_points }) => focus_points.map(focusInWords),
  grade: () => Object.values(GRADES),
  lead_unit: ({ units }) => units.map(({ name }) => name),
};

/** What may be chosen in a column; nothing where anything may be typed. */
export const choicesOf = (key: ColumnKey, campaign: Campaign): readonly string[] =>
  CHOICES[key]?.(campaign) ?? [];
