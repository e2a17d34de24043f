import { z } from "zod";
import { Campaign } from "../campaign/definition.ts";

const Asked = z.object({
  units: z.array(z.string()).nullable(),
  year: z.number().nullable(),
  unit: z.string().nullable(),
  states: z
    .array(
      z.enum([
        "registered",
        "assigned",
        "rectifying",
        "verify_requested",
        "verifying",
        "closed",
        "shut_down",
        "voided",
        "merged",
      ]),
    )
    .nullable(),
  light: z.enum(["green", "yellow", "red", "grey"]).nullable(),
  isMajor: z.boolean(),
});

const Day = z.string();
const Year = z.object({ year: z.number(), announced: z.boolean(), off: z.array(Day), work: z.array(Day) });

/** What a process of its own is told to do with a spreadsheet. */
const Told = { database: z.string(), campaign: Campaign, years: z.array(Year), now: z.coerce.date() };

export const ExportOrder = z.object({
  ...Told,
  kind: z.literal("export"),
  asked: Asked,
  by: z.string(),
  out: z.string(),
});
export type ExportOrder = z.output<typeof ExportOrder>;

/** A workbook as it was made: how many rows, and which bytes. */
export const Made = z.object({ rows: z.number(), sha256: z.string(), size: z.number() });
export type Made = z.infer<typeof Made>;

export { Asked as AskedShape };
