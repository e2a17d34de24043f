import { unitName } from "../campaign/definition.ts";
import { Refusal } from "../errors.ts";
import { urge } from "../seats/urge.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { WITH_UNIT } from "./act.ts";
import { unitPeople } from "./move.ts";
import { mustBeOffice } from "./rights.ts";
import { getHazard, subjectOf } from "./store.ts";

export const URGE = "hazard.urge";

/** 催办 of a unit about a hazard that it is to sign for or to put right. */
export async function urgeHazard(turn: Turn, { by, id, rev }: CardReply): Promise<Answer> {
  const hazard = await getHazard(turn, { id, rev });
  mustBeOffice(by, "催办");
  const whom = unitName(turn.campaign, hazard.leadUnit);
  if (!WITH_UNIT.includes(hazard.state)) throw new Refusal(`这条隐患现在不等${whom}办理，不用催办`);
  const people = await unitPeople(turn, hazard);
  return urge(turn, by, { subject: subjectOf(hazard), act: URGE, whom, people });
}
