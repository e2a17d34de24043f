import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Bot } from "../../src/bot/bot.ts";
import { openTurn } from "../../src/bot/routes.ts";
import { drawCopy } from "../../src/bot/subjects.ts";
import { sealHistory } from "../../src/campaign/chain.ts";
import type { LadderName } from "../../src/campaign/ladders.ts";
import { peopleByIds, peopleByOpenIds } from "../../src/campaign/people.ts";
import { stoppedClock } from "../../src/clock.ts";
import { addDays, dayOf, instantOf, type Day } from "../../src/dates.ts";
import { openDatabase } from "../../src/db/database.ts";
import { openDoor, type Door } from "../../src/db/door.ts";
import { newRowId } from "../../src/db/ids.ts";
import { migrate } from "../../src/db/migrate.ts";
import { Refusal } from "../../src/errors.ts";
import { openFeishu } from "../../src/feishu/client.ts";
import type { Feishu } from "../../src/feishu/feishu.ts";
import { chase } from "../../src/followup/chase.ts";
import { relight } from "../../src/followup/relight.ts";
import { addHazard, getHazard, saveHazard } from "../../src/hazards/store.ts";
import { OutboxTable } from "../../src/jobs/outbox-table.ts";
import { mayRingAt } from "../../src/jobs/quiet.ts";
import { openSchedule } from "../../src/jobs/schedule.ts";
import { openLog } from "../../src/log.ts";
import { beginCampaign, seatEverybody } from "../../src/setting-out.ts";
import { TABLES } from "../../src/tables.ts";
import { handInTask } from "../../src/tasks/hand-in.ts";
import { issueWhenDue } from "../../src/tasks/issue.ts";
import { passTask, returnTask } from "../../src/tasks/review.ts";
import { signTask } from "../../src/tasks/sign.ts";
import { allTasks } from "../../src/tasks/store.ts";
import { isOpen, wantedOn } from "../../src/tasks/task.ts";
import type { Turn } from "../../src/turn.ts";
import { aHazard } from "../hazards/a-hazard.ts";
import { APP } from "../house.ts";
import { AT, DAYS, type Act, type Case } from "./cases.ts";

const ZONE = "Asia/Shanghai";
const ASKED_BY = { appId: APP.appId, appSecret: APP.appSecret };
const log = openLog("silent");

/** One card that rang: when, whom, what it was of, and the words and ids on it. */
export type Rang = {
  order: number;
  at: Date;
  on: Day;
  to: string;
  subject: string;
  items: Item[];
  card: string;
};
/** `kind` is the step that was due, or `news`: what was put off the day before. */
type Item = { subject: string; left: number; kind: string };
/** Whose clock runs on a thing from some point on, and by when; no ladder once nothing is owed. */
export type Known = {
  order: number;
  subject: string;
  unit: string;
  ladder: LadderName | null;
  /** The day it is due by, or the day it came to the office, whose days are counted from there. */
  from: Day;
};
export type Played = { rang: Rang[]; known: Known[]; ticks: { order: number; on: Day }[] };

export type Stage = { door: Door; feishu: Feishu; close(): Promise<void> };

/** One database for many districts, and a Feishu that nobody asks. */
export async function openStage(): Promise<Stage> {
  const dir = mkdtempSync(join(tmpdir(), "duban-laws-"));
  const db = await openDatabase(`sqlite:${join(dir, "laws.sqlite")}`, TABLES);
  await migrate(db);
  await db.query("PRAGMA synchronous = OFF");
  const close = async () => {
    await db.destroy();
    rmSync(dir, { recursive: true, force: true });
  };
  const clock = stoppedClock(new Date(0));
  const feishu = openFeishu({ ...ASKED_BY, domain: "http://sandbox.invalid", clock, log });
  return { door: openDoor(db, sealHistory), feishu, close };
}

