import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { SetupError } from "../errors.ts";
import { openCalendar, type Calendar, type HolidayYear } from "./calendar.ts";
import { Campaign } from "./definition.ts";
import { MajorLists, PenaltyMap, type MajorList, type PenaltyClause } from "./hazard-rules.ts";
import { Holidays } from "./holidays.ts";
import type { Read } from "./text-file.ts";
import { readYaml } from "./yaml-file.ts";

/** Reads every campaign of a folder; all mistakes of all files at once. */
export const readCampaigns = (folder: string): Campaign[] => orStop(campaignsIn(folder));

/** Reads the holiday notices. */
export const readHolidays = (path: string): HolidayYear[] => orStop(holidaysIn(path));

/** Reads what the planner needs from the folder of the operator's files; all mistakes of all files at once. */
export function readSchedule(config: string): { campaigns: Campaign[]; calendar: Calendar } {
  const campaigns = campaignsIn(join(config, "campaigns"));
  const holidays = holidaysIn(join(config, "holidays.yaml"));
  if ("value" in campaigns && "value" in holidays) {
    return { campaigns: campaigns.value, calendar: openCalendar(holidays.value) };
  }
  throw new SetupError([...mistakesOf(campaigns), ...mistakesOf(holidays)]);
}

const mistakesOf = (read: Read<unknown>): string[] => ("mistakes" in read ? read.mistakes : []);

function orStop<Value>(read: Read<Value>): Value {
  if ("mistakes" in read) throw new SetupError(read.mistakes);
  return read.value;
}

function campaignsIn(folder: string): Read<Campaign[]> {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : [];
  if (names.length === 0) {
    return { mistakes: [`${folder}：没有专项行动文件。请放入一个 .yaml，例：hazchem-use-2020.yaml`] };
  }
  const files = names.toSorted().map((name) => {
    const path = join(folder, name);
    return { path, read: readYaml(path, Campaign, "没有这个文件") };
  });
  const lists = majorListsIn(join(folder, "..", "major-hazards.yaml"));
  const penalties = penaltiesIn(join(folder, "..", "penalties.yaml"));
  const mistakes = [
    ...mistakesOf(lists),
    ...mistakesOf(penalties),
    ...files.flatMap(({ read }) => mistakesOf(read)),
  ];
  const good = files.flatMap(({ path, read }) => ("value" in read ? [{ path, ...read.value }] : []));
  for (const [at, { value, placeOf }] of good.entries()) {
    const first = good.findIndex((each) => each.value.key === value.key);
    if (first < at)
      mistakes.push(`${placeOf(["key"])} “${value.key}”已用在 ${basename(good[first]!.path)}，请换一个`);
  }
  if ("mistakes" in lists || "mistakes" in penalties || mistakes.length > 0) return { mistakes };
  return { value: good.map(({ value }) => withLists(value, lists.value, penalties.value)) };
}

/** The lists are optional: without them a clause is written by hand. */
function majorListsIn(path: string): Read<MajorList[]> {
  if (!existsSync(path)) return { value: [] };
  const read = readYaml(path, MajorLists, "没有这个文件");
  return "mistakes" in read ? read : { value: read.value.value.lists };
}

/** So is what the law says of findings. */
function penaltiesIn(path: string): Read<PenaltyClause[]> {
  if (!existsSync(path)) return { value: [] };
  const read = readYaml(path, PenaltyMap, "没有这个文件");
  return "mistakes" in read ? read : { value: read.value.value.penalties };
}

function withLists(campaign: Campaign, lists: MajorList[], clauses: PenaltyClause[]): Campaign {
  const { major_lists, penalties } = campaign.hazards;
  const hazards = {
    ...campaign.hazards,
    major_lists: major_lists.length > 0 ? major_lists : lists,
    penalties: penalties.length > 0 ? penalties : clauses,
  };
  return { ...campaign, hazards };
}

function holidaysIn(path: string): Read<HolidayYear[]> {
  const read = readYaml(path, Holidays, "没有这个文件。请从发行包里复制一份 holidays.yaml");
  return "mistakes" in read ? read : { value: read.value.value.years };
}
