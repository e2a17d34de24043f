import { shortCode } from "../campaign/numbers.ts";
import { subjectsSharing, type Attachment } from "../files/attachment.ts";
import type { Turn } from "../turn.ts";
import { evidenceFlags, type Photo } from "./flags.ts";
import type { Hazard, HazardState } from "./hazard.ts";
import { hazardsOf, subjectOf } from "./store.ts";

const WHEN: readonly HazardState[] = ["verify_requested", "verifying"];

/** While it is verified: what is odd about its photos, said to whoever verifies (flagged, never blocked). */
export async function doubtsAbout(
  turn: Turn,
  hazard: Hazard,
  files: readonly Attachment[],
): Promise<string[]> {
  if (!WHEN.includes(hazard.state)) return [];
  const photos = files.flatMap(({ kind, takenOn, stage, sha256 }): Photo[] => {
    const isPhoto = kind === "image" || takenOn !== null;
    return isPhoto && sha256 !== null ? [{ stage, sha256, takenOn }] : [];
  });
  const contents = [...new Set(photos.map(({ sha256 }) => sha256))];
  const shared = await subjectsSharing(turn, subjectOf(hazard), contents);
  const ids = shared.map((subject) => subject.slice(subject.indexOf(":") + 1));
  const others = ids.length > 0 ? await hazardsOf(turn, ids) : [];
  return evidenceFlags(
    photos,
    others.map(({ number }) => shortCode("hazard", number)),
  );
}
