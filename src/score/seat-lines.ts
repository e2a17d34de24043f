import { addDays, type Day } from "../dates.ts";
import { lineOf, type ScoreLine, type Scoring } from "./line.ts";

/** From and up to which day somebody sat for the unit; `null` is still. */
export type Sitting = { since: Day; until: Day | null };

/** Each stretch of working days on which nobody at all sat for the unit, since the district has had seats. */
export function seatLines(
  scoring: Scoring,
  { sittings, seatedSince }: { sittings: readonly Sitting[]; seatedSince: Day },
): ScoreLine[] {
  const { unit, from, last, calendar } = scoring;
  const isEmpty = (day: Day) =>
    !sittings.some(({ since, until }) => since <= day && (until === null || until >= day));
  const gaps: { on: Day; times: number }[] = [];
  let open: { on: Day; times: number } | null = null;
  for (let day = from > seatedSince ? from : seatedSince; day <= last; day = addDays(day, 1)) {
    if (!isEmpty(day)) open = null;
    else if (calendar.isWorkday(day)) {
      if (open) open.times += 1;
      else gaps.push((open = { on: day, times: 1 }));
    }
  }
  return gaps.flatMap((gap) =>
    lineOf(scoring, {
      ...gap,
      kind: "orphan_day",
      subject: `seat:${unit}`,
      code: "席位",
      words: `负责人、B角、联络员都空缺${gap.times}个工作日`,
    }),
  );
}
