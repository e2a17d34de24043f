import { z } from "zod";
import { escalationCard } from "../../cards/escalation.ts";
import { morningCard } from "../../cards/morning.ts";
import { queueCard } from "../../cards/queue.ts";
import type { Tag } from "../../cards/elements.ts";
import { unitName } from "../campaign/definition.ts";
import { holders, isOffice } from "../campaign/people.ts";
import { dayInWords, timeOf } from "../dates.ts";
import { officeHazards } from "../hazards/rows.ts";
import { reviewItems } from "../tasks/rows.ts";
import type { Draw, Turn } from "../turn.ts";
import { owedItems, type Owed } from "./items.ts";

const Frozen = z.object({
  items: z.array(z.object({ subject: z.string(), step: z.string(), kind: z.string() })),
});

/** The office's one queue; it rings when it turns from empty. */
export const drawQueue: Draw = async (turn, _id, { person }) => {
  if (!person || !isOffice(person)) return null;
  const items = [...(await reviewItems(turn)), ...(await officeHazards(turn))];
  const { now, today, campaign } = turn;
  const moment = `${dayInWords(today, today)}${timeOf(now, campaign.district.timezone)}`;
  return { card: queueCard({ reader: person.name, now: moment, items }), count: items.length };
};

/** The frozen items that are still open, as they are now. */
async function stillOwed(turn: Turn, frozen: object | null): Promise<Owed[]> {
  const { items } = Frozen.parse(frozen);
  const owed = await owedItems(turn);
  return items.flatMap(({ subject }) => owed.filter((each) => each.subject === subject));
}

const COUNTED = [
  { colour: "red", word: "红灯" },
  { colour: "yellow", word: "黄灯" },
  { colour: "blue", word: "待签收" },
] as const;

function countsOf(items: readonly Owed[]): Tag[] {
  return COUNTED.flatMap(({ colour, word }): Tag[] => {
    const count = items.filter(({ row }) => row.tag?.colour === colour).length;
    return count > 0 ? [{ text: `${word}${count}`, colour }] : [];
  });
}

/** One person's morning. */
export const drawMorning: Draw = async (turn, on, { person, frozen }) => {
  if (!person) return null;
  const items = await stillOwed(turn, frozen);
  const lights = countsOf(items);
  const worst = lights[0]?.colour === "red" || lights[0]?.colour === "yellow" ? lights[0].colour : "blue";
  const today = dayInWords(on, turn.today);
  return {
    card: morningCard({ reader: person.name, today, items: items.map(({ row }) => row), lights, worst }),
  };
};

/** Told to the next person up; what has been answered meanwhile is gone from it. */
export const drawEscalation: Draw = async (turn, on, { person, frozen }) => {
  if (!person) return null;
  const items = await stillOwed(turn, frozen);
  const told = await Promise.all(
    items.map(async ({ row, due: { dueOn, unit } }) => {
      const people = await holders(turn, unit, ["liaison", "lead"]);
      const days = Math.max(1, -turn.calendar.workdaysBetween(turn.today, dueOn));
      const names = people.map(({ name }) => name).join("、");
      return {
        ...row,
        since: `${dayInWords(dueOn, turn.today)}到期，逾期${days}个工作日`,
        told: names ? `已提醒：${names}` : `${unitName(turn.campaign, unit)}席位空缺，无人可提醒`,
      };
    }),
  );
  return { card: escalationCard({ reader: person.name, today: dayInWords(on, turn.today), items: told }) };
};
