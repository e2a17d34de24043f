import { IsNull, LessThanOrEqual, MoreThan } from "typeorm";
import { writeLater } from "../db/door.ts";
import { defineTable, id, instant, key, maybe } from "../db/define.ts";
import { newRowId } from "../db/ids.ts";
import { changeRows, insertRows } from "../db/statements.ts";
import type { Turn } from "../turn.ts";

/** Who holds the ball: its unit, a verifier, the office; nobody when it has ended (RULES §6). */
export type Holder = "unit" | "verifier" | "office" | "nobody";

export type Ball = { holder: Holder; light: "green" | "yellow" | "red" | "grey"; cause: string };

/** What of the district a light is about. */
export type Lit = Ball & { subject: string; unit: string };

type LightRow = Lit & {
  id: string;
  districtId: string;
  campaign: string;
  sinceAt: Date;
  untilAt: Date | null;
};

/** Each light with its cause and its holder, from when to when: the lights of any past day can be had again. */
export const LightTable = defineTable<LightRow>(
  "light",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    campaign: key(),
    subject: key(80),
    unit: key(32),
    holder: key(16),
    light: key(8),
    cause: key(80),
    sinceAt: { ...instant(), name: "since_at" },
    untilAt: { ...maybe(instant()), name: "until_at" },
  },
  [
    { name: "light_subject", columns: ["districtId", "subject", "untilAt"] },
    { name: "light_now", columns: ["districtId", "campaign", "untilAt", "light"] },
  ],
);

/** The light of the office or a verifier, whose clock is short: late is red, the last day yellow. */
export function waitingBall(holder: Holder, word: string, { waited, limit }: Clock): Ball {
  const left = limit - waited;
  if (left < 0) return { holder, light: "red", cause: `红灯：${word}超时限` };
  if (left === 0) return { holder, light: "yellow", cause: `黄灯：${word}今天到限` };
  return { holder, light: "green", cause: `绿灯：等待${word}` };
}

/** Working days that something has waited, and may wait. */
export type Clock = { waited: number; limit: number };

const isSame = (one: Lit | null, other: Lit): boolean =>
  one !== null &&
  one.light === other.light &&
  one.cause === other.cause &&
  one.holder === other.holder &&
  one.unit === other.unit;

/** Keeps a light when it, its cause or its holder has changed: by an act, or with the day. */
export function keepLight(turn: Turn, before: Lit | null, after: Lit): void {
  if (isSame(before, after)) return;
  const { tx, district: districtId, campaign, now } = turn;
  const { subject, unit, holder, light, cause } = after;
  const row: LightRow = {
    id: newRowId(now),
    districtId,
    campaign: campaign.key,
    subject,
    unit,
    holder,
    light,
    cause,
    sinceAt: now,
    untilAt: null,
  };
  writeLater(tx, () => changeRows(tx, LightTable, { districtId, subject, untilAt: null }, { untilAt: now }));
  writeLater(tx, () => insertRows(tx, LightTable, [row]));
}

/** The lights as they were at an instant, of what had not ended. */
export async function lightsAt(turn: Turn, at: Date): Promise<Lit[]> {
  const { tx, district: districtId, campaign } = turn;
  const then = { districtId, campaign: campaign.key, sinceAt: LessThanOrEqual(at) };
  const rows = await tx.getRepository(LightTable).find({
    where: [
      { ...then, untilAt: IsNull() },
      { ...then, untilAt: MoreThan(at) },
    ],
    order: { subject: "ASC", id: "ASC" },
  });
  return rows.filter(({ light }) => light !== "grey");
}
