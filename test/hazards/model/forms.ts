import { addDays, daysBetween } from "../../../src/dates.ts";
import type { Chance } from "../../sim/chance.ts";
import type { Form } from "./rule.ts";
import { STAFF, UNITS } from "./staff.ts";
import type { Model } from "./state.ts";

/** What a form is filled from. */
export type Desk = { chance: Chance; model: Model; today: string; by: string; nth: number; others: string[] };
type Fill = (desk: Desk) => Form;

const LONG_PART = 0.08;

/** A few words, now and then as many as the field takes. */
const words = ({ chance, nth }: Desk, most: number): string =>
  chance.is(LONG_PART) ? "危".repeat(most) : `说明${nth}`.slice(0, most);

const perhaps = (desk: Desk, most: number, part = 0.5): string =>
  desk.chance.is(part) ? words(desk, most) : "";

const unit = ({ chance }: Desk): string => chance.pick(UNITS) ?? "";

/** A safety officer of the enterprise; now and then somebody who may be asked to verify it. */
const person = (desk: Desk): string =>
  desk.chance.is(0.3) ? (desk.chance.pick(STAFF)?.name ?? "") : words(desk, 40);

const ahead = ({ chance, today }: Desk, most: number): string => addDays(today, 1 + chance.below(most));

/** Not before it was found, mostly today. */
const lately = ({ chance, today, model }: Desk): string => {
  const day = chance.is(0.7) ? today : addDays(today, -chance.below(3));
  return day < model.found ? model.found : day;
};

function until(desk: Desk): string {
  const { due, firstDue, assigned } = desk.model;
  const span = firstDue && assigned ? Math.max(1, daysBetween(assigned, firstDue)) : 9;
  return addDays(due ?? desk.today, 1 + desk.chance.below(span));
}

/** Two who could go along: most of them may. */
function team(desk: Desk): Form {
  const { chance, model, by } = desk;
  const could = STAFF.filter(
    ({ openId, name, seats }) =>
      openId !== by &&
      openId !== model.requestedBy &&
      name !== model.person &&
      seats.some(({ unit: of, seat }) => of === "office" || (of === model.lead && seat !== "liaison")),
  );
  const from = chance.is(0.85) ? could : STAFF;
  const along = [
    chance.pick(from)?.openId ?? "",
    ...(chance.is(0.2) ? [chance.pick(from)?.openId ?? ""] : []),
  ];
  return {
    verifiedOn: model.finished !== null && chance.is(0.3) ? model.finished : desk.today,
    companions: along,
    place: words(desk, 60),
    remark: chance.is(0.8) ? words(desk, 500) : "",
    override: chance.is(0.1) ? words(desk, 200) : "",
  };
}

const reason: Fill = (desk) => ({ reason: words(desk, 200) });
const reasonOrNot: Fill = (desk) => ({ reason: perhaps(desk, 200, 0.8) });

