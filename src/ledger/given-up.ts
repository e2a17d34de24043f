import { post } from "../jobs/outbox.ts";
import { show } from "../jobs/show.ts";
import { Imported } from "./import-rows.ts";
import type { LedgerJob } from "./job.ts";
import { refusedWith } from "./refused.ts";
import type { Step } from "./works.ts";

const HALF_DONE: readonly LedgerJob["state"][] = ["applying", "undoing"];

/** What was tried often enough: nothing was made; or some rows are written, and what was not reached is said. */
export function givenUp(job: LedgerJob, now: Date): Step {
  const read = Imported.safeParse(job.result);
  if (!HALF_DONE.includes(job.state) || !read.success) {
    return refusedWith("表格没有做成，已记下原因，请稍后再试；再不行请找系统管理员");
  }
  const { fresh, changed, done, skipped, restored } = read.data;
  const left = job.state === "applying" ? fresh + changed - done : 0;
  const words =
    job.state === "applying"
      ? `导入中断：已写入${done - skipped}条，还有${left}条没有写入。可在卡片上撤销，或改好后把没写入的再发一次。`
      : `撤销中断：已恢复${restored}条，其余没有恢复。请在卡片上再点一次“撤销导入”。`;
  const result = { ...read.data, skipped: skipped + left, appliedAt: read.data.appliedAt ?? now };
  return {
    change: { state: "applied", result },
    tell: async (turn, { id, personId }) => {
      show(turn, `import:${id}`);
      const frozen = { words };
      await post(turn, { person: personId }, `say:${id}`, {
        key: "given-up",
        own: true,
        priority: 0,
        frozen,
      });
    },
  };
}
