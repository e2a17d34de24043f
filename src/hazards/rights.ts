import { unitName, type Unit } from "../campaign/definition.ts";
import { actsForUnit, holders, isOffice, mayActFor, officePeople, worksAs } from "../campaign/people.ts";
import { Refusal } from "../errors.ts";
import type { Person, Turn } from "../turn.ts";
import type { Part } from "./act.ts";
import { actOf, type ActName } from "./acts.ts";
import { askedUnit } from "./asked.ts";
import { isMajor, type Hazard } from "./hazard.ts";

/** Lead, deputy, liaison and inspectors of the lead unit rectify. */
export function mustRectify(turn: Turn, by: Person, { leadUnit }: Hazard): void {
  if (actsForUnit(by, leadUnit) || mayActFor(by, leadUnit, ["inspector"])) return;
  throw new Refusal(`这条隐患由${unitName(turn.campaign, leadUnit)}整改，您没有办理席位`);
}

/** Only lead, deputy and liaison take on or refuse for their unit. */
export function mustSpeakFor(turn: Turn, by: Person, { leadUnit }: Hazard): void {
  if (!actsForUnit(by, leadUnit)) {
    throw new Refusal(`这条隐患由${unitName(turn.campaign, leadUnit)}签收，您没有办理席位`);
  }
}

export function mustBeOffice(by: Person, what: string): void {
  if (!isOffice(by)) throw new Refusal(`只有联席会议办公室可以${what}`);
}

/**
 * To which units a person may assign what is registered (RULES §2.1): the office to any; whoever speaks for the unit it
 * was registered for, a department to itself and to localities, a locality what is general to itself. What a unit
 * refused is the office's to assign.
 */
export function assignable(
  { campaign: { units } }: Pick<Turn, "campaign">,
  by: Person,
  hazard: Hazard,
): Unit[] {
  const { leadUnit, timesRefused } = hazard;
  if (isOffice(by)) return units;
  if (!actsForUnit(by, leadUnit) || timesRefused > 0) return [];
  const isDepartment = units.some(({ key, kind }) => key === leadUnit && kind === "department");
  if (!isDepartment && isMajor(hazard)) return [];
  return units.filter(({ key, kind }) => key === leadUnit || (isDepartment && kind === "locality"));
}

export function mustAssign(turn: Pick<Turn, "campaign">, by: Person, hazard: Hazard, to: string): void {
  const mine = assignable(turn, by, hazard);
  if (mine.length === 0)
    throw new Refusal("交办由联席会议办公室，或负责这个行业、属地的单位办理，您不能交办");
  if (mine.some(({ key }) => key === to)) return;
  if (isOffice(by)) throw new Refusal("请选责任单位");
  throw new Refusal(`您可以交办给${mine.map(({ name }) => name).join("、")}；其他单位请由办公室交办`);
}

/** The lead unit's lead, deputy and inspectors verify, or the office; a unit the office's head leads is verified by others. */
export const isVerifier = (by: Person, { leadUnit }: Hazard): boolean =>
  mayActFor(by, leadUnit, ["lead", "deputy", "inspector"]) || isOffice(by);

export function mustBeVerifier(turn: Turn, by: Person, hazard: Hazard): void {
  if (by.id === hazard.executor) throw new Refusal("执行人不能复查，请由其他检查人员办理");
  if (isVerifier(by, hazard)) return;
  throw new Refusal(`复查由${unitName(turn.campaign, hazard.leadUnit)}检查人员或办公室办理，您没有复查席位`);
}

/** Everybody who may verify it now: not who asked, not who answers for it. */
export async function verifiers(
  turn: Turn,
  { leadUnit, requestedBy, person, executor }: Hazard,
): Promise<Person[]> {
  const people = await holders(turn, leadUnit, ["lead", "deputy", "inspector"]);
  return people.filter((each) => ![requestedBy, executor].includes(each.id) && each.name !== person);
}