/** Lives a case through with real turns: what was issued, done and chased, and every card that rang. */
export async function play({ door, feishu }: Stage, one: Case): Promise<Played> {
  const { campaign, calendar, first, roster, acts, down } = one;
  const clock = stoppedClock(instantOf(first, "07:00", ZONE));
  const bot: Bot = { campaigns: [campaign], calendar, door, clock, stopwatch: () => 0, log };
  const played: Played = { rang: [], known: [], ticks: [] };
  const within = <Result>(work: (turn: Turn) => Promise<Result>) =>
    door((tx) => work(openTurn(bot, tx, campaign, clock.now())));
  const schedule = openSchedule({
    door,
    turns: (tx, now) => [{ name: campaign.key, turn: openTurn(bot, tx, campaign, now) }],
    jobs: [issueWhenDue, relight, chase],
    clock,
    log,
  });
  await seatEverybody(bot, feishu, roster);
  await beginCampaign(bot);
  const hazards = await within((turn) => findHazards(turn, one));
  let order = 0;
  const next = () => (order += 1);
  const note = () => within((turn) => know(turn, hazards, played.known, next()));
  const send = () => within((turn) => ring(turn, played.rang, next));
  const act = async (each: Act) => {
    clock.moveTo(instantOf(addDays(first, each.day), clockTime(each.minute), ZONE));
    await within((turn) => perform(turn, each, one)).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
    });
    await note();
    return each;
  };
  for (let day = 0; day < DAYS; day += 1) {
    const on = addDays(first, day);
    const today = acts.filter((each) => each.day === day).toSorted((a, b) => a.minute - b.minute);
    const isEarly = (each: Act) =>
      clockTime(each.minute) < AT || (clockTime(each.minute) === AT && !each.after);
    for (const each of today.filter(isEarly)) await act(each);
    clock.moveTo(instantOf(on, AT, ZONE));
    const fixed = hazards.filter((_, at) => one.hazards[at]?.fixedOn === day);
    for (const id of fixed) await within((turn) => fix(turn, id));
    if (fixed.length > 0 || day === 0) await note();
    if (!down.has(on)) {
      await send();
      if ((await schedule()) > 0 && !played.known.some(({ subject }) => subject.startsWith("task:")))
        await note();
      played.ticks.push({ order: next(), on });
      for (const each of today.filter((late) => !isEarly(late) && clockTime(late.minute) === AT))
        await act(each);
      await send();
    }
    for (const each of today.filter((late) => clockTime(late.minute) > AT)) {
      await act(each);
      if (!down.has(on)) await send();
    }
  }
  return played;
}

const clockTime = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");

async function findHazards(turn: Turn, { campaign, hazards, first }: Case): Promise<string[]> {
  const ids: string[] = [];
  for (const [at, { unit, isMajor, due }] of hazards.entries()) {
    const id = newRowId(turn.now);
    ids.push(id);
    const dueOn = addDays(first, due);
    const hazard = aHazard({
      id,
      campaign: campaign.key,
      number: at + 1,
      state: "rectifying",
      grade: isMajor ? "major" : "general",
      leadUnit: campaign.units[unit]!.key,
      assignedOn: first,
      firstDueOn: dueOn,
      dueOn,
    });
    await addHazard(turn, hazard, { by: null, act: "hazard.register", words: "登记" });
  }
  return ids;
}

async function fix(turn: Turn, id: string): Promise<void> {
  const before = await getHazard(turn, { id });
  const deed = { by: null, act: "hazard.request", words: "申请销号" };
  await saveHazard(turn, before, { ...before, state: "verify_requested", requestedAt: turn.now }, deed);
}

