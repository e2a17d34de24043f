import type { Campaign } from "../../src/campaign/definition.ts";
import type { Calendar } from "../../src/campaign/calendar.ts";
import { PersonTable } from "../../src/campaign/people.ts";
import { dayOf, instantOf, type Day } from "../../src/dates.ts";
import { OutboxTable } from "../../src/jobs/outbox-table.ts";
import { openDriver, type Driver } from "../../src/sandbox/driver.ts";
import type { Pressed } from "../../src/sandbox/doings.ts";
import type { Message } from "../../src/sandbox/state.ts";
import { drain } from "../../src/walk.ts";
import type { App } from "../../src/app.ts";
import type { Chance } from "../../test/sim/chance.ts";
import type { World } from "../../test/sim/world.ts";
import { openAgenda, type Agenda } from "./agenda.ts";

const CARD_LIFE_MS = 13 * 24 * 60 * 60_000;
/** When people sit down, from the morning until the evening. */
const SLOTS = [
  "08:50",
  "09:20",
  "10:00",
  "10:40",
  "11:20",
  "13:40",
  "14:20",
  "15:00",
  "15:40",
  "16:20",
  "17:20",
];
const LATE_SLOTS = ["20:30", "21:15", "06:40"];
/** The part of all acts that somebody does in the evening or at the weekend. */
const AT_ODD_HOURS = 0.03;

export type Filled = Record<string, unknown>;

/** The district, its people at the chat, and what each means to do when. */
export type Stage = {
  world: World;
  app: App;
  chat: Driver;
  chance: Chance;
  campaign: Campaign;
  calendar: Calendar;
  agenda: Agenda;
  /** What did not go as somebody meant it, and how often. */
  mishaps: Map<string, number>;
  acts: { count: number };
  today(): Day;
  /** At some time of a day that many working days from now, the same day included. */
  in(workdays: number): Date;
  /** At some time of that day, or of the working day before it. */
  on(day: Day): Date;
  /** Presses on the newest card that has such a button, whatever it is about. */
  tap(by: string, label: string, typed?: Filled): Promise<string>;
  /** Picks from a select on the newest card that has such an option, or on the one about something. */
  choose(by: string, words: string, about?: About): Promise<string>;
  /** Presses on the newest card about something; whoever has none asks for it by its word. */
  press(by: string, about: About, label: string, typed?: Filled): Promise<string>;
  /** Sends a photo or file under that card. */
  send(by: string, about: About, name: string, bytes: Uint8Array): Promise<void>;
  settle(): Promise<void>;
};

/** What a card is about, and what to type to get one. */
export type About = { subject: string; word: string };

export async function openStage(world: World): Promise<Stage> {
  const { chance, clock, template, db } = world;
  const { app } = world.replicas[0]!;
  const campaign = template.house.campaigns[0]!;
  const { calendar } = template.house;
  const { key: districtId, timezone } = campaign.district;
  const chat = openDriver(world.platform);
  const people = new Map((await db.getRepository(PersonTable).find()).map(({ openId, id }) => [openId, id]));
  const mishaps = new Map<string, number>();
  const acts = { count: 0 };
  const today = () => dayOf(clock.now(), timezone);
  const settle = () => drain(app, { now: clock.now, moveTo: world.moveTo });
  const slotOn = (day: Day): Date => {
    const isOdd = chance.is(AT_ODD_HOURS);
    const at = instantOf(day, chance.pick(isOdd ? LATE_SLOTS : SLOTS)!, timezone);
    return at > clock.now() ? at : new Date(clock.now().getTime() + (15 + chance.below(60)) * 60_000);
  };

  async function known(by: string, { subject }: About): Promise<Message | null> {
    const where = { districtId, subject, personId: people.get(by) ?? "", superseded: false };
    const row = await db.getRepository(OutboxTable).findOne({ where, order: { sentAt: "DESC" } });
    const message = row?.messageId ? world.platform.state.messages.get(row.messageId) : undefined;
    return message && clock.now().getTime() - message.at.getTime() < CARD_LIFE_MS ? message : null;
  }

  async function cardOn(by: string, about: About): Promise<Message> {
    const card = await known(by, about);
    if (card) return card;
    await chat.say(by, about.word);
    await settle();
    const asked = await known(by, about);
    if (!asked) throw new Error(`${about.word} brought no card`);
    return asked;
  }

  /** What the bot says to a press; anything but a yes is a mishap. */
  function done(label: string, { toast, error }: Pressed): string {
    acts.count += 1;
    if (error) throw new Error(`${label}: ${error.text}`);
    if (toast && toast.type !== "success" && toast.type !== "info")
      throw new Error(`${label}: ${toast.content}`);
    return toast?.content ?? "";
  }

  return {
    world,
    app,
    chat,
    chance,
    campaign,
    calendar,
    agenda: openAgenda(),
    mishaps,
    acts,
    today,
    in: (workdays) => slotOn(calendar.addWorkdays(calendar.nextWorkday(today()), workdays)),
    on: (day) => slotOn(calendar.targetOf(day)),
    tap: async (by, label, typed) => done(label, await chat.press(by, label, typed)),
    choose: async (by, words, about) =>
      done(words, await chat.choose(by, words, about && [await cardOn(by, about)])),
    press: async (by, about, label, typed) =>
      done(label, await chat.pressOn(by, await cardOn(by, about), label, typed)),
    send: async (by, about, name, bytes) => {
      acts.count += 1;
      const card = await cardOn(by, about);
      await chat.send(by, name, bytes, card.messageId);
      while ((await app.passes.inbox()) + (await app.passes.files()) > 0);
    },
    settle,
  };
}
