import { causesInWords } from "../campaign/bulletins.ts";
import { namesOf } from "../campaign/people.ts";
import { findRows } from "../db/statements.ts";
import { BY_ID, day, line, pagesOf, stamp, text, whole, type Book } from "../files/book-parts.ts";
import { bulletinCode } from "./bulletin.ts";
import { BulletinTable } from "./bulletin-store.ts";
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
    const { tx, district: districtId, campaign } = turn;
    const of = { name: "digest", where: "AND campaign = ?", values: [campaign.key] };
    for await (const page of pagesOf(turn, of, (id) => findRows(tx, DigestTable, { districtId, id }, BY_ID)))
      yield page.map(({ on, skipped, figures }) => {
        const { headline, registered, closed, open, red, yellow, registeredInAll, closedInAll } = figures;
        const counts = [registered, closed, open, red, yellow, registeredInAll, closedInAll];
        return line([on, skipped ? "过时未发" : "已发", headline, ...counts]);
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
    const { tx, district: districtId, campaign } = turn;
    const of = { name: "bulletin", where: "AND campaign = ?", values: [campaign.key] };
    const find = (id: string[]) => findRows(tx, BulletinTable, { districtId, id }, BY_ID);
    const when = (at: Date | null) => at && stamp(turn, at);
    for await (const page of pagesOf(turn, of, find)) {
      const names = await namesOf(
        turn,
        page.flatMap(({ submittedBy, approvedBy }) => [submittedBy, approvedBy]),
      );
      const corrected = page.flatMap(({ corrects }) => corrects ?? []);
      const wrong = new Map((await find(corrected)).map((each) => [each.id, bulletinCode(each)]));
      yield page.map((bulletin) => {
        const { state, figures, causes, corrects, submittedBy, submittedAt, approvedBy, approvedAt, sha256 } =
          bulletin;
        return line([
          bulletin.number === null ? "" : bulletinCode(bulletin),
          STATES[state],
          figures.fromOn,
          figures.untilOn,
          causesInWords(causes),
          (corrects && wrong.get(corrects)) || null,
          names.get(submittedBy ?? "") ?? "",
          when(submittedAt),
          names.get(approvedBy ?? "") ?? "",
          when(approvedAt),
          sha256,
        ]);
      });
    }
  },
};
