import { Like } from "typeorm";
import { HistoryTable } from "../campaign/history-table.ts";
import { attachmentsOf, isKept } from "../files/attachment.ts";
import type { Turn } from "../turn.ts";
import { filesAfter } from "./evidence.ts";
import { isMajor, type Hazard } from "./hazard.ts";
import { subjectOf } from "./store.ts";

/** What the history calls a word of progress. */
export const progressInWords = (said: string): string => `进展：${said}`;

/** How many photos and files have come since progress was last written; only a major hazard wants to know (H6). */
export async function freshFiles(turn: Turn, hazard: Hazard): Promise<number> {
  if (!isMajor(hazard)) return 0;
  const subject = subjectOf(hazard);
  const [last] = await turn.tx.getRepository(HistoryTable).find({
    where: { districtId: turn.district, subject, act: "hazard.update", words: Like(progressInWords("%")) },
    order: { id: "DESC" },
    take: 1,
  });
  const files = filesAfter(hazard, await attachmentsOf(turn, subject), turn.campaign.district.timezone);
  return files.filter((file) => isKept(file) && (!last || file.at > last.at)).length;
}
