import { z } from "zod";

/** The values a campaign file is written with; each says in its mistake what is expected. */
export const key = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,31}$/, "只能用字母、数字和短横，以字母开头，例：jyj");
export const words = (most = 200) => z.string().trim().min(1, "不能为空").max(most, `最多${most}个字`);
export const date = z.iso.date("应是日期，例：2021-06-25");
export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '应是时刻并加引号，例："08:40"');
export const days = z.int("应是整数").nonnegative("不能为负");
