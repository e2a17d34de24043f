import type { DataSource } from "typeorm";
import type { App } from "../src/app.ts";
import { PersonTable } from "../src/campaign/people.ts";
import type { RosterRow } from "../src/campaign/roster.ts";
import { readHouse } from "../src/house.ts";
import { OutboxTable } from "../src/jobs/outbox-table.ts";
import { TaskTable } from "../src/tasks/store.ts";
import type { Card } from "./requests.ts";

/** The shipped campaign for so many units, each with a liaison. */
export function wideHouse(units: number) {
  const { campaigns, calendar } = readHouse("./config");
  const [shipped] = campaigns;
  const [model] = shipped!.units;
  const wide = Array.from({ length: units }, (_each, at) => ({
    ...model!,
    key: `u${at}`,
    name: `单位${at}`,
    short: `单位${at}`,
  }));
  const roster = wide.map(({ key }, at): RosterRow => ({
    unit: key,
    seat: "liaison",
    name: `联络员${at}`,
    title: "联络员",
    mobile: "",
    email: "",
    open_id: `ou_bench_${at}`,
    line: at + 2,
  }));
  return { campaigns: [{ ...shipped!, units: wide }], calendar, roster };
}

/** Makes every task's card look as if it had been sent; answers one open card for each unit. */
export async function deliverAll({ db, bot }: Pick<App, "db" | "bot">): Promise<Card[]> {
  const rows = await db.getRepository(OutboxTable).find();
  for (const { districtId, id } of rows) {
    const sent = { state: "sent" as const, shown: 1, messageId: `om_${id}`, sentAt: bot.clock.now() };
    await db.getRepository(OutboxTable).update({ districtId, id }, sent);
  }
  return openCards(db);
}

async function openCards(db: DataSource): Promise<Card[]> {
  const tasks = new Map((await db.getRepository(TaskTable).find()).map((task) => [task.id, task]));
  const people = new Map((await db.getRepository(PersonTable).find()).map(({ id, openId }) => [id, openId]));
  const cards = new Map<string, Card>();
  for (const { subject, personId, messageId } of await db.getRepository(OutboxTable).find()) {
    const task = tasks.get(subject.split(":")[1] ?? "");
    const openId = people.get(personId ?? "");
    if (!task || !openId || !messageId || cards.has(openId)) continue;
    cards.set(openId, { openId, messageId, taskId: task.id, rev: task.version });
  }
  return [...cards.values()];
}
