import { escalationCard } from "../../cards/escalation.ts";
import { pageIn } from "../../cards/pager.ts";
import { queueCard, type QueueItem } from "../../cards/queue.ts";
import { unitName } from "../campaign/definition.ts";
import { holders, isOffice } from "../campaign/people.ts";
import { dayInWords, timeOf } from "../dates.ts";
import { officeHazards } from "../hazards/rows.ts";
import { seatItems } from "../seats/orphans.ts";
import { reviewItems } from "../tasks/rows.ts";
import type { Draw, Turn } from "../turn.ts";
import type { Owed } from "./items.ts";
import { Rung } from "./tray.ts";
import { owedOf } from "./waiting.ts";

/** The office's one queue, with what another reader lets wait for it; it rings when it turns from empty. */
export const drawQueueWith =
  (more: (turn: Turn) => Promise<QueueItem[]>): Draw =>
  async (turn, _id, { person, form }) => {
    if (!person || !isOffice(person)) return null;
    const items = [
      ...(await reviewItems(turn)),
      ...(await officeHazards(turn)),
      ...(await seatItems(turn)),
      ...(await more(turn)),
    ];
    const { now, today, campaign } = turn;
    const moment = `${dayInWords(today, today)}${timeOf(now, campaign.district.timezone)}`;
    return {
      card: queueCard({ reader: person.name, now: moment, items, page: pageIn(form) ?? 1 }),
      // A bulletin rings by its own card: what is handed in while one is open rings as ever.
      count: items.filter(({ kind }) => kind !== "bulletin").length,
    };
  };

/** The frozen items that their unit still owes, as they are now: what has gone on to the office is no longer late. */
async function stillOwed(turn: Turn, frozen: object | null): Promise<Owed[]> {
  const rung = Rung.safeParse(frozen);
  if (!rung.success) return [];
  const subjects = rung.data.items.map(({ subject }) => subject);
  const owed = (await owedOf(turn, subjects)).filter(({ clock }) => clock === "unit");
  return subjects.flatMap((subject) => owed.filter((each) => each.subject === subject));
}

/** Told to the next person up; what has been answered meanwhile is gone from it. */
export const drawEscalation: Draw = async (turn, on, { person, frozen }) => {
  if (!person) return null;
  const items = (await stillOwed(turn, frozen)).toSorted((one, other) =>
    one.due.dueOn < other.due.dueOn ? -1 : 1,
  );
  const told = await Promise.all(
    items.map(async ({ row, due: { dueOn, unit } }) => {
      const people = await holders(turn, unit, ["liaison", "lead"]);
      const days = Math.max(1, -turn.calendar.workdaysBetween(turn.today, dueOn));
      const others = people.filter(({ id }) => id !== person.id).map(({ name }) => name);
      const nobody =
        people.length > 0 ? "此前只提醒过您" : `${unitName(turn.campaign, unit)}席位空缺，无人可提醒`;
      return {
        ...row,
        since: `${dayInWords(dueOn, turn.today)}到期，逾期${days}个工作日`,
        told: others.length > 0 ? `已提醒：${others.join("、")}` : nobody,
      };
    }),
  );
  return { card: escalationCard({ reader: person.name, today: dayInWords(on, turn.today), items: told }) };
};
