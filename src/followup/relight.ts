import { keepLight, lightsAt } from "../campaign/lights.ts";
import { refreshAllTrays } from "../campaign/trays.ts";
import { ballOf as hazardBall } from "../hazards/ball.ts";
import { openHazards } from "../hazards/store.ts";
import { show } from "../jobs/outbox.ts";
import type { Job } from "../jobs/schedule.ts";
import { ballOf as taskBall } from "../tasks/ball.ts";
import { openTasks } from "../tasks/store.ts";
import type { Turn } from "../turn.ts";
import { instantOn, lastWorkday } from "./mornings.ts";

/** The daily run: lights change with the day, and every living tray and queue counts on (RULES §6). */
export const relight: Job = (turn, from, to) => {
  const { lights_at: time } = turn.campaign.reminders;
  const on = lastWorkday(turn, time, from, to);
  if (!on) return Promise.resolve([]);
  return Promise.resolve([
    { kind: "light", on, key: "day", at: instantOn(turn, on, time), fire: (opened) => keepAll(opened) },
  ]);
};

async function keepAll(turn: Turn): Promise<void> {
  const kept = new Map((await lightsAt(turn, turn.now)).map((lit) => [lit.subject, lit]));
  for (const task of await openTasks(turn)) {
    const ball = taskBall(turn, task);
    keepLight(turn, kept.get(ball.subject) ?? null, ball);
  }
  for (const hazard of await openHazards(turn)) {
    const ball = hazardBall(turn, hazard);
    keepLight(turn, kept.get(ball.subject) ?? null, ball);
  }
  refreshAllTrays(turn);
  show(turn, "queue:office");
}