/** What people send with each act; whatever is not here sends nothing. */
const FILLS: Record<string, Fill> = {
  assign: (desk) => ({
    unit: unit(desk),
    person: person(desk),
    dueOn: ahead(desk, 70),
    measure: words(desk, 200),
  }),
  refuse: (desk) => ({ reason: words(desk, 200), rightUnit: unit(desk) }),
  update: (desk) => ({
    progress: perhaps(desk, 500),
    measure: words(desk, 200),
    funds: perhaps(desk, 40, 0.8),
    person: person(desk),
    emergencyPlan: perhaps(desk, 200, 0.8),
    protection: perhaps(desk, 200),
  }),
  request: (desk) => ({ done: words(desk, 500), finishedOn: lately(desk) }),
  pass: team,
  return: team,
  reopen: (desk) => ({
    ground: desk.chance.is(0.5) ? "again" : "untrue",
    finding: words(desk, 500),
    dueOn: ahead(desk, 40),
  }),
  void: reason,
  merge: (desk) => ({ into: desk.chance.pick(desk.others) ?? "9999", reason: words(desk, 200) }),
  details: (desk) => ({
    helpUnits: [unit(desk), unit(desk)].filter(() => desk.chance.is(0.6)),
    officialNo: perhaps(desk, 64),
  }),
  reassign: (desk) => ({ unit: unit(desk), reason: words(desk, 200) }),
  "transfer.offer": (desk) => ({ unit: unit(desk), reason: words(desk, 200) }),
  "transfer.take": reasonOrNot,
  "transfer.decline": reasonOrNot,
  grade: (desk) => ({
    grade: desk.chance.is(0.75) ? "major" : "general",
    item: "",
    clause: perhaps(desk, 60, 0.6),
    reason: perhaps(desk, 200, 0.7),
  }),
  plan: (desk) => ({
    goal_task: words(desk, 300),
    method_measure: words(desk, 300),
    funds_materials: words(desk, 80),
    body_people: words(desk, 300),
    time_limit: words(desk, 300),
    safety_emergency: words(desk, 300),
  }),
  "plan.approve": reasonOrNot,
  "plan.return": reasonOrNot,
  assess: (desk) => ({ assessor: words(desk, 60), conclusion: words(desk, 300), assessedOn: lately(desk) }),
  "closedown.propose": (desk) => ({ reason: words(desk, 500) }),
  closedown: (desk) => ({
    minute: words(desk, 60),
    decision: words(desk, 60),
    decidedOn: desk.today,
    proof: words(desk, 500),
  }),
  "list.propose": (desk) => ({
    reason: words(desk, 200),
    level: "区级",
    supervisor: words(desk, 60),
    dueOn: ahead(desk, 365),
  }),
  "list.decline": reasonOrNot,
  "closedown.decline": reasonOrNot,
  list: (desk) => ({ number: words(desk, 60), minute: perhaps(desk, 60) }),
  lift: (desk) => ({ minute: perhaps(desk, 60) }),
  publish: (desk) => ({ on: desk.today }),
  refer: (desk) => ({ body: unit(desk), facts: words(desk, 500) }),
  "refer.take": reasonOrNot,
  "refer.decline": reasonOrNot,
  penalty: (desk) => ({
    kind: "罚款",
    number: `罚${desk.nth}号`,
    amount: desk.chance.is(0.5) ? "30000" : "",
    decidedOn: lately(desk),
    ...(desk.chance.is(0.5) ? { publishedOn: desk.today } : {}),
  }),
  suspend: (desk) => ({
    scope: desk.chance.is(0.5) ? "full" : "partial",
    number: words(desk, 60),
    reason: words(desk, 200),
  }),
  "resume.ask": (desk) => ({ done: words(desk, 500) }),
  resume: reasonOrNot,
  "resume.refuse": reasonOrNot,
  extend: (desk) => ({
    cause: words(desk, 300),
    done: words(desk, 300),
    protection: words(desk, 300),
    until: until(desk),
  }),
  "extend.grant": (desk) => ({ until: until(desk), reason: perhaps(desk, 300) }),
  "extend.refuse": (desk) => ({ until: until(desk), reason: perhaps(desk, 300, 0.8) }),
};

const SPOILT = 0.12;
const DAYS = ["dueOn", "finishedOn", "verifiedOn", "assessedOn", "decidedOn", "on", "until", "publishedOn"];

/** A form as somebody sends it: now and then a field is blank, or a day is far off. */
export function filled(act: string, desk: Desk): Form {
  const form = FILLS[act]?.(desk) ?? {};
  const name = desk.chance.pick(Object.keys(form));
  if (name === undefined || !desk.chance.is(SPOILT)) return form;
  if (!DAYS.includes(name)) return { ...form, [name]: Array.isArray(form[name]) ? [] : " " };
  return { ...form, [name]: addDays(desk.today, desk.chance.is(0.5) ? 400 : -400) };
}
