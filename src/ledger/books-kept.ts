import { HistoryTable } from "../campaign/history-table.ts";
import { namesOf, SeatTable } from "../campaign/people.ts";
import { unitName } from "../campaign/definition.ts";
import { findRows } from "../db/statements.ts";
import { SEAT_WORDS } from "../seats/absence.ts";
import { BY_ID, line, pagesOf, stamp, text, whole, type Book } from "./book-parts.ts";

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
