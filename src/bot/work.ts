import { Refusal } from "../errors.ts";
import type { Deed } from "../campaign/history.ts";
import { unitName } from "../campaign/definition.ts";
import { code } from "../campaign/numbers.ts";
import { isOpen as isHazardOpen } from "../hazards/hazard.ts";
import { hazardTitle } from "../hazards/rows.ts";
import { getHazard, saveHazard } from "../hazards/store.ts";
import type { Work } from "../seats/handing.ts";
import { getTask, saveTask } from "../tasks/store.ts";
import { isOpen as isTaskOpen } from "../tasks/task.ts";
import type { Turn } from "../turn.ts";

/** A task or hazard as something that one person may hand to another. */
export type Handled = Work & { code: string };

type Kind = {
  read: (turn: Turn, id: string) => Promise<Handled>;
  give: (turn: Turn, id: string, executor: string, deed: Omit<Deed, "subject">) => Promise<unknown>;
};

const KINDS: Record<string, Kind> = {
  task: {
    read: async (turn, id) => {
      const task = await getTask(turn, { id });
      const { unit, title, executor, year, number } = task;
      const name = `${code("task", year, number)} · ${unitName(turn.campaign, unit)}`;
      return { unit, title, executor, isOpen: isTaskOpen(task), code: name };
    },
    give: async (turn, id, executor, deed) => {
      const before = await getTask(turn, { id });
      return saveTask(turn, before, { ...before, executor }, deed);
    },
  },
  hazard: {
    read: async (turn, id) => {
      const hazard = await getHazard(turn, { id });
      const { leadUnit: unit, executor, year, number, state } = hazard;
      const name = `${code("hazard", year, number)} · ${unitName(turn.campaign, unit)}`;
      const isOpen = isHazardOpen(hazard) && state !== "registered";
      return { unit, title: hazardTitle(hazard), executor, isOpen, code: name };
    },
    give: async (turn, id, executor, deed) => {
      const before = await getHazard(turn, { id });
      return saveHazard(turn, before, { ...before, executor }, deed);
    },
  },
};

const kindOf = (subject: string): [Kind, string] => {
  const [name = "", id = ""] = subject.split(":");
  const kind = KINDS[name];
  if (!kind) throw new Refusal("这件事不能转办，发“我的任务”可查看");
  return [kind, id];
};

export const readWork = (turn: Turn, subject: string): Promise<Handled> => {
  const [kind, id] = kindOf(subject);
  return kind.read(turn, id);
};

/** Whoever works on it from now on, with a line of its history. */
export const giveWork = (turn: Turn, subject: string, executor: string, deed: Omit<Deed, "subject">) => {
  const [kind, id] = kindOf(subject);
  return kind.give(turn, id, executor, deed);
};
