import { instantOf } from "../../src/dates.ts";
import type { Stage } from "./stage.ts";

export const who = (handle: string): string => `ou_demo_${handle}`;

/** A unit without people: what it owes rises to the office, and nobody answers. */
export const VACANT = "jfj";
/** Units that take their time. */
const SLOW = ["bingzhen", "jtdd"];
/** Out of the app's range all year: the unit's liaison has to know of everything. */
export const UNREACHABLE = who("nyj_lead");
/** On leave for two weeks, covered by the inspector. */
export const ON_LEAVE = { unit: "wjj", from: "2021-05-10", to: "2021-05-21", says: "2021-05-07" };
const CLERKS = [who("clerk_1"), who("clerk_2")];
/** The clerks, and the director who leads a unit as well. */
export const OFFICE = [...CLERKS, who("yjj_lead")];

export const isSlow = (unit: string): boolean => SLOW.includes(unit);

/** Whoever does a liaison's work on this day. */
export function liaisonOf({ today }: Stage, unit: string): string {
  const isAway = unit === ON_LEAVE.unit && today() >= ON_LEAVE.from && today() <= ON_LEAVE.to;
  return who(isAway ? `${unit}_inspector_1` : `${unit}_liaison`);
}

/** Who approves for the unit: nobody does for a lead who cannot be reached. */
export const headOf = (unit: string): string | null => {
  const lead = who(`${unit}_lead`);
  return lead === UNREACHABLE ? null : lead;
};

/** Two of the unit who verify, neither of whom asked for it. */
export const verifiersOf = (unit: string, asked: string): [by: string, along: string] => {
  const [by, along] = [`${unit}_inspector_1`, `${unit}_lead`].map(who);
  if (by === asked) return [along!, CLERKS[0]!];
  return [by!, along === UNREACHABLE ? CLERKS[0]! : along!];
};

export const clerk = ({ chance }: Stage): string => chance.pick(CLERKS)!;

/** Somebody goes on leave with cover, and comes back. */
export function onLeave({ agenda, chat, settle, campaign }: Stage): void {
  const { unit, from, to, says } = ON_LEAVE;
  const by = who(`${unit}_liaison`);
  agenda.add(instantOf(says, "10:00", campaign.district.timezone), async () => {
    await chat.say(by, `请假 ${from}至${to}，由卫健局检查人员1代`);
    await settle();
    await chat.press(by, "确认请假");
  });
}
