import { leaveCard } from "../../cards/leave.ts";
import { unitName } from "../campaign/definition.ts";
import { peopleByIds } from "../campaign/people.ts";
import type { Draw, Turn } from "../turn.ts";
import { isAgreed, spanInWords, type Absence } from "./absence.ts";
import { getAbsence } from "./absence-store.ts";
import { bodiesOf, seatsInWords, sittersOf } from "./people.ts";

/** A body's name: a unit's, or the office's. */
export const bodyName = ({ campaign }: Turn, unit: string): string =>
  unit === "office" ? campaign.joint_meeting.office : unitName(campaign, unit);

const daysOf = ({ fromOn, toOn }: Absence): string => (fromOn && toOn ? spanInWords({ fromOn, toOn }) : "");

async function besides(turn: Turn, { personId, unit }: Absence): Promise<string> {
  const [person] = await peopleByIds(turn, [personId]);
  const others = (person ? bodiesOf(person) : []).filter((each) => each !== unit);
  return others.length > 0
    ? `在${others.map((each) => bodyName(turn, each)).join("、")}的席位要另外请假。`
    : "";
}

/** A leave, for whoever asked for it or is on it. */
export const drawLeave: Draw = async (turn, id) => {
  const absence = await getAbsence(turn, id);
  const sitters = await sittersOf(turn, [absence.unit]);
  const who = sitters.find((each) => each.id === absence.personId);
  const others = sitters.filter((each) => each.id !== absence.personId);
  const cover = others.find((each) => each.id === absence.coverId);
  const view = {
    id,
    who: who?.name ?? "",
    unit: bodyName(turn, absence.unit),
    seats: seatsInWords(who?.seats ?? []),
    beside: await besides(turn, absence),
    fromOn: absence.fromOn,
    toOn: absence.toOn,
    span: daysOf(absence),
    cover: cover ? { id: cover.id, name: cover.name } : null,
    colleagues: others.map((each) => ({
      value: each.id,
      text: `${each.name}（${seatsInWords(each.seats)}）`,
    })),
    state: absence.state,
    over: isAgreed(absence) && absence.toOn < turn.today,
  };
  const isForm = absence.state === "asked" && others.length > 0;
  return { card: leaveCard(view), form: isForm ? "leave.agree" : null };
};
