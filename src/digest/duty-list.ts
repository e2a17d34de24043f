import type { Task } from "../tasks/task.ts";
import type { KeptList } from "./figures.ts";

/** Some of a duty's tasks as a list that a figure opens. */
export const dutyList = (
  duty: { key: string; name: string },
  kind: string,
  word: string,
  tasks: readonly Task[],
): KeptList => ({
  key: `${kind}-${duty.key}`,
  name: `${word}：${duty.name}`,
  unit: "家",
  count: tasks.length,
  subjects: tasks.map(({ id }) => `task:${id}`),
});
