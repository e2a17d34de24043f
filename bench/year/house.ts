import { Campaign, type Duty, type Phase } from "../../src/campaign/definition.ts";
import type { RosterRow } from "../../src/campaign/roster.ts";
import { addDays, type Day } from "../../src/dates.ts";
import { readHouse } from "../../src/house.ts";

const MONTHS = 12;
/** The plan's duties whose day lies in the year, by the month in which they are handed out. */
const OF_PLAN: Record<string, string> = { OB1: "2020-12", OB2: "2021-01", OB3: "2021-06" };

const monthAt = (nth: number): string => new Date(Date.UTC(2020, 11 + nth, 1)).toISOString().slice(0, 7);
const phaseKey = (month: string): string => `M${month.replace("-", "")}`;

/** What every unit owes each month beside the plan's duties. */
const MONTHLY = [
  { key: "T", day: "10", name: "排查台账月报", document: "none" },
  { key: "J", day: "20", name: "检查整改月报", document: "none" },
  { key: "X", day: "25", name: "工作小结", document: "required" },
] as const;

function phaseOf(month: string, next: string): Phase {
  const due: Day = addDays(`${next}-01`, -1);
  return {
    key: phaseKey(month),
    name: `${Number(month.slice(5))}月`,
    opens: `${month}-01`,
    due,
    work: "按月报送",
  };
}

const monthlyDuties = (month: string): Duty[] =>
  MONTHLY.map(({ key, day, name, document }) => ({
    key: `${key}${month.replace("-", "")}`,
    name: `${Number(month.slice(5))}月${name}`,
    units: "all",
    phase: phaseKey(month),
    due: `${month}-${day}`,
    document,
    document_name: name,
    nil_report: false,
    demands: ["如实填写本月情况。"],
    metrics: [],
    report: null,
    basis: "按月向联席会议办公室报送。",
  }));

/** The shipped campaign for one year, with three reports a month: about 600 tasks of 16 units. */
function yearOf(shipped: Campaign): Campaign {
  const months = Array.from({ length: MONTHS }, (_each, nth) => monthAt(nth));
  const ofPlan = shipped.duties.flatMap((duty): Duty[] => {
    const month = OF_PLAN[duty.key];
    return month ? [{ ...duty, phase: phaseKey(month) }] : [];
  });
  return Campaign.parse({
    ...shipped,
    phases: months.map((month, nth) => phaseOf(month, monthAt(nth + 1))),
    duties: [...ofPlan, ...months.flatMap(monthlyDuties)],
  });
}

/** Each unit keeps its lead, deputy, liaison and first inspector: sixty people with the office and the meeting. */
const isKept = ({ seat, open_id: openId }: RosterRow): boolean =>
  seat !== "inspector" || openId.endsWith("_1");

/** A whole district for one year. */
export function yearHouse() {
  const { campaigns, calendar, roster } = readHouse("./config");
  return { campaigns: [yearOf(campaigns[0]!)], calendar, roster: roster.filter(isKept) };
}
