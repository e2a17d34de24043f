import { parseArgs } from "node:util";
import type { Campaign } from "../campaign/definition.ts";
import { due, dutyItems, type Push } from "../campaign/plan.ts";
import { readSchedule } from "../campaign/read.ts";
import { addDays, instantOf, isoIn, timeOf, weekdayName } from "../dates.ts";
import { calendarFile } from "./ics.ts";

const USAGE = "用法：npm run -s duban -- plan --from 2020-12-01 --to 2022-07-15 [--json|--ics]";
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
  const { campaigns, calendar } = readSchedule(env["CONFIG_DIR"] || "./config");
  const planned = campaigns.flatMap((campaign): Planned[] => {
    const { timezone } = campaign.district;
    const from = new Date(instantOf(asked.from, "00:00", timezone).getTime() - 1);
    const to = new Date(instantOf(addDays(asked.to, 1), "00:00", timezone).getTime() - 1);
    const items = dutyItems(campaign, calendar);
    return due(campaign, calendar, items, from, to).map((push) => ({ campaign, push }));
  });
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
      },
    });
    const { from = "", to = "", json, ics } = values;
    if (!isDay(from)) return `--from 应是日期，例：2020-12-01${from ? `（写的是“${from}”）` : ""}`;
    if (!isDay(to)) return `--to 应是日期，例：2022-07-15${to ? `（写的是“${to}”）` : ""}`;
    if (to < from) return `--to（${to}）早于 --from（${from}），请对调`;
    if (json && ics) return "--json 和 --ics 只能选一个";
    const print = json ? asJson : ics ? calendarFile : asTable;
    return { from, to, print };
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

const KINDS: Record<Push["kind"], string> = {
  task_card: "任务卡片",
  reminder: "催办",
  overdue: "逾期",
  escalation: "升级提醒",
  digest: "日报",
  bulletin: "通报",
};

const SEAT_NAMES: Partial<Record<Push["seats"][number], string>> = {
  lead: "负责人",
  deputy: "B角",
  liaison: "联络员",
  office: "办公室",
  meeting_group: "联席会议群",
};

function asTable(planned: readonly Planned[]): string {
  const rows = planned.map(({ campaign, push }) => [
    `${push.on} ${weekdayName(push.on)} ${timeOf(push.at, campaign.district.timezone)}`,
    KINDS[push.kind],
    push.step,
    push.seats.map((seat) => SEAT_NAMES[seat] ?? seat).join("、"),
    push.text,
  ]);
  const table = [["时间", "种类", "步", "发给", "内容"], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => widthOf(row[column] ?? ""))));
  const lines = table.map((row) =>
    row
      .map((cell, at) => cell + " ".repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell))))
      .join("  ")
      .trimEnd(),
  );
  return [...lines, `共 ${planned.length} 条`, ""].join("\n");
}

/** Columns on a terminal: a Chinese character takes two. */
const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > "\u2e7f" ? 2 : 1), 0);