/** A person acts, as the buttons would; what is refused changes nothing. */
async function perform(
  turn: Turn,
  { act, unit, duty }: Act,
  { campaign, roster, calendar }: Case,
): Promise<void> {
  const key = campaign.units[unit]!.key;
  const task = (await allTasks(turn)).find((each) => each.unit === key && each.duty === `D${duty}`);
  const isOffice = act === "pass" || act === "return";
  const seat = isOffice ? "ou_clerk" : roster.find((row) => row.unit === key)?.open_id;
  const [by] = seat ? await peopleByOpenIds(turn, [seat]) : [];
  if (!task || !by) return;
  const reply = { by, id: task.id, rev: task.version, copyId: "" };
  if (act === "sign") await signTask(turn, { ...reply, form: {} }, null);
  if (act === "hand in") {
    await handInTask(
      turn,
      {
        ...reply,
        form: {
          percent: 100,
          figures: {},
          text: "已完成",
          next: "",
          words: { problems: "", note: "", cases: [] },
        },
      },
      null,
    );
  }
  if (act === "pass") await passTask(turn, { ...reply, form: {} });
  if (act === "return") {
    await returnTask(
      turn,
      {
        ...reply,
        form: { reason: "请补充", newDueOn: calendar.addWorkdays(turn.today, 3) },
      },
      null,
    );
  }
}

/** Keeps what every thing is now. */
async function know(turn: Turn, hazards: readonly string[], known: Known[], order: number): Promise<void> {
  const dayIn = (at: Date | null) => (at ? dayOf(at, ZONE) : turn.today);
  for (const task of await allTasks(turn)) {
    const thing = { order, subject: `task:${task.id}`, unit: task.unit };
    if (task.state === "submitted") known.push({ ...thing, ladder: "review", from: dayIn(task.submittedAt) });
    else if (!isOpen(task)) known.push({ ...thing, ladder: null, from: turn.today });
    else known.push({ ...thing, ladder: task.state === "returned" ? "task" : "duty", from: wantedOn(task) });
  }
  for (const id of hazards) {
    const { state, leadUnit: unit, grade, dueOn, requestedAt } = await getHazard(turn, { id });
    const thing = { order, subject: `hazard:${id}`, unit };
    if (state === "verify_requested")
      known.push({ ...thing, ladder: "verification", from: dayIn(requestedAt) });
    else known.push({ ...thing, ladder: grade === "general" ? "hazard" : "major_hazard", from: dueOn ?? "" });
  }
}

/** As the sender does, without a way to Feishu: what is due is drawn from the present state and rings. */
async function ring(turn: Turn, rang: Rang[], next: () => number): Promise<void> {
  const rows = turn.tx.getRepository(OutboxTable);
  const waiting = await rows.findBy({ districtId: turn.district, state: "waiting" });
  for (const row of waiting.filter(({ visibleAt }) => visibleAt <= turn.now.getTime())) {
    const [person = null] = row.personId ? await peopleByIds(turn, [row.personId]) : [];
    const isNew = row.messageId === null;
    const drawn = isNew && row.superseded ? null : await drawCopy(turn, row, person);
    const ringsAt = row.priority === 0 ? turn.now : mayRingAt(turn.now, turn.campaign, turn.calendar);
    if (isNew && drawn && ringsAt > turn.now) {
      await rows.update({ districtId: turn.district, id: row.id }, { visibleAt: ringsAt.getTime() });
      continue;
    }
    const shown = {
      state: "sent" as const,
      shown: row.want,
      messageId: `om_${row.id}`,
      sentAt: row.sentAt ?? turn.now,
    };
    await rows.update(
      { districtId: turn.district, id: row.id },
      { ...shown, shownCount: drawn?.count ?? null },
    );
    if (!isNew || !drawn) continue;
    rang.push({
      order: next(),
      at: turn.now,
      on: dayOf(turn.now, ZONE),
      to: person?.openId ?? "group",
      subject: row.subject,
      items: itemsIn(row.frozen),
      card: JSON.stringify(drawn.card),
    });
  }
}

const Frozen = z.object({
  items: z.array(z.object({ subject: z.string(), left: z.number(), kind: z.string() })),
});

const itemsIn = (frozen: object | null): Item[] => Frozen.safeParse(frozen).data?.items ?? [];
