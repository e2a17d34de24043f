import type { DataSource } from "typeorm";
import type { Campaign } from "../src/campaign/definition.ts";

const TEN =
  "(SELECT 0 n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)";

/** 0 … 999 999, by any server. */
const NUMBERS = `SELECT a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n + 100000 * f.n AS n
  FROM ${TEN} a, ${TEN} b, ${TEN} c, ${TEN} d, ${TEN} e, ${TEN} f`;

const pick = (names: readonly string[], by: string): string =>
  `ELT(1 + MOD(${by}, ${names.length}), ${names.map((name) => `'${name}'`).join(", ")})`;

const STATES = ["closed", "closed", "registered", "assigned", "rectifying", "verify_requested"];

/** So many hazards over all units and focus points, due over ninety days, a third struck off; some returned, some major. */
export async function fillHazards(db: DataSource, campaign: Campaign, count: number): Promise<void> {
  const state = pick(STATES, "n");
  const isClosed = "MOD(n, 6) < 2";
  const columns: Record<string, string> = {
    id: "CONCAT('01790000-0000-7000-8000-', LPAD(HEX(n), 12, '0'))",
    district_id: `'${campaign.district.key}'`,
    campaign: `'${campaign.key}'`,
    year: "2021",
    number: "n + 1",
    state,
    grade: "IF(MOD(n, 50) = 0, 'major', 'general')",
    focus_point: pick(
      campaign.focus_points.map(({ key }) => key),
      "n DIV 7",
    ),
    lead_unit: pick(
      campaign.units.map(({ key }) => key),
      "n DIV 6",
    ),
    enterprise: "CONCAT('企业', n)",
    found_on: "'2021-05-01'",
    due_on: "IF(MOD(n, 6) = 2, NULL, DATE_ADD('2021-06-10', INTERVAL MOD(n DIV 11, 90) DAY))",
    assigned_on: "IF(MOD(n, 6) = 2, NULL, '2021-06-10')",
    times_returned: "IF(MOD(n, 97) = 0, 1, 0)",
    times_refused: "0",
    closed_at: `IF(${isClosed}, DATE_SUB('2021-06-18 09:00:00', INTERVAL MOD(n, 40000) MINUTE), NULL)`,
    registered_at: "DATE_SUB('2021-06-18 09:00:00', INTERVAL MOD(n, 60000) MINUTE)",
    companions: "'[]'",
    version: "1",
  };
  for (const name of EMPTY) columns[name] = "''";
  const [names, values] = [Object.keys(columns).join(", "), Object.values(columns).join(", ")];
  await db.query(`INSERT INTO hazard (${names}) SELECT ${values} FROM (${NUMBERS}) m WHERE n < ${count}`);
  await db.query("ANALYZE TABLE hazard");
}

const EMPTY =
  "site description category source finder person measure funds emergency_plan progress done verify_place verify_remark refusal".split(
    " ",
  );
