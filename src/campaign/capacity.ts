import { dueFor, owingUnits } from "./changes.ts";
import type { Campaign } from "./definition.ts";

/** Cards a second that one method of Feishu's takes for long: 1000 in 61 seconds (RELIABILITY §3.4). */
const A_SECOND = 16.4;
const MARGIN_S = 60;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Seconds until the last of so many cards has left. */
export const secondsToSend = (cards: number): number => Math.ceil(cards / A_SECOND) + MARGIN_S;

/**
 * Days on which more cards would be due at the reminder time than can leave before quiet hours: a plan that cannot
 * arrive in time is refused, with the figure. `receivers` is how many people of a unit get its cards.
 */
export function capacityMistakes(campaign: Campaign, receivers: (unit: string) => number): string[] {
  const { reminders, quiet_hours: quiet } = campaign;
  const available = (minutesOf(quiet.from) - minutesOf(reminders.at)) * 60;
  const most = Math.floor((available - MARGIN_S) * A_SECOND);
  const days = new Map<string, number>();
  for (const duty of campaign.duties) {
    for (const { key } of owingUnits(campaign, duty)) {
      const dueOn = dueFor(campaign, duty, key) ?? duty.due;
      days.set(dueOn, (days.get(dueOn) ?? 0) + receivers(key));
    }
  }
  return [...days].flatMap(([day, cards]) =>
    secondsToSend(cards) <= available
      ? []
      : [
          `期限 ${day}：${reminders.at} 要发${cards}张，要${Math.ceil(secondsToSend(cards) / 60)}分钟，` +
            `赶不到 ${quiet.from} 免打扰之前；最多${most}张，请错开期限或提前时间`,
        ],
  );
}
