import type { HistoryView } from "./blocks.ts";
import type { Day } from "../src/dates.ts";
import type { ActName } from "../src/hazards/acts.ts";
import type { Grade, HazardState } from "../src/hazards/hazard.ts";
import type { Tracks } from "../src/hazards/tracks.ts";
import type { Counted } from "./deadline.ts";
import type { Light } from "./elements.ts";
import type { FileView } from "./files.ts";
import type { HandsView } from "./handing.ts";
import type { Option } from "./form.ts";

/** One finding, and what the law says of it. */
export type PenaltyView = { finding: string; law: string; article: string; range: string };

/** Who looks: the lead unit's people, one who may verify, the office, or somebody who only may read. */
export type HazardReader = "unit" | "verifier" | "office" | "observer";

/** What a hazard's card shows to one reader. */
export type HazardView = {
  id: string;
  rev: number;
  /** `隐患〔2021〕0012号` */
  code: string;
  number: number;
  state: HazardState;
  grade: Grade;
  reader: HazardReader;
  today: Day;
  unit: string;
  enterprise: string;
  site: string;
  description: string;
  focusPoint: string;
  category: string;
  foundOn: Day;
  finder: string;
  person: string;
  /** Who took it within the unit, and who is asked to. */
  hands: HandsView;
  deadline: { dueOn: Day; workdaysLeft: number; expected: boolean } | null;
  /** Of whoever holds it now, and how long it has waited for the office or a verifier. */
  light: Light;
  cause: string;
  waiting: { waited: number; limit: number } | null;
  measure: string;
  funds: string;
  emergencyPlan: string;
  protection: string;
  progress: string;
  done: string;
  before: { imageKey: string | null; count: number };
  after: { imageKey: string | null; count: number };
  files: readonly FileView[];
  /** What a verifier should look at twice in the photos. */
  doubts: readonly string[];
  /** While it is being verified: who asked when, and who must answer by when. */
  verification: {
    asked: string;
    dueOn: Day;
    workdaysLeft: number;
    expected: boolean;
  } | null;
  /** Open_ids of people who may go along. */
  companions: readonly string[];
  /** When it fails now: the new due date, and the how-manieth return that makes. */
  returnTo: { by: Counted; times: number } | null;
  returned: { reason: string; times: number } | null;
  /** What runs beside the state, and the names of who did it. */
  tracks: Tracks;
  names: Readonly<Record<string, string>>;
  helpUnits: readonly string[];
  /** By which list and item it is major, and the items to choose from. */
  criterion: string;
  criteria: readonly Option[];
  /** What the law said of findings on the day of this one, for whoever may record a penalty. */
  penalties: readonly PenaltyView[];
  officialNo: string;
  /** Why it ended or was opened again. */
  endReason: string;
  mergedInto: string;
  timesReopened: number;
  /** The month of its close-out, while this reader may look at it again (回头看). */
  lookBack: string | null;
  isConvener: boolean;
  isDirector: boolean;
  /** Every act that this reader may do now. */
  offers: readonly { act: ActName; label: string }[];
  /** What 申请销号 still lacks. */
  lacking: readonly string[];
  units: readonly Option[];
  ownUnit: string | null;
  /** The units to which this reader may assign it; none once it is assigned. */
  assignTo: readonly Option[];
  /** When and by whom its unit was urged, until something is done after it. */
  urged: string | null;
  history: HistoryView;
  /** The form this copy was turned to. */
  form: string | null;
};
