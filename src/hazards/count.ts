import { z } from "zod";
import { ask } from "../db/ask.ts";
import { addDays, instantOf, type Day } from "../dates.ts";
import type { Turn } from "../turn.ts";
import { marksOn } from "./clocks.ts";
import type { Count } from "./counted.ts";
import { hasEndedSql, isOpenSql, isRedSql, isYellowSql, lightValues } from "./sql.ts";

const number = z.coerce.number();
const Row = z.object({
  what: z.enum(["open", "ended", "registered", "closed", "position"]),
  state: z.string(),
  unit: z.string(),
  focus: z.string(),
  count: number,
  red: number,
  yellow: number,
});

const OURS = "FROM hazard h WHERE h.district_id = :district AND h.campaign = :campaign";
const one = (criterion: string): string => `SUM(CASE WHEN ${criterion} THEN 1 ELSE 0 END)`;
const alone = (what: string, count: string): string => `SELECT '${what}', '', '', '', ${count}, 0, 0`;

/** One statement, so that everything in it is of one instant: others go on writing meanwhile. */
const COUNT = [
  `SELECT 'open' AS what, h.state AS state, h.lead_unit AS unit, h.focus_point AS focus, COUNT(*) AS count,
     ${one(isRedSql("h"))} AS red, ${one(isYellowSql("h"))} AS yellow
   ${OURS} AND ${isOpenSql("h")} GROUP BY h.state, h.lead_unit, h.focus_point`,
  `SELECT 'ended', h.state, '', '', COUNT(*), 0, 0 ${OURS} AND ${hasEndedSql("h")} GROUP BY h.state`,
  `${alone("registered", "COUNT(*)")} ${OURS} AND h.registered_at >= :from AND h.registered_at < :until`,
  `${alone("closed", "COUNT(*)")} ${OURS} AND h.closed_at >= :from AND h.closed_at < :until`,
  `${alone("position", "c.length")} FROM chain c WHERE c.district_id = :district`,
].join("\nUNION ALL\n");

/** The instants between which a day lies. */
export const spanOf = ({ campaign }: Turn, on: Day): { from: Date; until: Date } => {
  const at = (day: Day) => instantOf(day, "00:00", campaign.district.timezone);
  return { from: at(on), until: at(addDays(on, 1)) };
};

/** Counts the campaign's hazards over the covering index; none is loaded. */
export async function countHazards(turn: Turn, on: Day): Promise<Count> {
  const { tx, district, campaign, calendar } = turn;
  const marks = marksOn(on, calendar, campaign);
  const named = { district, campaign: campaign.key, ...lightValues(marks), ...spanOf(turn, on) };
  const rows = await ask(tx, COUNT, named, Row);
  const sum = (these: readonly { count: number }[]) => these.reduce((all, { count }) => all + count, 0);
  const of = (what: string) => rows.filter((row) => row.what === what);
  const [open, ended] = [of("open"), of("ended")];
  return {
    cutOff: { position: sum(of("position")), marks },
    open: open.map(({ what: _what, ...group }) => group),
    registered: sum(of("registered")),
    closed: sum(of("closed")),
    inAll: sum(open) + sum(ended),
    closedInAll: sum(ended.filter(({ state }) => state === "closed")),
  };
}
