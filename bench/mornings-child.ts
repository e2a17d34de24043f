import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { openApp } from "../src/app.ts";
import { stoppedClock } from "../src/clock.ts";
import { PersonTable, SeatTable } from "../src/campaign/people.ts";
import { newRowId } from "../src/db/ids.ts";
import { readSettings } from "../src/env.ts";
import { setMark } from "../src/jobs/marks.ts";
import { OutboxTable } from "../src/jobs/outbox-table.ts";
import { openLog } from "../src/log.ts";
import { TaskTable } from "../src/tasks/store.ts";
import { APP } from "../test/house.ts";
import { MORNINGS, morning, wideCampaign } from "./wide.ts";

const BEGINS_AT = new Date("2021-06-17T20:00:00+08:00");
const UNITS_AT_ONCE = 100;
const MB = 1024;

const [tasks = "1000"] = process.argv.slice(2);
const { house, campaign, model } = wideCampaign(Number(tasks));
const said = (figures: object) => {
  const peak_mb = Math.round(process.resourceUsage().maxRSS / MB);
  process.stdout.write(`${JSON.stringify({ ...figures, peak_mb })}\n`);
};

/** The same tasks in a database: each morning read, merged into one card a person, and written to the outbox. */
async function path(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "duban-bench-"));
  const settings = readSettings(
    {
      FEISHU_APP_ID: APP.appId,
      FEISHU_APP_SECRET: APP.appSecret,
      FEISHU_ENCRYPT_KEY: APP.encryptKey,
      FEISHU_VERIFICATION_TOKEN: APP.verificationToken,
      FEISHU_DOMAIN: "http://127.0.0.1:9",
      DATABASE_URL: `sqlite:${join(dir, "duban.sqlite")}`,
    },
    join(dir, "no.env"),
  );
  const clock = stoppedClock(BEGINS_AT);
  const parts = {
    ...house,
    campaigns: [campaign],
    settings,
    clock,
    stopwatch: () => 0,
    log: openLog("fatal"),
  };
  const app = await openApp(parts);
  await fill(app);
  const base_mb = Math.round(process.resourceUsage().maxRSS / MB);
  const began = performance.now();
  for (const on of MORNINGS) {
    clock.moveTo(morning(campaign, on));
    await app.passes.schedule();
  }
  const seconds = (performance.now() - began) / 1_000;
  const again = performance.now();
  clock.moveTo(new Date(clock.now().getTime() + 60_000));
  await app.passes.schedule();
  const again_s = (performance.now() - again) / 1_000;
  const cards = await app.db.getRepository(OutboxTable).count();
  await app.stop();
  rmSync(dir, { recursive: true, force: true });
  said({ items: Number(tasks), cards, seconds, again_s, base_mb });
}

/** Units with a liaison each, and what each owes, written by the batch. */
async function fill({ bot, db }: Awaited<ReturnType<typeof openApp>>): Promise<void> {
  const { key: districtId } = campaign.district;
  let number = 0;
  for (let from = 0; from < campaign.units.length; from += UNITS_AT_ONCE) {
    const units = campaign.units.slice(from, from + UNITS_AT_ONCE).map(({ key }) => key);
    await bot.door(async (tx) => {
      const people = units.map((unit) => ({
        id: `p-${unit}`,
        districtId,
        openId: `ou_${unit}`,
        name: unit,
        chatId: null,
      }));
      await tx.getRepository(PersonTable).insert(people);
      const sits = { districtId, title: "", sinceAt: BEGINS_AT, untilAt: null };
      await tx.getRepository(SeatTable).insert(
        units.map((unit) => ({
          ...sits,
          id: `s-${unit}`,
          unit,
          seat: "liaison" as const,
          personId: `p-${unit}`,
        })),
      );
      await tx
        .getRepository(TaskTable)
        .insert(
          units.flatMap((unit) =>
            campaign.duties.map((duty) => task(unit, duty.key, (number += 1), districtId)),
          ),
        );
    });
  }
  await bot.door((tx) => setMark(tx, districtId, `schedule:${campaign.key}`, BEGINS_AT));
  await db.query("PRAGMA wal_checkpoint(TRUNCATE)");
}

const task = (unit: string, duty: string, number: number, districtId: string) => ({
  id: newRowId(BEGINS_AT),
  districtId,
  campaign: campaign.key,
  phase: model.phase,
  duty,
  unit,
  year: 2021,
  number,
  title: model.name,
  state: "accepted" as const,
  dueOn: model.due,
  newDueOn: null,
  percent: null,
  figures: {},
  text: "",
  nextStep: "",
  askedLower: null,
  issuedAt: new Date("2021-03-01T01:00:00Z"),
  signedAt: new Date("2021-03-01T02:00:00Z"),
  signedBy: `p-${unit}`,
  firstSubmittedAt: null,
  late: false,
  submittedAt: null,
  submittedBy: null,
  timesReturned: 0,
  returnReason: null,
  reviewedAt: null,
  reviewedBy: null,
  version: 1,
});

await path();
