import { dayInWords, type Day } from "../src/dates.ts";

export type Deadline = {
  today: Day;
  dueOn: Day;
  /** Working days still ahead; negative when past. */
  workdaysLeft: number;
  /** The date lies in a year whose holiday notice is not out. */
  expected?: boolean;
};

/** `6月25日（周五）· 还剩5个工作日`, `6月15日（周二）· 逾期3个工作日` */
export function deadlineInWords({ today, dueOn, workdaysLeft, expected = false }: Deadline): string {
  const date = `${expected ? "预计" : ""}${dayInWords(dueOn, today)}`;
  if (today > dueOn) return `${date}· 逾期${Math.max(1, -workdaysLeft)}个工作日`;
  return workdaysLeft <= 0 ? `${date}· 今天到期` : `${date}· 还剩${workdaysLeft}个工作日`;
}
