import { Between, In } from "typeorm";
import type { Day } from "../dates.ts";
import { day, defineTable, id, instant, key, maybe } from "../db/define.ts";
import { Refusal, StaleCard } from "../errors.ts";
import type { Turn } from "../turn.ts";
import { isAgreed, type Absence, type Agreed } from "./absence.ts";

type AbsenceRow = Absence & { districtId: string };

export const AbsenceTable = defineTable<AbsenceRow>(
  "absence",
  {
    id: id(),
    districtId: { ...key(), name: "district_id" },
    personId: { ...key(36), name: "person_id" },
    unit: key(32),
    coverId: { ...maybe(key(36)), name: "cover_id" },
    fromOn: { ...maybe(day()), name: "from_on" },
    toOn: { ...maybe(day()), name: "to_on" },
    state: key(16),
    askedBy: { ...key(36), name: "asked_by" },
    askedAt: { ...instant(), name: "asked_at" },
  },
  [
    { name: "absence_person", columns: ["districtId", "personId", "state"] },
    { name: "absence_unit", columns: ["districtId", "unit", "state"] },
  ],
);

const absences = (turn: Turn) => turn.tx.getRepository(AbsenceTable);

export async function getAbsence(turn: Turn, absenceId: string): Promise<Absence> {
  const found = await absences(turn).findOneBy({ districtId: turn.district, id: absenceId });
  if (!found) throw new Refusal("没有找到这次请假，请重新发“请假”");
  return found;
}

export async function addAbsence(turn: Turn, absence: Absence): Promise<void> {
  await absences(turn).insert({ ...absence, districtId: turn.district });
}

/** Keeps a new state; somebody was faster: nothing is kept. */
export async function saveAbsence(turn: Turn, before: Absence, after: Absence): Promise<void> {
  const kept = await absences(turn).update(
    { districtId: turn.district, id: before.id, state: before.state },
    { ...after },
  );
  if (!kept.affected) throw new StaleCard();
}

/** Everything agreed that begins on one of these days. */
export async function agreedFrom(turn: Turn, first: Day, last: Day): Promise<Agreed[]> {
  const rows = await absences(turn).findBy({
    districtId: turn.district,
    state: "agreed",
    fromOn: Between(first, last),
  });
  return rows.flatMap((row: Absence) => (isAgreed(row) ? [row] : []));
}

/** Everything agreed in a body that is not over. */
export async function agreedIn(turn: Turn, units: readonly string[]): Promise<Agreed[]> {
  const rows = await absences(turn).find({
    where: { districtId: turn.district, unit: In([...units]), state: "agreed" },
    order: { fromOn: "ASC", id: "ASC" },
  });
  return rows.flatMap((row: Absence) => (isAgreed(row) && row.toOn >= turn.today ? [row] : []));
}
