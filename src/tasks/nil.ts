import { Refusal } from "../errors.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { metricsOf } from "./figures.ts";
import { handedIn } from "./hand-in.ts";
import { mustActForUnit } from "./rights.ts";
import { getTask } from "./store.ts";
import { reportNil } from "./task.ts";

/** A unit has nothing to report, and says so: it counts as handed in. */
export async function nilTask(turn: Turn, { by, id, rev }: CardReply): Promise<Answer> {
  const before = await getTask(turn, { id, rev });
  mustActForUnit(turn, by, before);
  const duty = turn.campaign.duties.find(({ key }) => key === before.duty);
  if (!duty?.nil_report) throw new Refusal("这项任务不能零报告，请填表后正式报送");
  const metrics = metricsOf(turn, before).map(({ key }) => key);
  return handedIn(turn, before, reportNil(before, by.id, metrics, turn), { by: by.id, how: "零报告" });
}
