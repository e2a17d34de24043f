import { z } from "zod";
import type { Copied } from "./db/copy.ts";
import { BulletinTable } from "./digest/bulletin-store.ts";
import { AttachmentTable } from "./files/attachment.ts";
import { LedgerJobTable } from "./ledger/job.ts";
import { PaperTable } from "./tasks/paper-store.ts";

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Result = z.object({ sha256: z.unknown(), plan: z.unknown(), errors: z.unknown() }).partial();

/** What an import reads may have come from elsewhere: of ledgers the files count that were made of it. */
const inResult = (result: unknown): unknown[] => {
  const { sha256, plan, errors } = Result.safeParse(result).data ?? {};
  return [sha256, plan, errors];
};

const NAMED: Record<string, (row: Copied) => unknown[]> = {
  [AttachmentTable.options.name]: ({ state, sha256 }) => (state === "stored" ? [sha256] : []),
  [PaperTable.options.name]: ({ sha256 }) => [sha256],
  [BulletinTable.options.name]: ({ sha256 }) => [sha256],
  [LedgerJobTable.options.name]: ({ result }) => inResult(result),
};

/** The files that a row says are in the store; what is still to be fetched or was refused is not. */
export const filesNamedBy = (table: string, row: Copied): string[] =>
  (NAMED[table]?.(row) ?? []).flatMap((value) => Hash.safeParse(value).data ?? []);
