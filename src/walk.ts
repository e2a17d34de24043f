import type { App } from "./app.ts";
import type { Campaign } from "./campaign/definition.ts";
import { due, dutyItems } from "./campaign/plan.ts";
import type { Clock } from "./clock.ts";
import { addDays, dayOf, instantOf } from "./dates.ts";

const SOON_MS = 2_000;
const MOST_PASSES = 20_000;

/** Works until nothing is due at this instant; a send that waits for a limit of a second or two is waited for. */
export async function drain({ passes }: Pick<App, "passes">, clock: Clock): Promise<void> {
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const done =
      (await passes.inbox()) +
      (await passes.files()) +
      (await passes.ledgers()) +
      (await passes.bulletins()) +
      (await passes.reports()) +
      (await passes.scores());
    const { worked, nextAt } = await passes.sender();
    if (done + worked > 0) continue;
    const now = clock.now().getTime();
    if (nextAt === null || nextAt - now > SOON_MS) return;
    clock.moveTo(new Date(Math.max(nextAt, now + 1)));
  }
  throw new Error("the outbox does not come to rest");
}

/** Everything due at this instant, and all that follows from it. */
export async function settle(app: App, clock: Clock): Promise<void> {
  await app.passes.schedule();
  await app.watch.tell();
  while ((await app.passes.readings()) > 0);
  await drain(app, clock);
}

/** Moves the clock through every due instant on the way, and drains the outbox at each. */
export async function walkTo(app: App, clock: Clock, until: Date): Promise<void> {
  const planned = plannedStops(app, clock.now(), until);
  const next = () => nextStop(app, planned, clock.now(), until);
  await settle(app, clock);
  for (let stop = await next(); stop; stop = await next()) {
    clock.moveTo(stop);
    await settle(app, clock);
  }
  clock.moveTo(until);
  await settle(app, clock);
}

/** The instants at which something is planned after `from`, up to `until`. */
export const plannedStops = ({ bot }: App, from: Date, until: Date): Date[] =>
  bot.campaigns.flatMap((campaign) => [
    ...due(campaign, bot.calendar, dutyItems(campaign, bot.calendar), from, until).map(({ at }) => at),
    ...mornings(campaign, from, until),
  ]);

/** The next instant at which something is planned or waits, up to `until`. */
export async function nextStop(
  { passes }: App,
  planned: readonly Date[],
  from: Date,
  until: Date,
): Promise<Date | null> {
  const { nextAt } = await passes.sender();
  const stops = [...planned.map((at) => at.getTime()), ...(nextAt === null ? [] : [nextAt])];
  const ahead = stops.filter((at) => at > from.getTime() && at <= until.getTime());
  return ahead.length > 0 ? new Date(Math.min(...ahead)) : null;
}

/** Every morning's times: lights change then, and hazards have ladders of their own. */
function mornings(campaign: Campaign, from: Date, until: Date): Date[] {
  const { timezone } = campaign.district;
  const last = dayOf(until, timezone);
  const times: Date[] = [];
  for (let day = dayOf(from, timezone); day <= last; day = addDays(day, 1)) {
    for (const time of [campaign.reminders.lights_at, campaign.reminders.at])
      times.push(instantOf(day, time, timezone));
  }
  return times;
}
