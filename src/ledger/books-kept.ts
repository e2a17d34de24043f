import { HistoryTable } from "../campaign/history-table.ts";
import { namesOf, SeatTable } from "../campaign/people.ts";
import { unitName } from "../campaign/definition.ts";
import { findRows } from "../db/statements.ts";
import { SEAT_WORDS } from "../seats/absence.ts";
import { AbsenceTable } from "../seats/absence-store.ts";
import { PaperTable } from "../tasks/paper-store.ts";
import { BY_ID, day, line, pagesOf, stamp, text, whole, type Book } from "../files/book-parts.ts";

/** Every line of the history, as it stands in the chain. */
export const audit: Book = {
  name: "办理记录",
  columns: [
    whole("链位"),
    text("时间", 18),
    text("人员", 14),
    text("事项", 46),
    text("动作", 20),
    text("内容", 40),
    text("来源", 30),
    text("校验", 68),
  ],
  lines: async function* (turn) {
    const { tx, district: districtId } = turn;
    for await (const page of pagesOf(turn, { name: "history" }, (id) =>
      findRows(tx, HistoryTable, { districtId, id }, BY_ID),
    )) {
      const names = await namesOf(
        turn,
        page.map(({ by }) => by),
      );
      yield page.map(({ position, at, by, subject, act, words, source, hash }) => {
        const who = (by && names.get(by)) || "系统";
        return line([position, stamp(turn, at), who, subject, act, words, source, hash]);
      });
    }
  },
};

const HOUSES: Record<string, string> = { office: "联席会议办公室", meeting: "联席会议" };

/** Who sits where, and who did. */
export const seats: Book = {
  name: "席位",
  columns: [
    text("单位", 18),
    text("席位", 12),
    text("姓名", 14),
    text("职务", 20),
    text("任职", 18),
    text("离任", 18),
    text("代谁", 14),
  ],
  lines: async function* (turn) {
    const { tx, district: districtId, campaign } = turn;
    const when = (at: Date | null) => at && stamp(turn, at);
    for await (const page of pagesOf(turn, { name: "seat" }, (id) =>
      findRows(tx, SeatTable, { districtId, id }, BY_ID),
    )) {
      const people = page.flatMap(({ personId, covers }) => [personId, covers]);
      const names = await namesOf(turn, people);
      yield page.map(({ unit, seat, personId, title, sinceAt, untilAt, covers }) =>
        line([
          HOUSES[unit] ?? unitName(campaign, unit),
          SEAT_WORDS[seat] ?? seat,
          names.get(personId) ?? "",
          title,
          when(sinceAt),
          when(untilAt),
          (covers && names.get(covers)) || null,
        ]),
      );
    }
  },
};

const LEAVE_STATES = { asked: "未办完", agreed: "已登记", ended: "已销假", dropped: "未请" } as const;

/** Who was away from when to when, and who acted for them. */
export const leaves: Book = {
  name: "请假",
  columns: [
    text("单位", 18),
    text("请假人", 14),
    day("起"),
    day("止"),
    text("代办人", 14),
    text("状态", 10),
    text("登记人", 14),
    text("登记时间", 18),
  ],
  lines: async function* (turn) {
    const { tx, district: districtId, campaign } = turn;
    for await (const page of pagesOf(turn, { name: "absence" }, (id) =>
      findRows(tx, AbsenceTable, { districtId, id }, BY_ID),
    )) {
      const people = page.flatMap(({ personId, coverId, askedBy }) => [personId, coverId, askedBy]);
      const names = await namesOf(turn, people);
      yield page.map(({ unit, personId, fromOn, toOn, coverId, state, askedBy, askedAt }) =>
        line([
          HOUSES[unit] ?? unitName(campaign, unit),
          names.get(personId) ?? "",
          fromOn,
          toOn,
          (coverId && names.get(coverId)) || null,
          LEAVE_STATES[state],
          names.get(askedBy) ?? "",
          stamp(turn, askedAt),
        ]),
      );
    }
  },
};

/** Every version of a report that was handed in, with its hashes: the documents lie in the archive under the last one. */
export const reports: Book = {
  name: "报告",
  columns: [
    text("文件", 46),
    whole("版次"),
    text("报送人", 14),
    text("报送时间", 18),
    text("内容校验", 68),
    text("文件校验", 68),
  ],
  lines: async function* (turn) {
    const { tx, district: districtId, campaign } = turn;
    const of = {
      name: "report_paper",
      where: "AND campaign = ? AND kind = 'handed'",
      values: [campaign.key],
    };
    for await (const page of pagesOf(turn, of, (id) => findRows(tx, PaperTable, { districtId, id }, BY_ID))) {
      const names = await namesOf(
        turn,
        page.map(({ by }) => by),
      );
      yield page.map(({ documentName, number, by, at, contentHash, sha256 }) =>
        line([documentName, number, names.get(by) ?? "", stamp(turn, at), contentHash, sha256]),
      );
    }
  },
};
