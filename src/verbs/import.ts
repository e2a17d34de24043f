import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { EntityManager } from "typeorm";
import { z } from "zod";
import { sealHistory } from "../campaign/chain.ts";
import type { Campaign } from "../campaign/definition.ts";
import { runningClock } from "../clock.ts";
import { openDatabase } from "../db/database.ts";
import { openDoor, type Door } from "../db/door.ts";
import { openTurn } from "../bot/routes.ts";
import { addEnterprise } from "../enterprises/store.ts";
import { readSettings } from "../env.ts";
import { Refusal } from "../errors.ts";
import { readWorkbook } from "../files/workbook-read.ts";
import { readHouse } from "../house.ts";
import { applyRow } from "../ledger/apply.ts";
import { checkLedger } from "../ledger/check.ts";
import { enterpriseOn, enterprisesIn } from "../ledger/enterprise-rows.ts";
import { keepJob, LedgerJobTable } from "../ledger/job.ts";
import { changeRows, findRows } from "../db/statements.ts";
import { Planned } from "../ledger/plan.ts";
import { TABLES } from "../tables.ts";
import type { Turn } from "../turn.ts";
import { sumOf } from "../ledger/make.ts";
import { importRoster } from "./import-roster.ts";
import { optionsIn } from "./options.ts";

const USAGE =
  "用法：npm run -s duban -- import --what hazards|enterprises|roster 文件.xlsx [--dry-run]，例：import --what hazards 台账.xlsx --dry-run";
const AT_ONCE = 50;
const OPERATOR = "";

type Importing = {
  path: string;
  isDry: boolean;
  campaign: Campaign;
  database: string;
  house: ReturnType<typeof readHouse>;
  now: () => Date;
  inTurn: <Result>(work: (turn: Turn) => Promise<Result>) => Promise<Result>;
};

const KINDS: Record<string, (importing: Importing) => Promise<number>> = { hazards, enterprises };

/** Enters hazards or enterprises from a workbook; `--dry-run` only says what would come of it. */
export async function importVerb(args: string[], env: Record<string, string | undefined>): Promise<number> {
  const { values, said, alone } = optionsIn(args, ["--what"], ["--dry-run"]);
  const what = values.get("--what") ?? "";
  const work = KINDS[what];
  const [path, ...more] = alone;
  if (!(work || what === "roster") || !path || more.length > 0) throw new Refusal(USAGE);
  const settings = readSettings(env);
  if (!work) return importRoster(path, settings.CONFIG_DIR, said.has("--dry-run"));
  const house = readHouse(settings.CONFIG_DIR);
  const [campaign] = house.campaigns;
  if (!campaign) throw new Refusal("没有行动文件");
  const clock = runningClock(settings.DUBAN_CLOCK);
  const db = await openDatabase(settings.DATABASE_URL, TABLES);
  const door: Door = openDoor(db, sealHistory);
  const turnIn = (tx: EntityManager) => openTurn(house, tx, campaign, clock.now(), "import");
  try {
    const database = settings.DATABASE_URL;
    const isDry = said.has("--dry-run");
    const inTurn: Importing["inTurn"] = (each) => door((tx) => each(turnIn(tx)));
    return await work({ path, isDry, campaign, database, house, now: clock.now, inTurn });
  } finally {
    await db.destroy();
  }
}

async function hazards({ path, isDry, campaign, database, house, now, inTurn }: Importing): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), "duban-import-"));
  try {
    const [out, errorsOut] = [join(dir, "plan.json"), `${path}.需要改的.xlsx`];
    const years = house.calendar.years;
    const name = basename(path);
    const order = {
      kind: "check" as const,
      database,
      campaign,
      years,
      now: now(),
      path,
      name,
      units: null,
      out,
      errorsOut,
    };
    const checked = await checkLedger(order);
    if (!checked.isLedger) throw new Refusal("没有找到台账：表头应有单位名称、隐患描述、发现时间等列");
    console.log(
      `新增${checked.fresh}、更新${checked.changed}、相同${checked.unchanged}、有误${checked.wrong}`,
    );
    for (const line of checked.first) console.log(`  · ${line}`);
    if (checked.errors) console.log(`需要改的都写在 ${errorsOut}`);
    if (!isDry) await write(inTurn, z.array(Planned).parse(JSON.parse(readFileSync(out, "utf8"))), path);
    return checked.wrong > 0 ? 1 : 0;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function write(inTurn: Importing["inTurn"], rows: readonly Planned[], path: string): Promise<void> {
  const { sha256 } = await sumOf(path);
  const job = await inTurn(async (turn) => {
    const same = await findRows(turn.tx, LedgerJobTable, {
      districtId: turn.district,
      sha256,
      state: "applied",
    });
    if (same.length > 0) throw new Refusal("同一份表已经导入过，没有再次写入");
    const kept = await keepJob(turn, { kind: "import", personId: OPERATOR });
    const change = { state: "dropped" as const, sha256 };
    await changeRows(turn.tx, LedgerJobTable, { districtId: turn.district, id: kept.id }, change);
    return kept;
  });
  let written = 0;
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await inTurn(async (turn) => {
      for (const row of rows.slice(from, from + AT_ONCE))
        if (await applyRow(turn, job.id, row, { by: null, units: null })) written += 1;
    });
  await inTurn((turn) =>
    changeRows(turn.tx, LedgerJobTable, { districtId: turn.district, id: job.id }, { state: "applied" }),
  );
  console.log(`已写入${written}条`);
}

async function enterprises({ path, isDry, inTurn }: Importing): Promise<number> {
  const entries = enterprisesIn(readWorkbook(basename(path), readFileSync(path)));
  if (!entries) throw new Refusal("没有找到企业表：表头应有企业名称、统一社会信用代码、属地等列");
  const counts = { fresh: 0, here: 0, wrong: 0 };
  for (const entry of entries)
    await inTurn(async (turn) => {
      const verdict = await enterpriseOn(turn, entry);
      if ("why" in verdict) counts.wrong += 1;
      else if ("here" in verdict) counts.here += 1;
      else counts.fresh += 1;
      if ("why" in verdict) console.log(`  · 第${entry.row}行：${verdict.why}`);
      if (!("fresh" in verdict)) return;
      if (verdict.warning) console.log(`  · 第${entry.row}行：${verdict.warning}`);
      if (!isDry) await addEnterprise(turn, OPERATOR, verdict.fresh);
    });
  console.log(`${isDry ? "将" : "已"}新增${counts.fresh}家，已有${counts.here}家，有误${counts.wrong}行`);
  return counts.wrong > 0 ? 1 : 0;
}
