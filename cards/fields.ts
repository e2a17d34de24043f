import { z } from "zod";

/** Full-width digits and signs as people type them on a phone. */
const halfWidth = (text: string) =>
  text
    .replaceAll(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replaceAll(/[，,\s]/g, "");

/** A whole number typed into a field: `42`, `４２`, `1,200`; empty is `null`. */
export const wholeNumber = (label: string, most = 999_999) =>
  z
    .string()
    .default("")
    .transform((typed, context) => {
      const digits = halfWidth(typed).replace(/[%％家条次人项件]$/, "");
      if (digits === "") return null;
      const value = Number(digits);
      if (/^\d+$/.test(digits) && value <= most) return value;
      context.addIssue({
        code: "custom",
        message: `${label}应是0–${most}的整数，写的是“${typed.slice(0, 20)}”`,
      });
      return z.NEVER;
    });

/** Text that may be left out. */
export const optionalText = (label: string, most: number) =>
  z.string().trim().max(most, `${label}最多${most}字`).default("");

/** Text that must be there. */
export const requiredText = (label: string, most: number) =>
  z.string(`请填${label}`).trim().min(1, `请填${label}`).max(most, `${label}最多${most}字`);

export const optionalDay = (label: string) => z.iso.date(`${label}应是日期`).nullable().default(null);

export const requiredDay = (label: string) => z.iso.date(`请选${label}`);

export const choice = (label: string) => z.string(`请选${label}`).trim().min(1, `请选${label}`);
