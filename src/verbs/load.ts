import type { Calendar } from "../campaign/calendar.ts";
import {
  cardsOf,
  daysOf,
  GROUP,
  LIMITS,
  overflows,
  quantile,
  receiversOf,
  secondsFor,
  type CardOut,
  type Overflow,
} from "../campaign/load.ts";
import type { Addressee } from "../campaign/plan.ts";
import type { RosterRow } from "../campaign/roster.ts";
import { addDays, isoIn, timeOf, weekdayName, type Day } from "../dates.ts";
import type { Planned } from "./plan.ts";
import { SEAT_NAMES, unitWords } from "./seat-words.ts";
import { table } from "./table.ts";

type Asked = { from: Day; to: Day };

/** Whom the plan reaches, how often, and what does not fit the platform's limits or a person's day. */
export function loadOf(
  planned: readonly Planned[],
  roster: readonly RosterRow[],
  calendar: Calendar,
  asked: Asked,
) {
  const zone = planned[0]?.campaign.district.timezone ?? "Asia/Shanghai";
  const cards = cardsOf(
    planned.map(({ push }) => push),
    sittingIn(roster),
  );
  const names = namesIn(roster, planned);
  const days = daysOf(cards);
  const people = receiversOf(cards.filter(({ to }) => to !== GROUP)).toSorted(
    (one, other) => other.cards - one.cards || (one.to < other.to ? -1 : 1),
  );
  return {
    zone,
    cards,
    names,
    days,
    people,
    over: overflows(cards),
    perDay: perPersonAndDay(cards, roster, calendar, asked),
  };
}
type Load = ReturnType<typeof loadOf>;

const idOf = ({ open_id, mobile, email }: RosterRow): string => open_id || mobile || email;

/** What no unit is named for goes to the seats of the meeting and its office. */
const OF_MEETING = ["meeting", "office"];

const sittingIn =
  (roster: readonly RosterRow[]) =>
  (unit: string | null, seat: Addressee): string[] => {
    if (seat === "meeting_group") return [GROUP];
    const isOffice = (row: RosterRow) => row.seat === "office_director" || row.seat === "office_clerk";
    return roster
      .filter((row) =>
        seat === "office"
          ? row.unit === "office" && isOffice(row)
          : (unit === null ? OF_MEETING.includes(row.unit) : row.unit === unit) && row.seat === seat,
      )
      .map(idOf);
  };

/** By name and seat, never by number. */
function namesIn(roster: readonly RosterRow[], planned: readonly Planned[]): Map<string, string> {
  const campaign = planned[0]?.campaign;
  const names = new Map([[GROUP, "联席会议群"]]);
  for (const row of roster) {
    const seat = `${unitWords(campaign, row.unit)}${SEAT_NAMES[row.seat] ?? row.seat}`;
    const known = names.get(idOf(row));
    names.set(idOf(row), known ? `${known}、${seat}` : `${row.name}：${seat}`);
  }
  return names;
}

/** How many cards a person gets on a working day: on the average, and on the days on which any come. */
function perPersonAndDay(
  cards: readonly CardOut[],
  roster: readonly RosterRow[],
  calendar: Calendar,
  { from, to }: Asked,
) {
  const counts = receiversOf(cards.filter((card) => card.to !== GROUP))
    .flatMap(({ days }) => days.map((day) => day.cards))
    .toSorted((one, other) => one - other);
  const people = new Set(roster.map(idOf)).size;
  const workdays = calendar.workdaysBetween(addDays(from, -1), to);
  const sum = counts.reduce((total, each) => total + each, 0);
  return {
    people,
    workdays,
    average: people * workdays === 0 ? 0 : Math.round((sum / (people * workdays)) * 100) / 100,
    median: quantile(counts, 0.5),
    p95: quantile(counts, 0.95),
    most: counts.at(-1) ?? 0,
  };
}

export function loadAsJson({ zone, names, days, people, over, perDay }: Load): string {
  const iso = (at: Date) => isoIn(at, zone);
  const value = {
    limits: LIMITS,
    perPersonAndDay: perDay,
    days: days.map(({ busiest, ...day }) => ({
      ...day,
      busiest: { at: iso(busiest.at), cards: busiest.cards, seconds: secondsFor(busiest.cards) },
    })),
    people: people.map(({ to, ...each }) => ({ name: names.get(to) ?? "", ...each })),
    over: over.map((each) => ({
      ...each,
      ...("at" in each ? { at: iso(each.at) } : {}),
      ...("to" in each ? { to: names.get(each.to) ?? "" } : {}),
    })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

export function loadAsTable(load: Load): string {
  const { zone, names, days, people, over, perDay } = load;
  if (days.length === 0) return "这段时间没有推送\n";
  const dayRows = days.map(({ on, cards, receivers, busiest }) => [
    `${on} ${weekdayName(on)}`,
    `${cards}`,
    `${receivers}`,
    `${timeOf(busiest.at, zone)} ${busiest.cards}张`,
    `${secondsFor(busiest.cards)}秒`,
  ]);
  const personRows = people.map(({ to, cards, days: on }) => {
    const most = on.reduce((one, other) => (other.cards > one.cards ? other : one));
    return [`${cards}`, `${on.length}`, `${most.cards}张 ${most.on}`, names.get(to) ?? ""];
  });
  const busiest = days.reduce((one, other) => (other.busiest.cards > one.busiest.cards ? other : one));
  return [
    ...table([["日期", "张数", "收到的人和群", "最多的一分钟", "发完约需"], ...dayRows]),
    "",
    ...table([["张数", "天数", "最多的一天", "谁"], ...personRows]),
    "",
    `${perDay.people}人、${perDay.workdays}个工作日：平均每人每天${perDay.average}张；有卡片的日子里中位${perDay.median}张、` +
      `95%不超过${perDay.p95}张、最多${perDay.most}张（每人每天至多${LIMITS.aDayEach}张）`,
    `最忙的一分钟：${busiest.on} ${timeOf(busiest.busiest.at, zone)}，${busiest.busiest.cards}张` +
      `（平台每分钟${LIMITS.aMinute}张、每秒${LIMITS.aSecond}张、每人或群每秒${LIMITS.aSecondEach}张）`,
    ...(over.length === 0
      ? ["放不下的：没有"]
      : ["放不下的：", ...over.map((each) => `  · ${inWords(each, load)}`)]),
    "",
  ].join("\n");
}

function inWords(over: Overflow, { zone, names }: Load): string {
  if (over.kind === "budget") {
    return `${over.on} ${names.get(over.to) ?? ""} 要收${over.cards}张，多于每人每天${LIMITS.aDayEach}张`;
  }
  const when = `${isoIn(over.at, zone).slice(0, 10)} ${timeOf(over.at, zone)}`;
  if (over.kind === "second") {
    return `${when} ${names.get(over.to) ?? ""} 同时要收${over.cards}张，${Math.ceil(over.cards / LIMITS.aSecondEach)}秒才发完`;
  }
  return `${when} 要发${over.cards}张，多于每分钟${LIMITS.aMinute}张，约${over.seconds}秒才发完`;
}
