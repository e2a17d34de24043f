import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";

let made = 0;
let chance = (): Uint8Array => randomBytes(16);

/** A row's id: a UUIDv7. Rows sort by the instant given; within one millisecond, by the order they were made in. */
export function newRowId(now: Date): string {
  made = (made + 1) >>> 0;
  return uuidv7({ msecs: now.getTime(), seq: made, random: chance() });
}

/** Ids take their chance from elsewhere and count anew: a simulated run can then be repeated exactly. */
export function drawIdsFrom(source: () => Uint8Array): void {
  made = 0;
  chance = source;
}