/** Whom a verifier may take along. */
export async function companionsOf(turn: Turn, hazard: Hazard, by: string): Promise<Person[]> {
  const people = [...(await verifiers(turn, hazard)), ...(await officePeople(turn))];
  return people.filter(
    ({ id, name }, at) =>
      id !== by &&
      ![hazard.requestedBy, hazard.executor].includes(id) &&
      name !== hazard.person &&
      people.findIndex((each) => each.id === id) === at,
  );
}

/** Whether it waits for this person: the office to assign or confirm, its unit to rectify, somebody else to verify. */
export function isTurnOf(person: Person, hazard: Hazard): boolean {
  const { state, leadUnit, executor } = hazard;
  const isTheirs = executor === null || worksAs(person, executor) || mayActFor(person, leadUnit, ["lead"]);
  const ownHouse = mayActFor(person, leadUnit, ["lead", "deputy", "liaison"]);
  switch (state) {
    case "registered":
      return isOffice(person);
    case "assigned":
      return actsForUnit(person, leadUnit) && isTheirs;
    case "rectifying":
      return (ownHouse || mayActFor(person, leadUnit, ["inspector"])) && isTheirs;
    case "verify_requested":
      return mayVerifyNow(person, hazard) && !(isOffice(person) && ownHouse);
    case "verifying":
      return mayCloseOut(person, hazard);
    default:
      return false;
  }
}

/** Whether this person could verify it: not who asked, took it, or answers for it. */
export const mayVerifyNow = (person: Person, hazard: Hazard): boolean =>
  isVerifier(person, hazard) &&
  ![hazard.requestedBy, hazard.executor].includes(person.id) &&
  hazard.person !== person.name;

/** Whether this person could strike it off for the office: of another house, and neither asked nor verified (RULES §2.2). */
export const mayCloseOut = (person: Person, { leadUnit, requestedBy, verifiedBy }: Hazard): boolean =>
  isOffice(person) && !actsForUnit(person, leadUnit) && ![requestedBy, verifiedBy].includes(person.id);

/** The office director may let somebody verify who should not, with a written reason (RULES §2.2). */
export const mayExcuse = (person: Person): boolean => mayActFor(person, "office", ["office_director"]);

/** Every part that a person plays for one hazard. */
export function partsOf(person: Person, hazard: Hazard): ReadonlySet<Part> {
  const { leadUnit, extension, enforcement } = hazard;
  const asked = askedUnit(hazard);
  const isHead = mayActFor(person, leadUnit, ["lead", "deputy"]);
  const decides = isMajor(hazard) ? isOffice(person) && !actsForUnit(person, leadUnit) : isHead;
  const plays: [Part, boolean][] = [
    ["office", isOffice(person)],
    ["convener", mayActFor(person, "meeting", ["chief_convener", "convener"])],
    ["speaker", actsForUnit(person, leadUnit)],
    ["worker", actsForUnit(person, leadUnit) || mayActFor(person, leadUnit, ["inspector"])],
    ["head", isHead && hazard.plan?.by !== person.id],
    ["verifier", mayVerifyNow(person, hazard) || mayExcuse(person)],
    ["decider", decides && extension?.by !== person.id],
    ["receiver", asked !== null && actsForUnit(person, asked)],
    ["enforcer", enforcement !== null && isEnforcer(person, enforcement.body)],
  ];
  return new Set(plays.filter(([, does]) => does).map(([part]) => part));
}

const isEnforcer = (person: Person, body: string): boolean =>
  mayActFor(person, body, ["lead", "deputy", "liaison", "inspector"]);

const PART_WORDS: Record<Part, string> = {
  office: "联席会议办公室",
  convener: "召集人",
  speaker: "责任单位负责人、B角或联络员",
  worker: "责任单位办理人员",
  head: "责任单位负责人或B角",
  verifier: "没有经手的检查人员",
  decider: "有权审批的人",
  receiver: "接收单位",
  enforcer: "执法单位",
};

/** Only who plays one of the act's parts does it. */
export function mustPlay(by: Person, hazard: Hazard, act: ActName): void {
  const parts = partsOf(by, hazard);
  const { label, by: allowed } = actOf(act);
  if (allowed.some((part) => parts.has(part))) return;
  throw new Refusal(`${label}由${allowed.map((part) => PART_WORDS[part]).join("或")}办理，您不能办理`);
}
