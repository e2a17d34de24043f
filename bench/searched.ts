import type { DataSource, EntityManager } from "typeorm";
import type { Campaign } from "../src/campaign/definition.ts";
import { insertRows } from "../src/db/statements.ts";
import { lookupOf } from "../src/enterprises/enterprise.ts";
import { EnterpriseTable } from "../src/enterprises/store.ts";
import { HazardTable } from "../src/hazards/table.ts";
import { derivedOf } from "../src/hazards/asked.ts";
import { aHazard } from "../test/hazards/a-hazard.ts";

/** Words that stand in no hazard, in some of one enterprise, and in a fifth of all. */
export const ABSENT = "查无此项";
export const RARE = "4321";
export const COMMON = "实验室";

const A_STATEMENT = 200;
const STATES = ["closed", "closed", "registered", "assigned", "rectifying", "verify_requested"] as const;
const PLACES = ["库房", "实验室", "配料间", "危废间", "喷漆房"];
const FINDINGS = [
  "溶剂敞放，无标志",
  "台账缺三种试剂，领用没有登记",
  "防爆柜未上锁",
  "供货单位没有附安全技术说明书",
  "禁忌物混放，现场负责人不能说明用途，已当场告知并要求限期整改",
];
const SIGNS = "甲乙丙丁戊己庚辛";

const of = <Value>(values: readonly Value[], nth: number): Value => values[nth % values.length]!;
const idOf = (kind: string, nth: number) => `0179000${kind}-0000-7000-8000-${String(nth).padStart(12, "0")}`;
const nameOf = (nth: number) => `滨江${of([...SIGNS], nth)}${nth}新材料科技有限公司`;

function hazardRow({ key: campaign, district, units, focus_points }: Campaign, nth: number) {
  const state = of(STATES, nth);
  const hazard = aHazard({
    id: idOf("0", nth),
    campaign,
    number: nth + 1,
    state,
    grade: nth % 50 === 0 ? "major" : "general",
    enterprise: nameOf(nth % 30_000),
    enterpriseId: idOf("1", nth % 30_000),
    site: of(PLACES, nth),
    description: `${of(FINDINGS, nth)}；${of(FINDINGS, nth * 7)}`,
    focusPoint: of(focus_points, nth).key,
    leadUnit: of(units, nth).key,
    finder: `finder-${nth % 300}`,
    dueOn: state === "registered" ? null : `2021-0${6 + (nth % 3)}-2${nth % 10}`,
    assignedOn: state === "registered" ? null : "2021-06-08",
    timesReturned: nth % 97 === 0 ? 1 : 0,
    measure: "分柜上锁存放，补登台账，张贴标志，限期整改",
    progress: "已采购防爆柜，正在安装",
    closedAt: state === "closed" ? new Date("2021-06-11T00:00:00Z") : null,
  });
  const sought = [hazard.enterprise, hazard.site, hazard.description].map(lookupOf).join("|");
  return { ...hazard, ...derivedOf(hazard), districtId: district.key, sought };
}

const enterpriseRow = ({ district }: Campaign, nth: number) => ({
  id: idOf("1", nth),
  districtId: district.key,
  name: nameOf(nth),
  aliases: [],
  usci: null,
  town: null,
  sector: null,
  address: "",
  chemicals: "",
  lookup: lookupOf(nameOf(nth)),
  sought: `${lookupOf(nameOf(nth))}|`,
  enteredAt: new Date("2021-06-01T00:00:00Z"),
  enteredBy: null,
});

async function fill(tx: EntityManager, campaign: Campaign, from: number): Promise<void> {
  const numbers = Array.from({ length: A_STATEMENT }, (_each, at) => from + at);
  await insertRows(
    tx,
    HazardTable,
    numbers.map((nth) => hazardRow(campaign, nth)),
  );
  await insertRows(
    tx,
    EnterpriseTable,
    numbers.map((nth) => enterpriseRow(campaign, nth)),
  );
}

/** So many hazards of 30 000 enterprises over all units and focus points, and so many enterprises. */
export async function fillSearched(db: DataSource, campaign: Campaign, count: number): Promise<void> {
  await db.transaction(async (tx) => {
    for (let from = 0; from < count; from += A_STATEMENT) await fill(tx, campaign, from);
  });
  const tables = ["hazard", "enterprise"];
  const isFile = db.options.type === "better-sqlite3";
  for (const table of tables) await db.query(isFile ? `ANALYZE ${table}` : `ANALYZE TABLE ${table}`);
}
