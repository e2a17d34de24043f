import { openDatabase } from "../src/db/database.ts";
import { openDoor } from "../src/db/door.ts";
import { migrate } from "../src/db/migrate.ts";
import { readHouse } from "../src/house.ts";
import { TABLES } from "../src/tables.ts";
import { openTurn } from "../src/bot/routes.ts";
import { HazardTable } from "../src/hazards/store.ts";
import { lookupOf } from "../src/enterprises/enterprise.ts";
import { searchHazards } from "../src/hazards/search.ts";
import { ALL } from "../src/hazards/filters.ts";
import { aHazard } from "../test/hazards/a-hazard.ts";
import { withDatabase } from "./database.ts";

const N = Number(process.argv[3] ?? 100000);
const run = async (url: string) => {
  const house = readHouse("./config");
  const campaign = house.campaigns[0]!;
  const db = await openDatabase(url, TABLES);
  await migrate(db);
  const units = campaign.units.map(({ key }) => key);
  const states = ["closed", "closed", "registered", "assigned", "rectifying", "verify_requested"] as const;
  const W = ["库房", "实验室", "配料间", "危废间", "喷漆房"], D = ["溶剂敞放，无标志", "台账缺三种试剂", "防爆柜未上锁", "未附安全技术说明书", "禁忌物混放，现场负责人不能说明用途，已当场告知并要求限期整改"];
  const t0 = performance.now();
  for (let at = 0; at < N; at += 500) {
    const rows = Array.from({ length: 500 }, (_e, k) => {
      const n = at + k;
      const h = aHazard({ id: `01790000-0000-7000-8000-${String(n).padStart(12, "0")}`, number: n + 1, campaign: campaign.key, state: states[n % 6]!, leadUnit: units[n % units.length]!, focusPoint: campaign.focus_points[n % 9]!.key, enterprise: `滨江${"甲乙丙丁戊己庚辛"[n % 8]}${n % 5000}新材料科技有限公司`, site: W[n % 5]!, description: D[n % 5]! + D[(n * 7) % 5]!, dueOn: n % 6 === 2 ? null : "2021-07-01", finder: `p${n % 200}`, grade: n % 50 === 0 ? "major" : "general", measure: "限期整改，分柜上锁，补登台账，张贴标志", progress: "已采购防爆柜，正在安装" });
      return { ...h, districtId: campaign.district.key, sought: [h.enterprise, h.site, h.description].map(lookupOf).join("|").slice(0, 400) };
    });
    await db.getRepository(HazardTable).insert(rows);
  }
  console.log("fill", Math.round(performance.now() - t0), "ms");
  if (!url.startsWith("sqlite")) await db.query("ANALYZE TABLE hazard");
  const office = { id: "o", openId: "", name: "", seats: [{ unit: "office", seat: "office_clerk" as const }] };
  const unit = { id: "u", openId: "", name: "", seats: [{ unit: units[3]!, seat: "liaison" as const }] };
  const cases = [
    ["office none", office, "", {}], ["office rare", office, "甲4321", {}], ["office absent", office, "没有这个", {}], ["office common", office, "实验室", {}], ["office last page", office, "实验室", { page: 50 }],
    ["office red", office, "", { light: "red" }], ["office yellow rare", office, "甲4321", { light: "yellow" }], ["office green", office, "", { light: "green" }], ["office ended", office, "", { state: "ended" }], ["office major rare", office, "丙", { grade: "major" }], ["office focus", office, "禁忌物", { focus: 5 }],
    ["unit none", unit, "", {}], ["unit rare", unit, "甲4321", {}], ["unit absent", unit, "没有", {}], ["unit mine", unit, "", { scope: "mine" }],["office mine", office, "没有", { scope: "mine" }], ["unit yellow", unit, "", { light: "yellow" }], ["two words", office, "滨江 混放", {}],
  ] as const;
  for (const [name, who, words, more] of cases) {
    const times: number[] = [];
    let count = 0;
    for (let k = 0; k < 4; k++) {
      const t = performance.now();
      await openDoor(db)(async (tx) => {
        const turn = openTurn(house, tx, campaign, new Date("2021-06-18T09:00:00+08:00"));
        count = (await searchHazards(turn, who, { words, filters: { ...ALL, ...more } as never })).count;
      });
      times.push(Math.round(performance.now() - t));
    }
    console.log(name, count, times.join(" "));
  }
  if (process.argv[4] === "explain") {
    console.log(await db.query(`EXPLAIN SELECT h.id AS id FROM hazard h WHERE h.district_id='${campaign.district.key}' AND h.campaign='${campaign.key}' AND h.sought LIKE '%甲4321%' ORDER BY h.year DESC, h.number DESC LIMIT 8`));
  }
  await db.destroy();
};
if (process.argv[2] === "sqlite") await run("sqlite:/tmp/h4-probe.sqlite"); else await withDatabase(run);
