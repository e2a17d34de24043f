import { createHash } from "node:crypto";
import { isMajor, type Grade } from "./hazard.ts";

type Candidate = { id: string; grade: Grade };

const lotOf = (seed: string, { id }: Candidate): string =>
  createHash("sha256").update(`${seed}:${id}`).digest("hex");

/**
 * Which of a month's closed hazards are looked at again: every major one, and of the general ones this share, at least
 * one. Each draws its lot from the seed: the same seed and hazards are the same draw, in whatever order they come.
 */
export function drawn(candidates: readonly Candidate[], seed: string, percent: number): string[] {
  const major = candidates.filter(isMajor).toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const general = candidates
    .filter((each) => !isMajor(each))
    .map((each) => ({ id: each.id, lot: lotOf(seed, each) }))
    .toSorted((one, other) => (one.lot < other.lot ? -1 : 1));
  const share = Math.ceil((general.length * percent) / 100);
  return [...major, ...general.slice(0, share)].map(({ id }) => id);
}
