import type { GradeForm } from "../../cards/hazard-office.ts";
import { Refusal } from "../errors.ts";
import type { Answer, CardReply, Turn } from "../turn.ts";
import { itemNamed, packsOn } from "./criteria.ts";
import { grade } from "./grading.ts";
import { clearQueue, move, ring, unitPeople } from "./move.ts";
import { getHazard } from "./store.ts";

const GRADES = { general: "一般", major: "重大" };

/** RULES §3: the office confirms the grade, by an item of a list in force when it was found, or by a clause's number. */
export async function gradeHazard(turn: Turn, reply: CardReply<GradeForm>): Promise<Answer> {
  const { by, form } = reply;
  const { foundOn } = await getHazard(turn, reply);
  const item = form.item ? itemNamed(turn.campaign.hazards, foundOn, form.item) : null;
  if (form.item && !item) throw new Refusal("这一条在发现那天还没有施行或已经废止，请重新选");
  const criterion = form.grade === "general" ? "" : [item?.name, form.clause].filter(Boolean).join("；");
  const pack = item?.pack ?? packsOn(turn.campaign.hazards, foundOn)[0]?.key ?? "";
  const to = { grade: form.grade, criterion, pack, reason: form.reason };
  const why = [criterion, form.reason].filter(Boolean).join("，");
  const kept = await move(
    turn,
    reply,
    "grade",
    (hazard) => grade(hazard, to),
    () => `核定为${GRADES[form.grade]}${why ? `：${why}` : ""}`,
  );
  clearQueue(turn);
  const people = kept.state === "registered" ? [] : await unitPeople(turn, kept);
  return ring(turn, kept, people, { done: `已核定为${GRADES[form.grade]}`, by, key: "graded" });
}
