import { dayInWords, type Day } from "../dates.ts";
import type { Calendar } from "./calendar.ts";
import type { Channel, Ladder } from "./ladders.ts";
import type { DueItem } from "./plan.ts";

/** One step of an item's ladder: on which day, and how it reaches whom. */
export type Rung = {
  on: Day;
  kind: "reminder" | "overdue" | "escalation";
  step: string;
  /** Working days before the target, negative after it. */
  left: number;
  to: Ladder["to"];
  by: Channel;
};

/** Every step of an item, those on the tray and in the digest too; none on or before the day it was handed out on. */
export function rungsOf(calendar: Calendar, { opensOn: opening, targetOn, ladder }: DueItem): Rung[] {
  const before = ladder.before.map(({ days, by }): Rung => {
    const on = calendar.addWorkdays(targetOn, -days);
    return { on, kind: "reminder", step: days === 0 ? "T" : `T-${days}`, left: days, to: ladder.to, by };
  });
  const after = ladder.after.map(({ days, kind, to, by }): Rung => {
    return { on: calendar.addWorkdays(targetOn, days), kind, step: `T+${days}`, left: -days, to, by };
  });
  return [...before.filter(({ on }) => on > opening), ...after];
}

/** Whether an item has risen to the conveners, who see it in the digest and get nothing to do. */
export const isAtConveners = (calendar: Calendar, item: DueItem, today: Day): boolean =>
  rungsOf(calendar, item).some(({ by, on }) => by === "digest" && on <= today);

/** So many working days after its target a thing has risen to the conveners; `null` where its ladder never goes there. */
export function risesAfter({ after }: Ladder): number | null {
  const days = after.filter(({ by }) => by === "digest").map((step) => step.days);
  return days.length > 0 ? Math.min(...days) : null;
}

/** A step that rings. */
export type Ringing = Rung & { by: "push" | "urgent" };

export const rings = (rung: Rung): rung is Ringing => rung.by === "push" || rung.by === "urgent";

/** Both days are told: the printed one, which counts, and the working day to aim at. */
export function wordsOf({ verb, dueOn, targetOn, opensOn: opening }: DueItem) {
  const owed = `${dayInWords(dueOn, opening)}前${verb}`;
  const aim = targetOn === dueOn ? "" : `，最后一个工作日是${dayInWords(targetOn, opening)}`;
  const today = targetOn === dueOn ? "今天到期" : `今天是最后一个工作日，${owed}`;
  return {
    issue: `${owed}${aim}`,
    before: (days: number) => (days === 0 ? today : `还剩${days}个工作日${aim}`),
    after: `已逾期，应于${owed}`,
  };
}
