import { addDays, type Day } from "../dates.ts";
import { Refusal } from "../errors.ts";
import { step } from "./acts.ts";
import type { Hazard, Moment } from "./hazard.ts";
import type { Listing } from "./tracks.ts";

const LONGEST_DAYS = 366;

export type Proposal = Pick<Listing, "reason" | "level" | "supervisor" | "dueOn">;

/** L1: a major hazard is put forward for supervision by name. */
export function proposeListing(hazard: Hazard, by: string, asked: Proposal, { today }: Moment): Hazard {
  step(hazard, "list.propose");
  if (asked.dueOn <= today) throw new Refusal("督办期限要晚于今天");
  if (asked.dueOn > addDays(today, LONGEST_DAYS)) throw new Refusal("督办期限不能超过1年");
  const listing: Listing = {
    ...asked,
    state: "proposed",
    by,
    proposedOn: today,
    number: "",
    minute: "",
    listedOn: null,
    publishedOn: null,
    liftedOn: null,
    liftPublishedOn: null,
  };
  return { ...hazard, listing };
}

function listingOf({ listing }: Hazard): Listing {
  if (listing === null) throw new Refusal("这条隐患没有挂牌督办");
  return listing;
}

/** A convener decides with their own hand; the office writes down which minute says so. */
type Decision = { minute: string; isConvener: boolean };

function mustBeDecided({ minute, isConvener }: Decision): void {
  if (!isConvener && !minute) throw new Refusal("请填会议纪要文号，或请召集人在卡片上办理");
}

/** L2: listed, with a number; in the digest by that number until it is lifted. */
export function list(hazard: Hazard, decided: Decision & { number: string }, { today }: Moment): Hazard {
  step(hazard, "list");
  mustBeDecided(decided);
  if (!decided.number) throw new Refusal("请填挂牌文号");
  const { number, minute } = decided;
  return { ...hazard, listing: { ...listingOf(hazard), state: "listed", number, minute, listedOn: today } };
}

/** L2: not listed; it may be put forward again. */
export function declineListing(hazard: Hazard): Hazard {
  step(hazard, "list.decline");
  return { ...hazard, listing: null };
}

/** L3: lifted after the verification has passed, at the same level; the close-out follows. */
export function lift(hazard: Hazard, decided: Decision, { today }: Moment): Hazard {
  step(hazard, "lift");
  mustBeDecided(decided);
  const listing = listingOf(hazard);
  const minute = decided.minute || listing.minute;
  return { ...hazard, listing: { ...listing, state: "lifted", minute, liftedOn: today } };
}

/** L2, L3: when listing or lifting was made public, in the same place. */
export function publish(hazard: Hazard, on: Day, { today }: Moment): Hazard {
  step(hazard, "publish");
  if (on > today) throw new Refusal("公布日期不能晚于今天");
  const listing = listingOf(hazard);
  const since = listing.state === "listed" ? listing.listedOn : listing.liftedOn;
  if (since !== null && on < since) throw new Refusal("公布日期不能早于挂牌或摘牌的日期");
  const published = listing.state === "listed" ? { publishedOn: on } : { liftPublishedOn: on };
  return { ...hazard, listing: { ...listing, ...published } };
}
