import { createHash, type Hash } from "node:crypto";
import { z } from "zod";

/** What an archive's lines may be: its head, a row, a file and its bytes piece by piece, and the sums at its end. */
export const Line = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("head"),
    format: z.literal(1),
    at: z.string(),
    version: z.string(),
    migrations: z.array(z.string()),
  }),
  z.object({ kind: z.literal("row"), table: z.string(), row: z.record(z.string(), z.unknown()) }),
  z.object({ kind: z.literal("file"), sha256: z.string().regex(/^[0-9a-f]{64}$/), size: z.number() }),
  z.object({ kind: z.literal("bytes"), data: z.string() }),
  z.object({
    kind: z.literal("end"),
    tables: z.record(z.string(), z.object({ rows: z.number(), sha256: z.string() })),
    files: z.number(),
  }),
]);
export type Line = z.infer<typeof Line>;
export type End = Extract<Line, { kind: "end" }>;

/** How many rows of each table went by, and the hash of them in their order: the archive's manifest. */
export function openManifest() {
  const tables = new Map<string, { rows: number; hash: Hash }>();
  let files = 0;
  return {
    table: (name: string) => void tables.set(name, { rows: 0, hash: createHash("sha256") }),
    row: (name: string, row: unknown) => {
      const sum = tables.get(name) ?? { rows: 0, hash: createHash("sha256") };
      sum.hash.update(`${JSON.stringify(row)}\n`);
      tables.set(name, { rows: sum.rows + 1, hash: sum.hash });
    },
    file: () => void (files += 1),
    end: (): End => ({
      kind: "end",
      tables: Object.fromEntries(
        [...tables].map(([name, { rows, hash }]) => [name, { rows, sha256: hash.digest("hex") }]),
      ),
      files,
    }),
  };
}
