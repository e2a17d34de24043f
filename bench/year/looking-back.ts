import { In, IsNull } from "typeorm";
import { PersonTable } from "../../src/campaign/people.ts";
import { LookBackTable } from "../../src/hazards/look-back-table.ts";
import { HazardTable } from "../../src/hazards/table.ts";
import { OFFICE } from "./people.ts";
import type { Stage } from "./stage.ts";

/** What was drawn this month is looked at again within a week, by somebody of the office who did not handle it. */
export async function lookBackAll(stage: Stage): Promise<void> {
  const { world, chance, agenda } = stage;
  const lots = await world.db.getRepository(LookBackTable).findBy({ result: IsNull() });
  for (const { hazardId } of lots) agenda.add(stage.in(chance.below(5)), () => lookedAt(stage, hazardId));
}

async function lookedAt(stage: Stage, hazardId: string): Promise<void> {
  const { db } = stage.world;
  const hazard = await db.getRepository(HazardTable).findOneByOrFail({ id: hazardId });
  const { year, number, requestedBy, verifiedBy, closedBy, companions } = hazard;
  const handled = [requestedBy, verifiedBy, closedBy, ...companions];
  const office = await db.getRepository(PersonTable).findBy({ openId: In(OFFICE) });
  const by = office.find(({ id }) => !handled.includes(id));
  if (!by) throw new Error("everybody in the office handled it");
  const about = { subject: `hazard:${hazardId}`, word: `隐患 ${year}-${number}` };
  await stage.press(by.openId, about, "回头看属实", { remark: "现场与整改一致" });
}
