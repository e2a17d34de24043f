import type { Day } from "../dates.ts";
import { WITH_UNIT, type Part } from "./act.ts";
import { fits, type ActName } from "./acts.ts";
import { isMajor, isOpen, type Hazard } from "./hazard.ts";
import { hasPlan, isExtensionAsked, isListed } from "./tracks.ts";
import { isTwiceDeclined } from "./transfer.ts";

/** An answer that somebody waits for, beside the hazard's own course. */
export type Ask = {
  /** The act that answers it. */
  act: ActName;
  /** What a row of a list calls it. */
  word: string;
  of: Extract<Part, "office" | "head" | "receiver">;
  since: Day | null;
  /** Within how many working days: a setting's name. */
  within: "grade" | "rule" | "answer" | "general_extension" | "major_extension" | "publish";
};

const listingAsk = (hazard: Hazard): Ask | null => {
  const { listing, state } = hazard;
  if (!listing) return null;
  const office = { of: "office" } as const;
  if (listing.state === "proposed") {
    return { ...office, act: "list", word: "挂牌审批", since: listing.proposedOn, within: "answer" };
  }
  if (listing.state === "listed" && state === "verifying") {
    return { ...office, act: "lift", word: "摘牌", since: hazard.verifiedOn, within: "answer" };
  }
  const since = listing.state === "listed" ? listing.listedOn : listing.liftedOn;
  const done = listing.state === "listed" ? listing.publishedOn : listing.liftPublishedOn;
  return done === null ? { ...office, act: "publish", word: "公布", since, within: "publish" } : null;
};

const extensionAsk = (hazard: Hazard): Ask | null => {
  if (!hazard.extension || !isExtensionAsked(hazard)) return null;
  const asked = { act: "extend.grant", word: "延期审批", since: hazard.extension.askedOn } as const;
  return isMajor(hazard)
    ? { ...asked, of: "office", within: "major_extension" }
    : { ...asked, of: "head", within: "general_extension" };
};

const unitAsk = ({ transfer, enforcement }: Hazard): Ask | null => {
  if (transfer?.state === "offered") {
    return {
      act: "transfer.take",
      word: "移交接收",
      of: "receiver",
      since: transfer.offeredOn,
      within: "answer",
    };
  }
  if (enforcement?.state !== "referred") return null;
  return {
    act: "refer.take",
    word: "移送受理",
    of: "receiver",
    since: enforcement.referredOn,
    within: "rule",
  };
};

const planAsk = ({ plan }: Hazard): Ask | null =>
  plan?.state === "submitted"
    ? { act: "plan.approve", word: "方案批准", of: "head", since: plan.submittedOn, within: "answer" }
    : null;

const declinedOn = ({ transfer }: Hazard): Day | null => transfer?.answeredOn ?? transfer?.offeredOn ?? null;

const officeAsk = (hazard: Hazard): Ask[] => {
  const { grade, suspension, closeDown } = hazard;
  const office = { of: "office" } as const;
  return [
    ...(grade === "major_pending"
      ? [{ ...office, act: "grade", word: "定级", since: hazard.foundOn, within: "grade" } as const]
      : []),
    ...(isTwiceDeclined(hazard)
      ? [{ ...office, act: "reassign", word: "裁定", since: declinedOn(hazard), within: "rule" } as const]
      : []),
    ...(suspension?.state === "resume_requested"
      ? [{ ...office, act: "resume", word: "复产审查", since: suspension.askedOn, within: "rule" } as const]
      : []),
    ...(closeDown !== null && closeDown.decidedOn === null
      ? [
          {
            ...office,
            act: "closedown",
            word: "关闭取缔",
            since: closeDown.proposedOn,
            within: "major_extension",
          } as const,
        ]
      : []),
  ];
};

/** Everything that is asked about a hazard, not answered yet, and can be answered as it stands. */
export function asksOf(hazard: Hazard): Ask[] {
  const asks = [unitAsk(hazard), planAsk(hazard), extensionAsk(hazard), listingAsk(hazard)];
  return [...officeAsk(hazard), ...asks.filter((ask) => ask !== null)].filter(({ act }) => fits(act, hazard));
}

/** `ask-list:…`: the answer that is wanted about a hazard. */
export const askSubject = ({ act }: Pick<Ask, "act">, { id }: Pick<Hazard, "id">): string =>
  `ask-${act}:${id}`;

const ASKED = /^ask-([^:]+):(.*)$/s;

/** The answer and the hazard that a subject stands for; `null` when it is something else. */
export function askIn(subject: string): { act: string; hazardId: string } | null {
  const [, act, hazardId] = ASKED.exec(subject) ?? [];
  return act !== undefined && hazardId !== undefined ? { act, hazardId } : null;
}

/** The unit that is asked to take it on, or to enforce, and has not answered. */
export const askedUnit = (hazard: Hazard): string | null => {
  if (!isOpen(hazard)) return null;
  if (fits("transfer.take", hazard)) return hazard.transfer?.to ?? null;
  return hazard.enforcement?.state === "referred" ? hazard.enforcement.body : null;
};

/** What is kept beside the hazard so that statements can find and count it. */
export type Derived = {
  askedUnit: string | null;
  /** Whether any answer is wanted about it, and whether the office's is. */
  asks: boolean;
  asksOffice: boolean;
  /** A major hazard without an approved plan, and since when. */
  planOwedSince: Day | null;
  isExtending: boolean;
  /** With its unit, and sent back or refused so often that it is red until it is handed in: few, and looked for one by one. */
  isTwice: boolean;
  isListed: boolean;
};

/** Since 交办 a major hazard owes a plan, until it is approved. */
export const planOwedSince = (hazard: Hazard): Day | null =>
  isMajor(hazard) && hazard.state === "rectifying" && !hasPlan(hazard) ? hazard.assignedOn : null;

export const derivedOf = (hazard: Hazard): Derived => ({
  askedUnit: askedUnit(hazard),
  asks: asksOf(hazard).length > 0,
  asksOffice: asksOf(hazard).some(({ of }) => of === "office"),
  planOwedSince: planOwedSince(hazard),
  isExtending: isOpen(hazard) && isExtensionAsked(hazard),
  isTwice: WITH_UNIT.includes(hazard.state) && (hazard.timesReturned >= 2 || hazard.timesRefused >= 2),
  isListed: isOpen(hazard) && isListed(hazard),
});
