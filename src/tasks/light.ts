import type { Calendar } from "../campaign/calendar.ts";
import type { Day } from "../dates.ts";
import { isOpen, isOverdue, wantedOn, type Task } from "./task.ts";

export type TaskLight = { light: "green" | "yellow" | "red" | "grey"; cause: string };

const YELLOW_WITHIN = 5;

/** The light of whoever holds the ball, with its cause (RULES §6). Handed in, it is the office's. */
export function lightOf(task: Task, today: Day, calendar: Calendar, signBy: Day): TaskLight {
  if (!isOpen(task)) return { light: "grey", cause: "" };
  if (isOverdue(task, today)) return { light: "red", cause: "红灯：已过期限，尚未报送" };
  if (task.timesReturned >= 2) return { light: "red", cause: `红灯：退回${task.timesReturned}次` };
  if (task.timesReturned === 1) return { light: "yellow", cause: "黄灯：退回1次" };
  if (task.extension?.state === "requested") return { light: "yellow", cause: "黄灯：延期审批中" };
  if (task.state === "issued" && today > signBy) return { light: "yellow", cause: "黄灯：签收逾期" };
  const left = calendar.workdaysBetween(today, wantedOn(task));
  if (left <= YELLOW_WITHIN) {
    const what = task.state === "issued" ? "尚未签收" : "尚未报送";
    return { light: "yellow", cause: `黄灯：不足${YELLOW_WITHIN + 1}个工作日，${what}` };
  }
  return { light: "green", cause: task.state === "issued" ? "绿灯：等待签收" : "绿灯：正在填报" };
}
