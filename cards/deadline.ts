import { dayInWords, type Day } from "../src/dates.ts";

/** A day, and how far it is. */
export type Counting = {
  dueOn: Day;
  /** Working days still ahead; negative when past. */
  workdaysLeft: number;
  /** The working days are counted over a time whose holiday notice is not out. */
  expected?: boolean;
};

export type Deadline = Counting & { today: Day };

/** A day that was counted out in working days. */
export type Counted = { on: Day; expected: boolean };

/** `6月21日（周一）`, `预计1月4日（周一）` */
export const countedDay = ({ on, expected }: Counted, today: Day): string =>
  `${expected ? "预计" : ""}${dayInWords(on, today)}`;

/** `6月25日（周五）· 还剩5个工作日`, `6月15日（周二）· 逾期3个工作日`, `1月15日（周五）· 预计还剩9个工作日` */
export function deadlineInWords({ today, dueOn, workdaysLeft, expected = false }: Deadline): string {
  const date = dayInWords(dueOn, today);
  const about = expected ? "预计" : "";
  if (today > dueOn) return `${date}· ${about}逾期${Math.max(1, -workdaysLeft)}个工作日`;
  return workdaysLeft <= 0 ? `${date}· 今天到期` : `${date}· ${about}还剩${workdaysLeft}个工作日`;
}
