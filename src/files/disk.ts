import { holders } from "../campaign/people.ts";
import { post } from "../jobs/outbox.ts";
import type { Turn } from "../turn.ts";
import type { Attachment } from "./attachment.ts";

/** A disk that is full, worn out or closed to us is neither Feishu's doing nor the sender's. */
const TROUBLES = new Set(["ENOSPC", "EDQUOT", "EROFS", "EIO", "EACCES"]);

/** What our own disk said when it did not take a file; `null` for any other failure. */
export function diskTrouble(error: unknown): string | null {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return TROUBLES.has(code) ? code : null;
}

const LONGEST_MS = 30 * 60_000;

/** It is tried until there is room: what was sent is never given up for want of it. */
export const triedAgainAt = ({ attempts }: Attachment, now: Date): number =>
  now.getTime() + Math.min(LONGEST_MS, 2 ** attempts * 1_000);

/** The sender hears once of each file that it need not be sent again; the operator, once a day, what to do. */
export async function tellOfDisk(turn: Turn, { id, name, by }: Attachment, code: string): Promise<void> {
  const words = `“${name}”还没有收下：存材料的磁盘写不进去。修好后会自动收下，不用重发；急用请找系统管理员。`;
  await post(turn, { person: by }, `say:${id}`, { key: "disk", priority: 1, own: true, frozen: { words } });
  const told = `存材料的磁盘写不进去（${code}），大家发的文件收不下。请清理或扩容 FILES_DIR 所在的磁盘，或检查它的权限；之后会自动收下，不用重启。`;
  for (const operator of await holders(turn, "office", ["sysadmin"]))
    await post(turn, { person: operator.id }, "say:disk", {
      key: turn.today,
      priority: 1,
      budget: "apart",
      frozen: { words: told },
    });
}
