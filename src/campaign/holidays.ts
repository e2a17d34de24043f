import { z } from "zod";

const date = z.iso.date('应是日期并加引号，例："2021-06-14"');
const A_YEAR = "应是年份，例：2027";

/** One year's notice. It may begin in the last days of the year before. */
const Year = z
  .strictObject({
    year: z.int(A_YEAR).min(2000, A_YEAR).max(2100, A_YEAR),
    announced: z.boolean("只能是 true 或 false"),
    off: z.array(date),
    work: z.array(date),
  })
  .superRefine(({ year, off, work }, context) => {
    for (const [kind, days] of Object.entries({ off, work })) {
      for (const [at, day] of days.entries()) {
        const say = (message: string) => context.addIssue({ code: "custom", path: [kind, at], message });
        if (!day.startsWith(`${year}-`) && !day.startsWith(`${year - 1}-12-`)) say(`“${day}”不在${year}年`);
        if (kind === "work" && off.includes(day)) say(`“${day}”又是放假又是上班`);
      }
    }
  });

/** The years alone, as far as they can be read. */
const Years = z
  .object({ years: z.array(z.object({ year: z.number().catch(0) }).catch({ year: 0 })).catch([]) })
  .catch({ years: [] });

/** What config/holidays.yaml must say. */
export const Holidays = z.strictObject({ years: z.array(Year) }).superRefine(
  (holidays, context) => {
    const years = Years.parse(holidays).years.map(({ year }) => year);
    for (const [at, year] of years.entries()) {
      if (year !== 0 && years.indexOf(year) < at)
        context.addIssue({ code: "custom", path: ["years", at, "year"], message: `${year}年重复` });
    }
  },
  { when: () => true },
);
