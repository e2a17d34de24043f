import { verifyChain } from "../../src/campaign/chain.ts";
import { HistoryTable } from "../../src/campaign/history-table.ts";
import { markerOf, nameMarkOf } from "../../cards/marker.ts";
import { InboxTable, type InboxRow } from "../../src/jobs/inbox.ts";
import { uuidOf } from "../../src/jobs/outbox.ts";
import { OutboxTable, type OutboxRow } from "../../src/jobs/outbox-table.ts";
import { APP, GROUP } from "../house.ts";
import { firstDifference, newestShown } from "./newest.ts";
import type { DataSource } from "typeorm";
import type { AppParts } from "../../src/app.ts";
import type { Clock } from "../../src/clock.ts";
import type { Door } from "../../src/db/door.ts";
import type { State } from "../../src/sandbox/state.ts";

const NOT_APPLIED = "内容没有改动";
/** Acts of which one row of the domain has at most one. */
const ONCE = new Set(["task.issue", "task.sign", "task.pass", "hazard.register", "hazard.closeout"]);

export type Told = { eventId: string; type: string; event: Record<string, unknown>; answer: object | null };

/** What the judge looks at: Feishu's side, the database, what was answered and what was logged. */
export type Case = {
  db: DataSource;
  door: Door;
  clock: Clock;
  house: Pick<AppParts, "campaigns" | "calendar">;
  state: State;
  told: readonly Told[];
  said: readonly string[];
};

type Toast = { content: string };
const toastOf = (answer: object | null): string | null => {
  const toast = answer && "toast" in answer ? (answer.toast as Toast) : null;
  return toast ? toast.content : null;
};

/** What everybody sees against what the database says; each broken promise in a sentence. */
export async function judge(world: Case): Promise<string[]> {
  const { db, house, state } = world;
  const district = house.campaigns[0]!.district.key;
  const outbox = await db.getRepository(OutboxTable).findBy({ districtId: district });
  const inbox = await db.getRepository(InboxTable).findBy({ districtId: district });
  const chain = await verifyChain(db.manager, district);
  return [
    ...state.refusals.map(({ code, path }) => `P8 Feishu said ${code} to ${path}`),
    ...world.said.filter((line) => line.includes("card refused before sending")),
    ...answersKept(world, inbox),
    ...eventsKept(world, inbox),
    ...cardsOnce(world, outbox),
    ...digestsOnce(world),
    ...(await newestShown(world, outbox)),
    ...ended(world, outbox, inbox),
    ...(await actsOnce(world)),
    ...(chain.wrong ? [`P11 ${chain.wrong}`] : []),
    ...secretsSaid(world),
  ];
}

/** P1, P2: what was answered is what is kept, and nothing is kept of what was said to be undone. */
function answersKept({ told }: Case, inbox: readonly InboxRow[]): string[] {
  const rows = new Map(inbox.map((row) => [row.dedupeKey, row]));
  return told.flatMap(({ eventId, type, answer }) => {
    const said = toastOf(answer);
    const row = rows.get(eventId);
    if (type !== "card.action.trigger" || answer === null) return [];
    if (said === null) {
      const same = !row || JSON.stringify(row.answer ?? {}) === JSON.stringify(answer);
      return same ? [] : [`P1 ${eventId} was not answered as it is kept`];
    }
    const others = told.filter((each) => each.eventId === eventId).length;
    if (said.includes(NOT_APPLIED))
      return row && others === 1 ? [`P2 ${eventId} is kept though said to be undone`] : [];
    if (said.includes("没有及时办成")) return [];
    if (row && isRefusal(answer) && toastOf(row.answer) === said) return [];
    if (row)
      return JSON.stringify(row.answer) === JSON.stringify(answer)
        ? []
        : [`P1 ${eventId} is kept with another answer: ${firstDifference(row.answer, answer)}`];
    return isRefusal(answer) ? [] : [`P1 ${eventId} was answered “${said}” and is not kept`];
  });
}

/** A refusal that could not be kept changed nothing; it may be said all the same. */
const isRefusal = (answer: object | null): boolean =>
  JSON.stringify(answer).includes('"type":"warning"') || JSON.stringify(answer).includes('"type":"info"');

