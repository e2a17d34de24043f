import { keepLight, lightsAt, type Lit } from "../campaign/lights.ts";
import { refreshTrays } from "../campaign/trays.ts";
import { ballOf as hazardBall } from "../hazards/ball.ts";
import { openHazards } from "../hazards/store.ts";
import { show } from "../jobs/show.ts";
import type { Job } from "../jobs/schedule.ts";
import { ballOf as taskBall } from "../tasks/ball.ts";
import { openTasks } from "../tasks/store.ts";
import type { Turn } from "../turn.ts";
import { instantOn, lastWorkday } from "./mornings.ts";

/** The daily run: lights change with the day, and what is near counts on on every living tray (RULES §6). */
export const relight: Job = (turn, from, to) => {
  const { lights_at: time } = turn.campaign.reminders;
  const on = lastWorkday(turn, time, from, to);
  if (!on) return Promise.resolve([]);
  return Promise.resolve([
    { kind: "light", on, key: "day", at: instantOn(turn, on, time), fire: (opened) => keepAll(opened) },
  ]);
};

/** A day that passes rings nobody: a tray near its end is sent anew with the next push, or when it is asked for. */
const FRESH_MS = 12 * 24 * 60 * 60_000;

/** Trays on which nothing is near count on when something else changes them; each says of when it is. */
async function keepAll(turn: Turn): Promise<void> {
  const kept = new Map((await lightsAt(turn, turn.now)).map((lit) => [lit.subject, lit]));
  const balls = [
    ...(await openTasks(turn)).map((task) => taskBall(turn, task)),
    ...(await openHazards(turn)).map((hazard) => hazardBall(turn, hazard)),
  ];
  for (const ball of balls) keepLight(turn, kept.get(ball.subject) ?? null, ball);
  const units = new Set(balls.flatMap(whereNear));
  if (units.size > 0)
    refreshTrays(turn, { units: [...units], since: new Date(turn.now.getTime() - FRESH_MS) });
  if (units.has("office")) show(turn, "queue:office");
}

/** On whose trays it counts on: a light that is not green, and whatever waits by a short clock. */
function whereNear({ unit, holder, light }: Lit): string[] {
  if (holder === "office") return ["office"];
  if (holder === "verifier") return [unit, "office"];
  return light === "green" ? [] : [unit];
}
