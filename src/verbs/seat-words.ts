import { unitName, type Campaign } from "../campaign/definition.ts";
import type { Addressee } from "../campaign/plan.ts";

/** Seats as an operator calls them. */
export const SEAT_NAMES: Record<Addressee, string> = {
  lead: "负责人",
  deputy: "B角",
  liaison: "联络员",
  inspector: "检查人员",
  office_director: "主任",
  office_clerk: "工作人员",
  chief_convener: "总召集人",
  convener: "召集人",
  observer: "列席",
  tip_handler: "举报受理",
  sysadmin: "管理员",
  office: "办公室",
  meeting_group: "联席会议群",
};

/** A unit's name; the office and the meeting by theirs. */
export const unitWords = (campaign: Campaign | undefined, unit: string): string => {
  if (unit === "office") return "办公室";
  if (unit === "meeting") return "联席会议";
  return campaign ? unitName(campaign, unit) : unit;
};
