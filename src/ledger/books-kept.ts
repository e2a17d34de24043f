import { HistoryTable } from "../campaign/history-table.ts";
import { code } from "../campaign/numbers.ts";
import { namesOf, SeatTable, type SeatRow } from "../campaign/people.ts";
import { unitName } from "../campaign/definition.ts";
import { allDrawn } from "../hazards/look-back-table.ts";
import { hazardsOf } from "../hazards/store.ts";
import { SEAT_WORDS, type Absence } from "../seats/absence.ts";
import { AbsenceTable } from "../seats/absence-store.ts";
import { PaperTable } from "../tasks/paper-store.ts";
import type { Turn } from "../turn.ts";
import { day, line, namedPagesOf, stamp, text, whole, type Book } from "../files/book-parts.ts";

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
    for await (const { page, nameOf } of namedPagesOf(turn, { table: HistoryTable }, ({ by }) => [by]))
      yield page.map(({ position, at, by, subject, act, words, source, hash }) =>
        line([position, stamp(turn, at), nameOf(by) || "系统", subject, act, words, source, hash]),
      );
  },
};

const A_PAGE = 500;

const HOUSES: Record<string, string> = { office: "联席会议办公室", meeting: "联席会议" };

const houseName = ({ campaign }: Turn, unit: string): string => HOUSES[unit] ?? unitName(campaign, unit);

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
    const when = (at: Date | null) => at && stamp(turn, at);
    const peopleOf = ({ personId, covers }: SeatRow) => [personId, covers];
    for await (const { page, nameOf } of namedPagesOf(turn, { table: SeatTable }, peopleOf))
      yield page.map(({ unit, seat, personId, title, sinceAt, untilAt, covers }) =>
        line([
          houseName(turn, unit),
          SEAT_WORDS[seat] ?? seat,
          nameOf(personId),
          title,
          when(sinceAt),
          when(untilAt),
          nameOf(covers) || null,
        ]),
      );
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
    const peopleOf = ({ personId, coverId, askedBy }: Absence) => [personId, coverId, askedBy];
    for await (const { page, nameOf } of namedPagesOf(turn, { table: AbsenceTable }, peopleOf))
      yield page.map(({ unit, personId, fromOn, toOn, coverId, state, askedBy, askedAt }) =>
        line([
          houseName(turn, unit),
          nameOf(personId),
          fromOn,
          toOn,
          nameOf(coverId) || null,
          LEAVE_STATES[state],
          nameOf(askedBy),
          stamp(turn, askedAt),
        ]),
      );
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
    const handed = {
      table: PaperTable,
      where: "AND campaign = ? AND kind = 'handed'",
      values: [turn.campaign.key],
    };
    for await (const { page, nameOf } of namedPagesOf(turn, handed, ({ by }) => [by]))
      yield page.map(({ documentName, number, by, at, contentHash, sha256 }) =>
        line([documentName, number, nameOf(by), stamp(turn, at), contentHash, sha256]),
      );
  },
};

const LOOKED: Record<string, string> = { true: "属实", reopened: "不属实，已重新打开" };

/** Every hazard that was drawn to be looked at again, and what was found. */
export const lookBacks: Book = {
  name: "回头看",
  columns: [
    text("销号月份", 10),
    text("编号", 20),
    text("单位名称", 30),
    text("责任单位", 18),
    day("抽取日期"),
    text("结果", 20),
    text("说明", 40),
    text("复核人", 14),
    day("复核日期"),
  ],
  lines: async function* (turn) {
    const drawn = await allDrawn(turn);
    for (let from = 0; from < drawn.length; from += A_PAGE) {
      const page = drawn.slice(from, from + A_PAGE);
      const found = await hazardsOf(
        turn,
        page.map(({ hazardId }) => hazardId),
      );
      const hazards = new Map(found.map((each) => [each.id, each]));
      const names = await namesOf(
        turn,
        page.map(({ lookedBy }) => lookedBy),
      );
      yield page.map(({ month, hazardId, drawnOn, result, remark, lookedBy, lookedOn }) => {
        const hazard = hazards.get(hazardId);
        return line([
          month,
          hazard ? code("hazard", hazard.year, hazard.number) : "",
          hazard?.enterprise ?? "",
          hazard ? houseName(turn, hazard.leadUnit) : "",
          drawnOn,
          result ? (LOOKED[result] ?? result) : "待复核",
          remark,
          names.get(lookedBy ?? "") ?? "",
          lookedOn,
        ]);
      });
    }
  },
};