/** P1, P3: an event that was taken is there once and has come to an end. */
function eventsKept({ told }: Case, inbox: readonly InboxRow[]): string[] {
  const taken = told.filter(({ type, answer }) => type !== "card.action.trigger" && answer !== null);
  const keys = new Set(
    taken.map(({ type, eventId, event }) => (type.includes("receive") ? messageKey(event) : eventId)),
  );
  return [...keys].flatMap((key) => {
    const rows = inbox.filter(({ dedupeKey }) => dedupeKey === key);
    return rows.length === 1 ? [] : [`P1 event ${key} is there ${rows.length} times`];
  });
}

const messageKey = (event: Record<string, unknown>): string =>
  `message:${(event["message"] as { message_id: string }).message_id}`;

/** P4: one card in one chat is one message, and every message is a card's. */
function cardsOnce({ state }: Case, outbox: readonly OutboxRow[]): string[] {
  const byMessage = new Map(outbox.map((row) => [row.messageId, row]));
  const byMarker = new Map(
    outbox.flatMap((row) =>
      Array.from({ length: row.generation + 1 }, (_each, generation) => {
        const marker = markerOf(uuidOf(row.idemKey, generation));
        return [row.subject.startsWith("file:") ? nameMarkOf(marker) : marker, { row, generation }] as const;
      }),
    ),
  );
  const seen = new Map<string, number>();
  const wrong: string[] = [];
  for (const { messageId, from, versions } of state.messages.values()) {
    if (from !== "bot") continue;
    const marker = markerIn(versions[0]);
    const mine = byMarker.get(marker);
    seen.set(marker, (seen.get(marker) ?? 0) + 1);
    if (!mine) wrong.push(`P4 message ${messageId} is no card's`);
    else if (byMessage.get(messageId) !== mine.row && !mayBeSecond(mine.row))
      wrong.push(
        `P4 ${mine.row.idemKey} arrived as ${messageId}, kept as ${mine.row.messageId} ${mine.row.state}`,
      );
  }
  for (const [marker, times] of seen)
    if (times > 1) wrong.push(`P4 ${byMarker.get(marker)?.row.idemKey} arrived ${times} times`);
  return wrong;
}

/** P5: a card of which nobody could know was repeated, and said so; or it still waits to be looked up. */
const mayBeSecond = (row: OutboxRow): boolean =>
  row.generation > 0 || row.state === "uncertain" || row.superseded;

/** A card carries its marker unseen, a document at the end of its name. */
const markerIn = (content: unknown): string => {
  const { body, file_name: name = "" } = content as {
    body?: { elements: { element_id?: string }[] };
    file_name?: string;
  };
  if (!body) return /-(?<mark>[0-9a-f]+)\.\w+$/.exec(name)?.groups?.["mark"] ?? `file ${name}`;
  return body.elements[0]?.element_id ?? "";
};

/** P6: one digest a day. */
function digestsOnce({ state }: Case): string[] {
  const days = state.messagesIn(GROUP).map(({ at }) => at.toISOString().slice(0, 10));
  return days.filter((day, at) => days.indexOf(day) < at).map((day) => `P6 two digests on ${day}`);
}

/** Nothing lies without an end. */
function ended({ clock }: Case, outbox: readonly OutboxRow[], inbox: readonly InboxRow[]): string[] {
  const now = clock.now().getTime();
  const late = outbox.filter(({ state, visibleAt }) => state === "waiting" && visibleAt <= now);
  const open = outbox.filter(({ state, trouble }) => state === "uncertain" && trouble !== "unknown");
  const waiting = inbox.filter(({ state }) => state === "waiting");
  return [
    ...late.map(({ idemKey }) => `${idemKey} waits past its time`),
    ...open.map(({ idemKey }) => `${idemKey} stays uncertain`),
    ...waiting.map(({ kind, dedupeKey }) => `${kind} ${dedupeKey} is not worked off`),
  ];
}

/** No act of a kind that happens once was done twice to one thing. */
async function actsOnce({ db }: Case): Promise<string[]> {
  const lines = await db.getRepository(HistoryTable).find();
  const seen = new Map<string, number>();
  for (const { act, subject } of lines)
    if (ONCE.has(act)) seen.set(`${act} ${subject}`, (seen.get(`${act} ${subject}`) ?? 0) + 1);
  return [...seen].flatMap(([what, times]) => (times > 1 ? [`P1 ${what} was done ${times} times`] : []));
}

/** No secret in anything that was logged. */
function secretsSaid({ said }: Case): string[] {
  const secrets = [APP.appSecret, APP.encryptKey, APP.verificationToken, "t-rehearsal"];
  return said
    .filter((line) => secrets.some((secret) => line.includes(secret)))
    .map((line) => `§4 a secret was logged: ${line}`);
}
