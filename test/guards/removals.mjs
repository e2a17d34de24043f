// Each removal takes one guard out of the sources; the test named with it, by file and a part of its title, must then fail.
import { inbox } from "./inbox.mjs";
import { outbox } from "./outbox.mjs";
import { lanes } from "./lanes.mjs";
import { occurrences } from "./occurrences.mjs";
import { gate } from "./gate.mjs";
import { audit } from "./audit.mjs";
import { presses } from "./presses.mjs";

export const removals = [...inbox, ...outbox, ...lanes, ...occurrences, ...gate, ...audit, ...presses];
