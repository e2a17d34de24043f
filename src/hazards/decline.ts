import type { ReasonForm } from "../../cards/hazard-plan.ts";
import { Refusal } from "../errors.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import type { ActName } from "./acts.ts";
import { declineCloseDown } from "./ending.ts";
import type { Hazard } from "./hazard.ts";
import { declineListing } from "./listing.ts";
import { clearQueue, move, ring, unitPeople } from "./move.ts";

/** What was put forward is not done; its unit is told why, and may put it forward again. */
const declines =
  (act: ActName, no: string, change: (hazard: Hazard) => Hazard) =>
  async (turn: Turn, reply: CardReply<ReasonForm>): Promise<Answer> => {
    const { by, form } = reply;
    if (!form.reason) throw new Refusal(`${no}要写原因`);
    const kept = await move(turn, reply, act, change, () => `${no}：${form.reason}`);
    clearQueue(turn);
    return ring(turn, kept, await unitPeople(turn, kept), { done: `已答复${no}`, by, key: act });
  };

/** L2: not listed. */
export const declineHazardListing = declines("list.decline", "不予挂牌", declineListing);

/** H14: not closed down, the rectification goes on. */
export const declineHazardCloseDown = declines("closedown.decline", "不予关闭取缔", declineCloseDown);
