import { keepLight, lightsAt } from "../campaign/lights.ts";
import { refreshTrays } from "../campaign/trays.ts";
import { ballOf as hazardBall } from "../hazards/ball.ts";
import { openHazards } from "../hazards/store.ts";
import { show } from "../jobs/outbox.ts";
import type { Job } from "../jobs/schedule.ts";
import { ballOf as taskBall } from "../tasks/ball.ts";
import { openTasks } from "../tasks/store.ts";
import type { Turn } from "../turn.ts";
import { instantOn, lastWorkday } from "./mornings.ts";

/** The daily run: lights change with the day, and and what is near counts on on every living tray (RULES §6). */
export const relight: Job = (turn, from, to) => {
  const { lights_at: time } = turn.campaign.reminders;
  const on = lastWorkday(turn, time, from, to);
  if (!on) return Promise.resolve([]);
  return Promise.resolve([
    { kind: "light", on, key: "day", at: instantOn(turn, on, time), fire: (opened) => keepAll(opened) },
  ]);
};

/** Trays on which nothing is near count on when something else changes them; each says of when it is. */
async function keepAll(turn: Turn): Promise<void> {
  const kept = new Map((await lightsAt(turn, turn.now)).map((lit) => [lit.subject, lit]));
  const balls = [
    ...(await openTasks(turn)).map((task) => taskBall(turn, task)),
    ...(await openHazards(turn)).map((hazard) => hazardBall(turn, hazard)),
  ];
  for (const ball of balls) keepLight(turn, kept.get(ball.subject) ?? null, ball);
  const near = balls.filter(({ light, holder }) => light !== "green" || holder !== "unit");
  const units = near.flatMap(({ unit, holder }) => (holder === "office" ? ["office"] : [unit, "office"]));
  if (units.length > 0) refreshTrays(turn, { units: [...new Set(units)] });
  show(turn, "queue:office");
}
