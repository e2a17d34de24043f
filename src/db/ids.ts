import { v7 as uuidv7 } from "uuid";

let made = 0;

/** A row's id: a UUIDv7. Rows sort by the instant given; within one millisecond, by the order they were made in. */
export function newRowId(now: Date): string {
  made = (made + 1) >>> 0;
  return uuidv7({ msecs: now.getTime(), seq: made });
}
