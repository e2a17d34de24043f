import { defineTable, id, instant, json, key, text } from "../db/define.ts";
import type { Understood } from "./report-text.ts";

/** A reply in words that waits for its writer's yes. */
export type Note = {
  id: string;
  districtId: string;
  taskId: string;
  by: string;
  said: string;
  understood: Understood;
  state: "waiting" | "confirmed" | "dropped";
  at: Date;
};

export const NoteTable = defineTable<Note>(
  "report_note",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    taskId: { ...key(36), name: "task_id" },
    by: { ...key(36), name: "by_person" },
    said: text(),
    understood: json(),
    state: key(16),
    at: instant(),
  },
  [{ name: "report_note_task", columns: ["districtId", "taskId"] }],
);
