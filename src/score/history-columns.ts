import { z } from "zod";
import { instantIn } from "../db/statements.ts";
import type { Turn } from "../turn.ts";

/** When a line of the history was written, as either store gives it. */
export const At = z.unknown().transform(instantIn);

/** What a line of the history keeps beside its words, as either store gives it. */
export const Details = z.preprocess(
  (kept) => (typeof kept === "string" ? JSON.parse(kept) : kept),
  z.record(z.string(), z.unknown()).nullable(),
);

export const zoneOf = ({ campaign }: Turn): string => campaign.district.timezone;
