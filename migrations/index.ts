import { Campaign1764000000000 } from "./1764000000000-campaign.ts";
import { Tasks1764000050000 } from "./1764000050000-tasks.ts";
import { Hazards1764000100000 } from "./1764000100000-hazards.ts";
import { Jobs1764000200000 } from "./1764000200000-jobs.ts";
import { Files1764000300000 } from "./1764000300000-files.ts";
import { Digests1764000400000 } from "./1764000400000-digests.ts";
import { Reliability1764000500000 } from "./1764000500000-reliability.ts";
import { Extensions1764000620000 } from "./1764000620000-extensions.ts";
import { DigestLists1764000660000 } from "./1764000660000-digest-lists.ts";
import { Leave1764000680000 } from "./1764000680000-leave.ts";
import { LaneQueue1764000690000 } from "./1764000690000-lane-queue.ts";
import { Notices1764000710000 } from "./1764000710000-notices.ts";
import { Seating1764000720000 } from "./1764000720000-seating.ts";
import { Readings1764000730000 } from "./1764000730000-readings.ts";
import { Lights1764000740000 } from "./1764000740000-lights.ts";
import { Handing1764000760000 } from "./1764000760000-handing.ts";
import { Supplements1764000780000 } from "./1764000780000-supplements.ts";
import { Enterprises1764000800000 } from "./1764000800000-enterprises.ts";
import { HazardTracks1764000820000 } from "./1764000820000-hazard-tracks.ts";
import { Quota1764000850000 } from "./1764000850000-quota.ts";
import { Finders1764000860000 } from "./1764000860000-finders.ts";
import { PhotosTaken1764000870000 } from "./1764000870000-photos-taken.ts";
import { Ledgers1764000880000 } from "./1764000880000-ledgers.ts";
import { LedgerChanges1764000890000 } from "./1764000890000-ledger-changes.ts";
import { LookBack1764000895000 } from "./1764000895000-look-back.ts";
import { KeptCampaign1764000900000 } from "./1764000900000-kept-campaign.ts";
import { Bulletins1764000910000 } from "./1764000910000-bulletins.ts";
import { UnitLights1764000930000 } from "./1764000930000-unit-lights.ts";
import { Tally1764000940000 } from "./1764000940000-tally.ts";
import { Trays1764000970000 } from "./1764000970000-trays.ts";
import { Waiting1764000975000 } from "./1764000975000-waiting.ts";
import { Reports1764000980000 } from "./1764000980000-reports.ts";
import { Scores1764000990000 } from "./1764000990000-scores.ts";
import { Asks1764001000000 } from "./1764001000000-asks.ts";

/** Every migration of both engines, in order. Never edited once released: the next change is the next file. */
export const migrations = [
  Campaign1764000000000,
  Tasks1764000050000,
  Hazards1764000100000,
  Jobs1764000200000,
  Files1764000300000,
  Digests1764000400000,
  Reliability1764000500000,
  Extensions1764000620000,
  DigestLists1764000660000,
  Leave1764000680000,
  LaneQueue1764000690000,
  Notices1764000710000,
  Seating1764000720000,
  Readings1764000730000,
  Lights1764000740000,
  Handing1764000760000,
  Supplements1764000780000,
  Enterprises1764000800000,
  HazardTracks1764000820000,
  Quota1764000850000,
  Finders1764000860000,
  PhotosTaken1764000870000,
  Ledgers1764000880000,
  LedgerChanges1764000890000,
  LookBack1764000895000,
  KeptCampaign1764000900000,
  Bulletins1764000910000,
  UnitLights1764000930000,
  Tally1764000940000,
  Trays1764000970000,
  Waiting1764000975000,
  Reports1764000980000,
  Scores1764000990000,
  Asks1764001000000,
];
