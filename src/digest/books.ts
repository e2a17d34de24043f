import { causesInWords } from "../campaign/bulletins.ts";
import { findRows } from "../db/statements.ts";
import {
  day,
  line,
  oursIn,
  namedPagesOf,
  pagesOf,
  stamp,
  text,
  whole,
  type Book,
} from "../files/book-parts.ts";
import type { Turn } from "../turn.ts";
import { bulletinCode } from "./bulletin.ts";
import { BulletinTable, type BulletinRow } from "./bulletin-store.ts";
import { DigestTable } from "./store.ts";

/** Every digest with the figures it was sent with. */
export const digests: Book = {
  name: "日报",
  columns: [
    day("日期"),
    text("是否发出", 14),
    text("要点", 50),
    whole("新登记"),
    whole("销号"),
    whole("未销号"),
    whole("红灯"),
    whole("黄灯"),
    whole("累计登记"),
    whole("累计销号"),
  ],
  lines: async function* (turn) {
    for await (const page of pagesOf(turn, { table: DigestTable, ...oursIn(turn) }))
      yield page.map(({ on, skipped, figures }) => {
        const { headline, registered, closed, open, red, yellow, registeredInAll, closedInAll } = figures;
        const counts = [registered, closed, open, red, yellow, registeredInAll, closedInAll];
        return line([on, skipped ? "未发" : "已发", headline, ...counts]);
      });
  },
};

const STATES = {
  draft: "待送审",
  submitted: "待签发",
  approved: "签发中",
  issued: "已发出",
  dropped: "已撤销",
} as const;

/** Every bulletin, drafts among them: its period, who sent it in and approved it, and its document's hash. */
export const bulletins: Book = {
  name: "通报",
  columns: [
    text("期号", 20),
    text("状态", 10),
    day("统计期起"),
    day("统计期止"),
    text("缘由", 16),
    text("更正", 20),
    text("送审人", 14),
    text("送审时间", 18),
    text("签发人", 14),
    text("签发时间", 18),
    text("文件校验", 68),
  ],
  lines: async function* (turn) {
    const when = (at: Date | null) => at && stamp(turn, at);
    const peopleOf = ({ submittedBy, approvedBy }: BulletinRow) => [submittedBy, approvedBy];
    const pages = namedPagesOf(turn, { table: BulletinTable, ...oursIn(turn) }, peopleOf);
    for await (const { page, nameOf } of pages) {
      const wrong = await codesOf(turn, page);
      yield page.map((bulletin) =>
        line([
          bulletin.number === null ? "" : bulletinCode(bulletin),
          STATES[bulletin.state],
          bulletin.figures.fromOn,
          bulletin.figures.untilOn,
          causesInWords(bulletin.causes),
          wrong.get(bulletin.corrects ?? "") ?? null,
          nameOf(bulletin.submittedBy),
          when(bulletin.submittedAt),
          nameOf(bulletin.approvedBy),
          when(bulletin.approvedAt),
          bulletin.sha256,
        ]),
      );
    }
  },
};

/** The codes of the bulletins that these correct, by their ids. */
async function codesOf(turn: Turn, these: readonly BulletinRow[]): Promise<Map<string, string>> {
  const id = these.flatMap(({ corrects }) => corrects ?? []);
  if (id.length === 0) return new Map();
  const corrected = await findRows(turn.tx, BulletinTable, { districtId: turn.district, id });
  return new Map(corrected.map((each) => [each.id, bulletinCode(each)]));
}
