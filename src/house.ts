import { join } from "node:path";
import { capacityMistakes } from "./campaign/capacity.ts";
import { openCalendar } from "./campaign/calendar.ts";
import { readCampaigns, readHolidays } from "./campaign/read.ts";
import { readRoster, type RosterRow } from "./campaign/roster.ts";
import { SetupError } from "./errors.ts";

/** Reads everything the operator wrote; the mistakes of all files at once. */
export function readHouse(configDir: string) {
  const mistakes: string[] = [];
  const attempt = <Value>(read: () => Value): Value | null => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      mistakes.push(...error.mistakes);
      return null;
    }
  };
  const campaigns = attempt(() => readCampaigns(join(configDir, "campaigns")));
  const holidays = attempt(() => readHolidays(join(configDir, "holidays.yaml")));
  const first = campaigns?.[0];
  const roster = first ? attempt(() => readRoster(join(configDir, "roster.csv"), first)) : null;
  for (const campaign of campaigns ?? [])
    mistakes.push(...capacityMistakes(campaign, receiversIn(roster ?? [])));
  if (!campaigns || !holidays || !roster || mistakes.length > 0) throw new SetupError(mistakes);
  return { campaigns, calendar: openCalendar(holidays), roster };
}

/** How many people of a unit get its cards. */
const receiversIn = (roster: readonly RosterRow[]) => (unit: string) =>
  roster.filter((row) => row.unit === unit && ["lead", "deputy", "liaison"].includes(row.seat)).length;
