import type { Campaign } from "../src/campaign/definition.ts";
import { instantOf } from "../src/dates.ts";
import { readHouse } from "../src/house.ts";

const DUTIES = 5;
const DUE_ON = "2021-06-25";
/** Each asks for every task of every unit. */
export const MORNINGS = ["2021-06-18", "2021-06-22", "2021-06-24", DUE_ON];

/** The shipped campaign for so many tasks: five duties of every unit, owed by the same day. */
export function wideCampaign(tasks: number) {
  const house = readHouse("./config");
  const shipped = house.campaigns[0]!;
  const model = shipped.duties.find(({ due }) => due === DUE_ON)!;
  const duties = Array.from({ length: DUTIES }, (_each, at) => ({
    ...model,
    key: `W${at}`,
    units: "all" as const,
  }));
  const units = Array.from({ length: Math.ceil(tasks / DUTIES) }, (_each, at) => ({
    ...shipped.units[0]!,
    key: `u${at}`,
    name: `单位${at}`,
    short: `单位${at}`,
  }));
  const campaign: Campaign = { ...shipped, units, duties };
  return { house, campaign, model };
}

export const morning = ({ reminders, district }: Campaign, on: string): Date =>
  instantOf(on, reminders.at, district.timezone);
