import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { openApp } from "../src/app.ts";
import { stoppedClock } from "../src/clock.ts";
import type { Campaign } from "../src/campaign/definition.ts";
import { PersonTable, SeatTable } from "../src/campaign/people.ts";
import { due, dutyItem } from "../src/campaign/plan.ts";
import { instantOf } from "../src/dates.ts";
import { newRowId } from "../src/db/ids.ts";
import { readSettings } from "../src/env.ts";
import { setMark } from "../src/jobs/marks.ts";
import { OutboxTable } from "../src/jobs/outbox-table.ts";
import { openLog } from "../src/log.ts";
import { TaskTable } from "../src/tasks/store.ts";
import { APP } from "../test/house.ts";
import { wideHouse } from "./district.ts";

/** Five duties owed by the same day, so that each of four mornings asks for every task of every unit. */
const DUTIES = 5;
const MORNINGS = ["2021-06-18", "2021-06-22", "2021-06-24", "2021-06-25"];
const BEGINS_AT = new Date("2021-06-17T20:00:00+08:00");
const UNITS_AT_ONCE = 100;
const MB = 1024;

const [kind = "pure", tasks = "1000"] = process.argv.slice(2);
const house = wideHouse(Math.ceil(Number(tasks) / DUTIES));
const shipped = house.campaigns[0]!;
const model = shipped.duties.find(({ due: on }) => on === "2021-06-25")!;
const duties = Array.from({ length: DUTIES }, (_each, at) => ({ ...model, key: `W${at}`, units: "all" as const }));
const campaign: Campaign = { ...shipped, duties };
const said = (figures: object) => {
  const peak_mb = Math.round(process.resourceUsage().maxRSS / MB);
  process.stdout.write(`${JSON.stringify({ ...figures, peak_mb })}\n`);
};
const morning = (on: string): Date => instantOf(on, campaign.reminders.at, campaign.district.timezone);
