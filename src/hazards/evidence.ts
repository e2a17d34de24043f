import { dayOf } from "../dates.ts";
import type { Attachment } from "../files/attachment.ts";
import type { Hazard } from "./hazard.ts";
import type { Evidence } from "./life.ts";

/** What shows it after rectification, since it was assigned or opened again: older photos prove nothing of this time (H7, H12). */
export const filesAfter = <File extends Pick<Attachment, "stage" | "at">>(
  { assignedOn }: Pick<Hazard, "assignedOn">,
  files: readonly File[],
  zone: string,
): File[] =>
  files.filter(
    ({ stage, at }) => stage === "after" && (assignedOn === null || dayOf(at, zone) >= assignedOn),
  );

/** How many of them are here, and how many on their way. */
export const evidenceIn = (after: readonly Pick<Attachment, "state">[]): Evidence => ({
  after: after.filter(({ state }) => state === "stored").length,
  waiting: after.filter(({ state }) => state === "waiting").length,
});
