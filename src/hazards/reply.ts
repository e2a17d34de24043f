import { unitName } from "../campaign/definition.ts";
import { record } from "../campaign/history.ts";
import { shortCode } from "../campaign/numbers.ts";
import { actsForUnit, isOffice, mayActFor } from "../campaign/people.ts";
import { Refusal } from "../errors.ts";
import {
  attachmentsOf,
  fileUnder,
  isKept,
  keepAttachment,
  type Attachment,
  type Sent,
  type Stage,
} from "../files/attachment.ts";
import { show } from "../jobs/show.ts";
import type { Person, Turn } from "../turn.ts";
import type { Hazard, HazardState } from "./hazard.ts";
import { freshFiles, progressInWords } from "./fresh.ts";
import { update } from "./life.ts";
import { mustRectify } from "./rights.ts";
import { getHazard, saveHazard, subjectOf } from "./store.ts";

/** Until rectification begins a photo shows the finding; from then on what was done; after the end it is an addition. */
const STAGES: Record<HazardState, Stage> = {
  registered: "before",
  assigned: "before",
  rectifying: "after",
  verify_requested: "after",
  verifying: "after",
  closed: "supplement",
  shut_down: "supplement",
  voided: "supplement",
  merged: "supplement",
};

/** Before the first photo of the finding is there, a photo is of the finding: it may be sent after registration. */
function stageOf({ state }: Hazard, hasFinding: boolean): Stage {
  return state === "rectifying" && !hasFinding ? "before" : STAGES[state];
}

const WORDS: Record<Stage, string> = {
  before: "整改前",
  after: "整改后",
  document: "材料",
  supplement: "补充",
};

function mustConcern(turn: Turn, by: Person, { leadUnit, finder }: Hazard): void {
  const isTheirs = actsForUnit(by, leadUnit) || mayActFor(by, leadUnit, ["inspector"]);
  if (isTheirs || finder === by.id || isOffice(by)) return;
  throw new Refusal(`这条隐患由${unitName(turn.campaign, leadUnit)}办理，您不能补充材料`);
}

async function received(
  turn: Turn,
  by: Person,
  hazard: Hazard,
  stage: Stage,
  count: number,
): Promise<string> {
  const subject = subjectOf(hazard);
  record(turn, { subject, by: by.id, act: "hazard.file", words: `${WORDS[stage]}照片${count}件` });
  show(turn, subject);
  return `收到${count}件，记为${shortCode("hazard", hazard.number)}${WORDS[stage]}。`;
}

/** What a photo of this hazard shows, sent now. */
export async function stageFor(turn: Turn, hazard: Hazard): Promise<Stage> {
  const files = await attachmentsOf(turn, subjectOf(hazard));
  return stageOf(
    hazard,
    files.some((file) => file.stage === "before" && isKept(file)),
  );
}

/** Photos and files replied to a hazard's card. */
export async function hazardEvidence(
  turn: Turn,
  by: Person,
  id: string,
  sent: readonly Sent[],
): Promise<string> {
  const hazard = await getHazard(turn, { id });
  mustConcern(turn, by, hazard);
  const stage = await stageFor(turn, hazard);
  for (const each of sent) await keepAttachment(turn, each, { subject: subjectOf(hazard), stage });
  return received(turn, by, hazard, stage, sent.length);
}

/** The same for what was sent without a card and has now been filed. */
export async function adoptHazardEvidence(
  turn: Turn,
  by: Person,
  id: string,
  files: readonly Attachment[],
): Promise<string> {
  const hazard = await getHazard(turn, { id });
  mustConcern(turn, by, hazard);
  const stage = await stageFor(turn, hazard);
  await fileUnder(
    turn,
    files.map((file) => file.id),
    subjectOf(hazard),
    stage,
  );
  await received(turn, by, hazard, stage, files.length);
  return `已归入${shortCode("hazard", hazard.number)}（${WORDS[stage]}）`;
}

/** Words under a hazard's card: progress while it is being rectified, otherwise a note. */
export async function hazardText(turn: Turn, by: Person, id: string, said: string): Promise<string> {
  const before = await getHazard(turn, { id });
  if (before.state !== "rectifying") {
    mustConcern(turn, by, before);
    record(turn, { subject: subjectOf(before), by: by.id, act: "hazard.note", words: `留言：${said}` });
    show(turn, subjectOf(before));
    return "已留作备注。";
  }
  mustRectify(turn, by, before);
  const { measure, funds, person, emergencyPlan, protection } = before;
  const sent = { progress: said, measure, funds, person, emergencyPlan, protection };
  const after = update(before, sent, await freshFiles(turn, before));
  await saveHazard(turn, before, after, { by: by.id, act: "hazard.update", words: progressInWords(said) });
  return `已记为${shortCode("hazard", before.number)}的进展。`;
}
