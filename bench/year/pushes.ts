import type { Calendar } from "../../src/campaign/calendar.ts";
import type { Campaign } from "../../src/campaign/definition.ts";
import { dayOf, timeOf, type Day } from "../../src/dates.ts";
import { OutboxTable, type OutboxRow } from "../../src/jobs/outbox-table.ts";
import type { Message } from "../../src/sandbox/state.ts";
import type { World } from "../../test/sim/world.ts";

const DAY_MS = 24 * 60 * 60_000;
/** A card cannot be pressed or changed any longer, so nobody looks for it. */
const FORGOTTEN_AFTER_MS = 15 * DAY_MS;

/** What the bot's new messages came to: who was rung on which day, and by what. */
export type Pushes = {
  /** Counts what has arrived since the last time, and lets go of what is too old to be pressed. */
  tally(): Promise<void>;
  /** Rings of each of these people on each of these days, zeros among them. */
  ofEach(people: readonly string[], days: readonly Day[]): number[];
  kinds: ReadonlyMap<string, number>;
  answers: { count: number };
  group: { count: number };
  /** Outside 08:00–20:00 or on a rest day, answers to somebody's own act apart. */
  afterHours: string[];
};

type House = { campaign: Campaign; calendar: Calendar };

export function openPushes({ db, clock, platform }: World, { campaign, calendar }: House): Pushes {
  const { key: districtId, timezone } = campaign.district;
  const rung = new Map<string, number>();
  const kinds = new Map<string, number>();
  const [answers, group] = [{ count: 0 }, { count: 0 }];
  const afterHours: string[] = [];
  let last = "";

  const isQuiet = (at: Date): boolean => {
    const { from, to } = campaign.quiet_hours;
    const time = timeOf(at, timezone);
    return !calendar.isWorkday(dayOf(at, timezone)) || time < to || time >= from;
  };

  function count({ chatId, at }: Message, row: OutboxRow): void {
    if (isAnswer(row)) {
      answers.count += 1;
      return;
    }
    if (isQuiet(at)) afterHours.push(`${at.toISOString()} ${row.idemKey}`);
    if (row.chatId) {
      group.count += 1;
      return;
    }
    const kind = kindOf(row);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const key = `${chatId}|${dayOf(at, timezone)}`;
    rung.set(key, (rung.get(key) ?? 0) + 1);
  }

  return {
    kinds,
    answers,
    group,
    afterHours,
    tally: async () => {
      const { messages } = platform.state;
      const fresh = [...messages.values()].filter(
        ({ from, messageId }) => from === "bot" && messageId > last,
      );
      for (const message of fresh) {
        const { messageId } = message;
        const row = await db.getRepository(OutboxTable).findOneByOrFail({ districtId, messageId });
        count(message, row);
        last = messageId > last ? messageId : last;
      }
      for (const { messageId, at, versions } of messages.values()) {
        versions.splice(0, versions.length - 1);
        if (clock.now().getTime() - at.getTime() > FORGOTTEN_AFTER_MS) messages.delete(messageId);
      }
    },
    ofEach: (people, days) =>
      people.flatMap((person) => days.map((day) => rung.get(`oc_p2p_${person}|${day}`) ?? 0)),
  };
}

/** What somebody asked for themselves, or the greeting of whoever opens the chat for the first time. */
const isAnswer = ({ priority, idemKey }: OutboxRow): boolean =>
  priority === 0 || idemKey.endsWith("|welcome");

/** `hazard requested`, `tray morning`: the subject's kind and what brought it. */
function kindOf({ subject, idemKey }: OutboxRow): string {
  const intent = idemKey.split("|").at(-1) ?? "";
  const what = intent.split(":").find((part) => /^[a-z-]+$/.test(part)) ?? "";
  return `${subject.split(":")[0]} ${intent.includes(":morning:") ? "morning" : what}`;
}
