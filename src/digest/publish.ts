import { MAJOR_ITEMS, RED_ITEMS } from "../../cards/digest.ts";
import type { Raised } from "../../cards/digest-view.ts";
import { rootInWords, rootOf } from "../campaign/chain.ts";
import { holders, officePeople } from "../campaign/people.ts";
import { due } from "../campaign/plan.ts";
import { lastDigestDay } from "../campaign/postings.ts";
import { newRowId } from "../db/ids.ts";
import { dayOf, type Day } from "../dates.ts";
import { hazardsBehind, haveHazardsMoved, redWaiting } from "../hazards/behind.ts";
import { countHazards } from "../hazards/count.ts";
import { hazardTitle } from "../hazards/rows.ts";
import { hazardsOf } from "../hazards/store.ts";
import { post } from "../jobs/outbox.ts";
import type { Job, Occurrence } from "../jobs/schedule.ts";
import { allTasks } from "../tasks/store.ts";
import type { Turn } from "../turn.ts";
import { tellClosing } from "./closing.ts";
import { figuresOf, type Figures } from "./figures.ts";
import { inAllUnits } from "./lists.ts";
import { digestsBefore, DigestTable } from "./store.ts";
import { lightsOf } from "./waits.ts";
import { decisionsWanted, handsOn, majorsNamed, waitingItem } from "./wanted.ts";

const LATE_MS = 5 * 60_000;
const TOO_LATE_MS = 2 * 60 * 60_000;

/** Looks up what rose to the conveners: another reader knows. */
export type Raise = (turn: Turn) => Promise<Raised>;

/** Posts the digest to the joint-meeting group: once each working day, whatever restarts do. */
export const publishDigests =
  (chatFromSettings: string | undefined, raise: Raise): Job =>
  (turn, from, to) => {
    const pushes = due(turn.campaign, turn.calendar, [], from, to).filter(
      ({ step, kind }) => kind === "digest" && step === "day",
    );
    const runs = pushes.map(({ on, at }): Occurrence => ({
      kind: "digest",
      on,
      key: "day",
      at,
      fire: async (opened) => {
        const chat = chatFromSettings ?? opened.campaign.joint_meeting.chat_id;
        await publish(opened, { on, at, chat, raised: await raise(opened) });
      },
    }));
    return Promise.resolve(runs);
  };

type Issue = { on: string; at: Date; chat: string | null; raised: Raised };

/**
 * Freezes the day's figures and posts them. Up to two hours late it is marked; later, or without a chat, it is skipped and
 * named in the next. The last one has no next: it goes out however late.
 */
async function publish(turn: Turn, { on, at, chat, raised }: Issue): Promise<void> {
  const behind = turn.now.getTime() - at.getTime();
  const isTooLate = behind > TOO_LATE_MS && on !== lastDigestDay(turn.campaign, turn.calendar);
  const skipped = isTooLate || !chat;
  const foot = { late: behind > LATE_MS, root: rootInWords(await rootOf(turn.tx, turn.district)) };
  const { isLast, open } = await freezeDigest(turn, on, { skipped, raised, foot });
  if (isLast) await tellClosing(turn, open);
  if (isTooLate) return;
  if (!chat) return tellMissingChat(turn);
  const key = `${turn.campaign.key}:${on}`;
  await post(turn, { chat }, `digest:${on}`, { key, priority: 2, frozen: foot });
}

type Frozen = { skipped?: boolean; raised: Raised; foot?: NonNullable<Figures["foot"]> };

/** Keeps the day's figures as they stand, and what the card's foot says; answers them. */
export async function freezeDigest(
  turn: Turn,
  on: Day,
  { skipped = false, raised, foot }: Frozen,
): Promise<Figures> {
  const figures = { ...(await countDay(turn, on, raised)), ...(foot ? { foot } : {}) };
  await turn.tx.getRepository(DigestTable).insert({
    id: newRowId(turn.now),
    districtId: turn.district,
    campaign: turn.campaign.key,
    on,
    figures,
    skipped,
    madeAt: turn.now,
  });
  return figures;
}

/** Hazards are counted by the database; only the few that the card names are read. */
export async function countDay(turn: Turn, on: Day, raised: Raised): Promise<Figures> {
  const { campaign, calendar } = turn;
  const hazards = await countHazards(turn, on);
  const { cutOff } = hazards;
  const hasRed = inAllUnits(hazards.paces, "red") > 0;
  const hasRedWaiting = lightsOf(hazards.waits, cutOff.marks).red > 0;
  const reds = hasRed ? await hazardsBehind(turn, cutOff, "redHeld", RED_ITEMS) : [];
  const waiting = hasRedWaiting ? await redWaiting(turn, cutOff, RED_ITEMS) : [];
  const last = (await digestsBefore(turn, on, 1))[0]?.figures;
  const isStill = last?.cutOff && !(await haveHazardsMoved(turn, last.cutOff));
  const tasks = await allTasks(turn);
  const hasMajor = hazards.majors > 0;
  const counted = {
    hazards,
    redHazards: await hazardsOf(turn, reds),
    redWaiting: (await hazardsOf(turn, waiting)).flatMap((hazard) => waitingItem(turn, hazard)),
    unmovedSince: (isStill && last.unmovedSince) || hazards.cutOff.position,
    tasks,
    raised,
    decisions: await decisionsWanted(turn),
    ...(hasMajor ? await majorsNamed(turn, hazards.cutOff, MAJOR_ITEMS) : { majors: [], listed: [] }),
    handsOf: await handsOn(turn, tasks),
  };
  const signBy = ({ issuedAt }: { issuedAt: Date }) =>
    calendar.addWorkdays(dayOf(issuedAt, campaign.district.timezone), campaign.reminders.sign_within);
  return figuresOf(counted, { today: on, campaign, calendar, signBy, titleOf: hazardTitle });
}

const NO_CHAT =
  "日报没有发出：还没有设置联席会议群。请把机器人拉进群，再把群的会话 ID 写进 JOINT_MEETING_CHAT_ID。";

/** Without a chat the digest is kept, and the office and the operator are told once. */
async function tellMissingChat(turn: Turn): Promise<void> {
  const operators = await holders(turn, "office", ["sysadmin"]);
  for (const { id } of [...(await officePeople(turn)), ...operators]) {
    await post(turn, { person: id }, "say:no-chat", { key: "told", priority: 1, frozen: { words: NO_CHAT } });
  }
}
