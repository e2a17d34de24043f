import { proofCard, type Done, type ProofView } from "../../cards/proof.ts";
import { rootInWords, rootOf } from "../campaign/chain.ts";
import { unitName } from "../campaign/definition.ts";
import { HistoryTable } from "../campaign/history-table.ts";
import { code } from "../campaign/numbers.ts";
import { actsForUnit, isOffice, mayActFor, namesOf, ownUnits, worksAs } from "../campaign/people.ts";
import { Refusal } from "../errors.ts";
import { getHazard } from "../hazards/store.ts";
import { hazardTitle } from "../hazards/rows.ts";
import { getTask } from "../tasks/store.ts";
import type { Draw, Person, Turn } from "../turn.ts";
import { toldOf } from "./told.ts";

export type Kind = "task" | "hazard";
type Whose = { unitKey: string; executor: string | null };
type About = Pick<ProofView, "title" | "code" | "unit"> & Whose;

const ABOUT: Record<Kind, (turn: Turn, id: string) => Promise<About>> = {
  task: async (turn, id) => {
    const { title, year, number, unit, executor } = await getTask(turn, { id });
    const name = unitName(turn.campaign, unit);
    return { title, code: code("task", year, number), unit: name, unitKey: unit, executor };
  },
  hazard: async (turn, id) => {
    const hazard = await getHazard(turn, { id });
    const { year, number, leadUnit, executor } = hazard;
    const unit = unitName(turn.campaign, leadUnit);
    return {
      title: hazardTitle(hazard),
      code: code("hazard", year, number),
      unit,
      unitKey: leadUnit,
      executor,
    };
  },
};

/** `task-<id>`: what a proof card is about, in one word. */
export const proofId = (kind: Kind, id: string): string => `${kind}-${id}`;

function readId(proof: string): { kind: Kind; id: string } {
  const [, kind, id = ""] = /^(task|hazard)-(.+)$/.exec(proof) ?? [];
  if (kind !== "task" && kind !== "hazard") throw new Refusal("没有找到这份留痕，请从任务或隐患卡片重新打开");
  return { kind, id };
}

/** The office, the conveners, the unit that owes it, and whoever of it took it; nobody else. */
const maySee = (person: Person, { unitKey, executor }: Whose): boolean =>
  isOffice(person) ||
  actsForUnit(person, unitKey) ||
  (worksAs(person, executor) && ownUnits(person).includes(unitKey)) ||
  mayActFor(person, "meeting", ["chief_convener", "convener"]);

/** Who was told of a task or hazard, who read it, who signed, who did what: by whom and when (PLAN-FACTS S33). */
export async function proofOf(turn: Turn, proof: string, reader: Person): Promise<ProofView> {
  const { kind, id } = readId(proof);
  const { unitKey, executor, ...about } = await ABOUT[kind](turn, id);
  if (!maySee(reader, { unitKey, executor })) throw new Refusal("办理留痕只给办公室、召集人和承办单位看");
  const subject = `${kind}:${id}`;
  return {
    ...about,
    id: proof,
    zone: turn.campaign.district.timezone,
    at: turn.now,
    told: await toldOf(turn, subject),
    done: await doneOf(turn, subject),
    root: rootInWords(await rootOf(turn.tx, turn.district)),
  };
}

async function doneOf(turn: Turn, subject: string): Promise<Done[]> {
  const rows = await turn.tx
    .getRepository(HistoryTable)
    .find({ where: { districtId: turn.district, subject }, order: { id: "ASC" } });
  const names = await namesOf(
    turn,
    rows.map(({ by }) => by),
  );
  return rows.map(({ by, at, act, words, position, hash }) => {
    return { at, by: (by && names.get(by)) || "系统", act, words, position, hash };
  });
}

/** The proof's card, for whoever may see it. */
export const drawProof: Draw = async (turn, id, { person }) =>
  person ? { card: proofCard(await proofOf(turn, id, person)) } : null;
