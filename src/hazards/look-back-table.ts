import { day, defineTable, key, maybe } from "../db/define.ts";
import { changeRows, findRow, findRows } from "../db/statements.ts";
import type { Day } from "../dates.ts";
import type { Turn } from "../turn.ts";

/** What somebody found who looked again: as it was said, or not. */
export type LookedAt = "true" | "reopened";

export type LookBack = {
  districtId: string;
  hazardId: string;
  /** In which month it was struck off: `2021-05`. */
  month: string;
  campaign: string;
  /** What the lots were drawn from. */
  seed: string;
  drawnOn: Day;
  result: LookedAt | null;
  remark: string;
  lookedBy: string | null;
  lookedOn: Day | null;
};

export const LookBackTable = defineTable<LookBack>(
  "look_back",
  {
    districtId: { ...key(), primary: true, name: "district_id" },
    hazardId: { ...key(36), primary: true, name: "hazard_id" },
    month: { ...key(7), primary: true },
    campaign: key(),
    seed: key(),
    drawnOn: { ...day(), name: "drawn_on" },
    result: maybe(key(16)),
    remark: { ...key(500), default: "" },
    lookedBy: { ...maybe(key(36)), name: "looked_by" },
    lookedOn: { ...maybe(day()), name: "looked_on" },
  },
  [{ name: "look_back_month", columns: ["districtId", "campaign", "month"] }],
);

const ours = ({ district: districtId, campaign }: Turn) => ({ districtId, campaign: campaign.key });

/** What was drawn of one month. */
export const drawnOf = (turn: Turn, month: string): Promise<LookBack[]> =>
  findRows(turn.tx, LookBackTable, { ...ours(turn), month });

/** Everything that was ever drawn, month by month. */
export const allDrawn = (turn: Turn): Promise<LookBack[]> =>
  findRows(turn.tx, LookBackTable, ours(turn), { order: { month: "ASC", hazardId: "ASC" } });

/** What was drawn and nobody has looked at. */
export const waitingLookBacks = (turn: Turn): Promise<LookBack[]> =>
  findRows(turn.tx, LookBackTable, { ...ours(turn), result: null }, { order: { month: "ASC" } });

/** The draw that one hazard waits in. */
export const lookBackOf = (turn: Turn, hazardId: string): Promise<LookBack | null> =>
  findRow(turn.tx, LookBackTable, { districtId: turn.district, hazardId, result: null });

/** The last month of which something was drawn. */
export async function lastDraw(turn: Turn): Promise<string | null> {
  const [last] = await findRows(turn.tx, LookBackTable, ours(turn), { order: { month: "DESC" }, limit: 1 });
  return last?.month ?? null;
}

/** Of these hazards, the ones that were drawn before and found true, or still wait. */
export async function drawnBefore(turn: Turn, hazardIds: readonly string[]): Promise<Set<string>> {
  const rows = await findRows(turn.tx, LookBackTable, { districtId: turn.district, hazardId: hazardIds });
  return new Set(rows.filter(({ result }) => result !== "reopened").map(({ hazardId }) => hazardId));
}

type Found = Pick<LookBack, "result" | "remark" | "lookedBy">;

/** Keeps what was found. */
export const keepLooked = (turn: Turn, { hazardId, month }: LookBack, found: Found): Promise<number> =>
  changeRows(
    turn.tx,
    LookBackTable,
    { districtId: turn.district, hazardId, month },
    { ...found, lookedOn: turn.today },
  );
