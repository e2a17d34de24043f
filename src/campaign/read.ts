import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { SetupError } from "../errors.ts";
import type { HolidayYear } from "./calendar.ts";
import { Campaign } from "./definition.ts";
import { Holidays } from "./holidays.ts";
import { readYaml } from "./yaml-file.ts";

/** Reads every campaign of a folder; all mistakes of all files at once. */
export function readCampaigns(folder: string): Campaign[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : [];
  if (names.length === 0) {
    throw new SetupError([`${folder}：没有专项行动文件。请放入一个 .yaml，例：hazchem-use-2020.yaml`]);
  }
  const files = names.toSorted().map((name) => {
    const path = join(folder, name);
    return { path, read: readYaml(path, Campaign, "没有这个文件") };
  });
  const mistakes = files.flatMap(({ read }) => ("mistakes" in read ? read.mistakes : []));
  const good = files.flatMap(({ path, read }) => ("value" in read ? [{ path, ...read.value }] : []));
  for (const [at, { value, placeOf }] of good.entries()) {
    const first = good.findIndex((each) => each.value.key === value.key);
    if (first < at)
      mistakes.push(`${placeOf(["key"])} “${value.key}”已用在 ${basename(good[first]!.path)}，请换一个`);
  }
  if (mistakes.length > 0) throw new SetupError(mistakes);
  return good.map(({ value }) => value);
}

/** Reads the holiday notices. */
export function readHolidays(path: string): HolidayYear[] {
  const read = readYaml(path, Holidays, "没有这个文件。请从发行包里复制一份 holidays.yaml");
  if ("mistakes" in read) throw new SetupError(read.mistakes);
  return read.value.value.years;
}
