import type { SeatName } from "../campaign/definition.ts";
import { dayInWords, daysBetween, shortDay, type Day } from "../dates.ts";
import { Refusal } from "../errors.ts";
import type { Person } from "../turn.ts";

/** What people call a seat. */
export const SEAT_WORDS: Record<SeatName, string> = {
  lead: "负责人",
  deputy: "B角",
  liaison: "联络员",
  inspector: "检查人员",
  office_director: "办公室主任",
  office_clerk: "办公室工作人员",
  chief_convener: "总召集人",
  convener: "召集人",
  observer: "列席",
  tip_handler: "举报受理人员",
  sysadmin: "系统管理员",
};

/** Somebody's leave from one unit's seats, and who covers them meanwhile (RULES §2.3). */
export type Absence = {
  id: string;
  personId: string;
  /** A unit, or the office: leave and cover are of one body's seats. */
  unit: string;
  coverId: string | null;
  fromOn: Day | null;
  toOn: Day | null;
  state: "asked" | "agreed" | "ended" | "dropped";
  askedBy: string;
  askedAt: Date;
};

/** An absence with all that makes it one. */
export type Agreed = Absence & { state: "agreed"; coverId: string; fromOn: Day; toOn: Day };

export const isAgreed = (absence: Absence): absence is Agreed =>
  absence.state === "agreed" && absence.coverId !== null && absence.fromOn !== null && absence.toOn !== null;

/** Longer than this is no leave: somebody else takes the seat. */
export const LONGEST_DAYS = 92;

type Days = { fromOn: Day; toOn: Day };

export const overlaps = (one: Days, other: Days): boolean =>
  one.fromOn <= other.toOn && other.fromOn <= one.toOn;

export const isRunning = ({ fromOn, toOn }: Days, on: Day): boolean => fromOn <= on && on <= toOn;

/** `6月20日至6月25日`, or the one day. */
export const spanInWords = ({ fromOn, toOn }: Days): string =>
  fromOn === toOn ? shortDay(fromOn) : `${shortDay(fromOn)}至${shortDay(toOn)}`;

/** The holder, the unit's lead and the office say when a seat is covered; nobody else. */
export function maySetLeave(by: Person, { personId, unit }: Pick<Absence, "personId" | "unit">): boolean {
  return by.id === personId || by.seats.some((held) => isOfOffice(held) || isLeadOf(held, unit));
}

const isOfOffice = ({ seat }: Person["seats"][number]): boolean =>
  seat === "office_director" || seat === "office_clerk";

const isLeadOf = (held: Person["seats"][number], unit: string): boolean =>
  held.unit === unit && held.seat === "lead";

export function mustSetLeave(by: Person, absence: Pick<Absence, "personId" | "unit">): void {
  if (maySetLeave(by, absence)) return;
  throw new Refusal("请假由本人、本单位负责人或办公室登记，请联系他们");
}

export type Chosen = Days & { coverId: string };

/** What else is agreed in the same body, with names for a refusal. */
export type Others = { agreed: readonly Agreed[]; nameOf: (id: string) => string };

/** Days to come, somebody else to cover them, who is there himself. */
export function agree(absence: Absence, chosen: Chosen, today: Day, { agreed, nameOf }: Others): Agreed {
  if (absence.state !== "asked") throw new Refusal("这次请假已经办过，要改请先发“销假”，再发“请假”");
  mustBeDaysToCome(chosen, today);
  const { personId, unit } = absence;
  const { coverId } = chosen;
  if (coverId === personId) throw new Refusal("不能由本人代办，请另选一人");
  const here = agreed.filter((each) => each.unit === unit && overlaps(each, chosen));
  const own = here.find((each) => each.personId === personId);
  if (own) throw new Refusal(`${spanInWords(own)}已经请过假，要改请先发“销假”`);
  const away = here.find((each) => each.personId === coverId);
  if (away) throw new Refusal(`${nameOf(coverId)}${spanInWords(away)}也请假，请另选一人`);
  return { ...absence, ...chosen, state: "agreed" };
}

function mustBeDaysToCome({ fromOn, toOn }: Days, today: Day): void {
  if (toOn < fromOn) throw new Refusal("结束日期早于开始日期，请改日期");
  if (fromOn < today) throw new Refusal(`${dayInWords(fromOn, today)}已经过去，请从今天或以后的日期起填`);
  if (daysBetween(fromOn, toOn) >= LONGEST_DAYS)
    throw new Refusal(`请假最长${LONGEST_DAYS}天；离开更久的，请办公室在名册里换人`);
}

/** 销假, or a leave that is called off before it begins. */
export function end(absence: Absence, today: Day): Absence {
  if (!isAgreed(absence) || absence.toOn < today) throw new Refusal("这次请假已经结束，不用再销假");
  return { ...absence, state: "ended" };
}
