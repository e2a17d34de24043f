import type { EntityManager } from "typeorm";

type Kept = { districtId: string };

/**
 * A row that is asked for before anybody wants it, because words go out at this moment anyway: on the way to the
 * server each packet costs more than its statements. It is handed out once: later it may no longer be so.
 */
export function openAhead<Row extends Kept>(
  read: (tx: EntityManager, districts: readonly string[], id: string) => Promise<Row | null>,
) {
  const asked = new WeakMap<EntityManager, { id: string; row: Promise<Row | null> }>();
  return {
    /** Whose it is, is not known yet: it lies in one of these districts. */
    ask(tx: EntityManager, districts: readonly string[], id: string): void {
      const row = read(tx, districts, id);
      row.catch(() => undefined);
      asked.set(tx, { id, row });
    },
    async take(tx: EntityManager, district: string, id: string): Promise<Row | null> {
      const found = asked.get(tx);
      asked.delete(tx);
      const row = found?.id === id ? await found.row : await read(tx, [district], id);
      return row?.districtId === district ? row : null;
    },
  };
}
