import { helpCard } from "../../cards/help.ts";
import { isOffice } from "../campaign/people.ts";
import type { Draw } from "../turn.ts";

/** What one can type; for an unknown word the same, with a line that says so. */
export const drawHelp: Draw = (_turn, id, { person }) =>
  Promise.resolve({
    card: helpCard({ unknownWord: id === "unknown", isOffice: person !== null && isOffice(person) }),
  });
