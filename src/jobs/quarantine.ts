import type { EntityManager } from "typeorm";
import { MarkTable } from "./marks.ts";

const QUARANTINE = { districtId: "app", name: "quarantine" };

/** Nothing leaves while the database is older than what has been sent from it, until an operator releases it. */
export const isQuarantined = (tx: EntityManager): Promise<boolean> =>
  tx.getRepository(MarkTable).existsBy(QUARANTINE);
