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
const Year = z.object({
  year: z.number(),
  announced: z.boolean(),
  off: z.array(Day).readonly(),
  work: z.array(Day).readonly(),
});

/** What a process of its own is told to do with a spreadsheet. */
const Told = {
  database: z.string(),
  campaign: Campaign,
  years: z.array(Year).readonly(),
  now: z.coerce.date(),
};

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

export const CheckOrder = z.object({
  ...Told,
  kind: z.literal("check"),
  /** The file, and what its sender calls it. */
  path: z.string(),
  name: z.string(),
  /** Whose hazards its sender may write; `null` is all. */
  units: z.array(z.string()).nullable(),
  /** Where the plan of what is to be written goes, and the list of errors. */
  out: z.string(),
  errorsOut: z.string(),
});
export type CheckOrder = z.output<typeof CheckOrder>;

/** Rows of each kind, the first errors, and the files that hold the rest. */
export const Counts = z.object({
  fresh: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  wrong: z.number(),
  warned: z.number(),
  first: z.array(z.string()),
  plan: z.string(),
  errors: z.string().nullable(),
});

/** What a sheet comes to. */
export const Checked = z.union([
  z.object({ isLedger: z.literal(false) }),
  Counts.extend({ isLedger: z.literal(true) }),
]);
export type Checked = z.infer<typeof Checked>;
