import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Campaign } from "../campaign/definition.ts";
import { due, dutyItems, type Push } from "../campaign/plan.ts";
import { readSchedule } from "../campaign/read.ts";
import { readRoster } from "../campaign/roster.ts";
import { systemNow } from "../clock.ts";
import { addDays, instantOf, isoIn, timeOf, weekdayName } from "../dates.ts";
import { calendarFile } from "./ics.ts";
import { loadAsJson, loadAsTable, loadOf } from "./load.ts";
import { SEAT_NAMES } from "./seat-words.ts";
import { table } from "./table.ts";

const USAGE = "用法：npm run -s duban -- plan --from 2020-12-01 --to 2022-07-15 [--load] [--json|--ics]";
const BAD_USE = 2;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export type Planned = { campaign: Campaign; push: Push };

/** Prints every push of a stretch of days, as if tasks were issued on time and never answered. */
export async function planVerb(args: string[], env: Record<string, string | undefined>): Promise<number> {
  const asked = readArgs(args);
  if (typeof asked === "string") {
    console.error(`${asked}\n${USAGE}`);
    return BAD_USE;
  }
  const config = env["CONFIG_DIR"] || "./config";
  const { campaigns, calendar } = readSchedule(config);
  const planned = campaigns.flatMap((campaign): Planned[] => {
    const { timezone } = campaign.district;
    const from = new Date(instantOf(asked.from, "00:00", timezone).getTime() - 1);
    const to = new Date(instantOf(addDays(asked.to, 1), "00:00", timezone).getTime() - 1);
    const items = dutyItems(campaign, calendar);
    return due(campaign, calendar, items, from, to).map((push) => ({ campaign, push }));
  });
  const [first] = campaigns;
  if (asked.isLoad && first) {
    const roster = readRoster(join(config, "roster.csv"), first);
    const load = loadOf(planned, roster, calendar, asked);
    await write(asked.isJson ? loadAsJson(load) : loadAsTable(load));
    return 0;
  }
  if (asked.print === asCalendar && planned.length === 0) {
    console.error("这段时间没有推送，没有写日历");
    return 0;
  }
  await write(asked.print(planned));
  return 0;
}

/** Writes it all. A reader that has seen enough (`| head`) is no error. */
const write = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EPIPE" ? resolve() : reject(error),
    );
    process.stdout.write(text, (error) => (error ? undefined : resolve()));
  });

function readArgs(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        from: { type: "string" },
        to: { type: "string" },
        json: { type: "boolean", default: false },
        ics: { type: "boolean", default: false },
        load: { type: "boolean", default: false },
      },
    });
    const { from = "", to = "", json, ics, load } = values;
    if (!isDay(from)) return `--from 应是日期，例：2020-12-01${from ? `（写的是“${from}”）` : ""}`;
    if (!isDay(to)) return `--to 应是日期，例：2022-07-15${to ? `（写的是“${to}”）` : ""}`;
    if (to < from) return `--to（${to}）早于 --from（${from}），请对调`;
    if (json && ics) return "--json 和 --ics 只能选一个";
    if (load && ics) return "--load 和 --ics 只能选一个";
    const print = json ? asJson : ics ? asCalendar : asTable;
    return { from, to, print, isJson: json, isLoad: load };
  } catch (error) {
    const named = error instanceof Error ? /'([^']*)'/.exec(error.message)?.[1] : undefined;
    return `参数${named ? `“${named}”` : ""}不认识，或写得不对`;
  }
}

const isDay = (text: string) =>
  DAY.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const asJson = (planned: readonly Planned[]): string =>
  `${JSON.stringify(
    planned.map(({ campaign, push: { at, kind, unit, duty, subject, seats, text } }) => ({
      at: isoIn(at, campaign.district.timezone),
      kind,
      unit,
      duty,
      subject,
      seats,
      text,
    })),
    null,
    2,
  )}\n`;

const asCalendar = (planned: readonly Planned[]): string => calendarFile(planned, systemNow());

const KINDS: Record<Push["kind"], string> = {
  task_card: "任务卡片",
  reminder: "催办",
  overdue: "逾期",
  escalation: "升级提醒",
  digest: "日报",
  bulletin: "通报",
  pack: "汇总",
};

function asTable(planned: readonly Planned[]): string {
  const rows = planned.map(({ campaign, push }) => [
    `${push.on} ${weekdayName(push.on)} ${timeOf(push.at, campaign.district.timezone)}`,
    KINDS[push.kind],
    push.step,
    push.seats.map((seat) => SEAT_NAMES[seat]).join("、"),
    push.text,
  ]);
  const lines = table([["时间", "种类", "步", "发给", "内容"], ...rows]);
  return [...lines, `共 ${planned.length} 条`, ""].join("\n");
}
