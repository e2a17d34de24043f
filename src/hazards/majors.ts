import { z } from "zod";
import { listCard, MOST } from "../../cards/list.ts";
import { statisticsCard } from "../../cards/statistics.ts";
import { unitName } from "../campaign/definition.ts";
import { isOffice, mayActFor } from "../campaign/people.ts";
import { dayOf, instantInWords } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { post } from "../jobs/outbox.ts";
import type { Answer, CardReply, Draw, Person, Turn } from "../turn.ts";
import type { Hazard } from "./hazard.ts";
import { hazardRow, hazardTitle } from "./rows.ts";
import { COUNTED, periodIn, statisticsOf, type Figure, type Period, type Statistics } from "./statistics.ts";
import { majorHazards } from "./store.ts";

function mustBeAllowed(by: Person): void {
  if (isOffice(by) || mayActFor(by, "meeting", ["chief_convener", "convener"])) return;
  throw new Refusal("重大隐患统计由办公室和召集人查看");
}

const send = (turn: Turn, by: Person, subject: string, key: string) =>
  post(turn, { person: by.id }, subject, { key, own: true, priority: 0 });

/** `统计 2021 2`: a quarter, `统计 2021` a year; without any, this year. */
export async function sendStatistics(turn: Turn, by: Person, rest: string, at: string): Promise<void> {
  mustBeAllowed(by);
  const period = periodIn(rest.trim() || turn.today.slice(0, 4));
  if (!period) throw new Refusal("请写年份，或再加季度，例：统计 2021 或 统计 2021 2");
  await send(turn, by, `majors:${period.key}`, `asked:${at}`);
}

/** The list behind one of its numbers, to whoever asked. */
export async function sendMajors(turn: Turn, reply: CardReply<{ option: string }>): Promise<Answer> {
  const { by, id, form, copyId } = reply;
  mustBeAllowed(by);
  const key = `${copyId}:${form.option}:${turn.now.getTime()}`;
  await send(turn, by, `majors:${id}:${form.option}`, key);
  return { toast: "清单已私发给您", tone: "info" };
}

/** What is known of every confirmed major hazard, with the day of its close-out. */
async function counted(turn: Turn, period: Period) {
  const { timezone } = turn.campaign.district;
  const hazards = await majorHazards(turn);
  const known = hazards.map((hazard) => ({
    ...hazard,
    closedOn: hazard.closedAt ? dayOf(hazard.closedAt, timezone) : null,
  }));
  return { hazards, statistics: statisticsOf(known, period) };
}

const FigureKey = z.enum(["found", "rectified", "open", "listed", "lifted", "shut"]);

/** The hazards behind a figure, or all of a unit's. */
function behind(turn: Turn, { figures, units }: Statistics, key: string): { name: string; ids: string[] } {
  const figure = FigureKey.safeParse(key);
  if (figure.success) return { name: COUNTED[figure.data], ids: figures[figure.data] };
  const unit = units.find((each) => `unit-${each.unit}` === key);
  return { name: unit ? unitName(turn.campaign, unit.unit) : "", ids: unit?.ids ?? [] };
}

/** The card of a period, or the list behind one of its numbers. */
export const drawMajors: Draw = async (turn, id) => {
  const [key = "", list] = id.split(":");
  const period = periodIn(key);
  if (!period) return null;
  const { hazards, statistics } = await counted(turn, period);
  if (list === undefined) return { card: statisticsCard(viewOf(turn, period, hazards, statistics)) };
  const { name, ids } = behind(turn, statistics, list);
  const rows = hazards.filter((hazard) => ids.includes(hazard.id)).slice(0, MOST);
  return {
    card: listCard({
      title: name,
      subtitle: `${period.name}重大隐患`,
      rows: rows.map((hazard) => hazardRow(turn, hazard)),
      count: ids.length,
      empty: "没有符合的条目。",
    }),
  };
};

function viewOf(
  turn: Turn,
  { key, name }: Period,
  hazards: readonly Hazard[],
  { figures, units }: Statistics,
) {
  const order = turn.campaign.units.map((unit) => unit.key);
  const stands = new Set(units.flatMap(({ ids }) => ids));
  const count = (figure: Figure) => figures[figure].length;
  return {
    period: key,
    name,
    asOf: instantInWords(turn.now, turn.campaign.district.timezone),
    counts: {
      found: count("found"),
      rectified: count("rectified"),
      open: count("open"),
      listed: count("listed"),
      lifted: count("lifted"),
      shut: count("shut"),
    },
    units: units
      .toSorted((one, other) => order.indexOf(one.unit) - order.indexOf(other.unit))
      .map(({ unit, figures: counts, ids }) => ({
        key: unit,
        name: turn.campaign.units.find((each) => each.key === unit)?.short ?? unit,
        counts,
        inAll: ids.length,
      })),
    funds: hazards
      .filter(({ id, funds }) => stands.has(id) && funds !== "")
      .map((hazard) => `${hazardTitle(hazard)}：${hazard.funds}`),
  };
}
