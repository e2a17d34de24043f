import { z } from "zod";
import { COLUMNS } from "./columns.ts";

const KEYS = new Set<string>(COLUMNS.map(({ key }) => key));
const Values = z.record(
  z.string().refine((key) => KEYS.has(key)),
  z.string(),
);

/** One row that is to be written, as the check found it. */
export const Planned = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("new"), row: z.number(), values: Values }),
  z.object({
    kind: z.literal("changed"),
    row: z.number(),
    id: z.string(),
    version: z.number(),
    values: Values,
  }),
]);
export type Planned = z.infer<typeof Planned>;

/** What a row changed, as it was before. */
export const Was = z.object({ values: Values, words: Values });
