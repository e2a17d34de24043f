import { v7 as uuidv7 } from "uuid";

/** A row's id: a UUIDv7, so that rows sort by the instant they were made at. */
export const newRowId = (now: Date): string => uuidv7({ msecs: now.getTime() });
