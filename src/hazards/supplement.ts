import type { RegisterForm } from "../../cards/registration.ts";
import { record } from "../campaign/history.ts";
import { attachmentsOf, fileUnder, keepAttachment, type Attachment, type Sent } from "../files/attachment.ts";
import { show } from "../jobs/show.ts";
import type { Person, Turn } from "../turn.ts";
import { draftBy, draftSubject, endDraft, keepDraft, openDraftBy, type Draft } from "./draft.ts";
import type { Hazard } from "./hazard.ts";
import { hazardEvidence, stageFor } from "./reply.ts";
import { subjectOf } from "./store.ts";

/** Photos that came before the hazard had a number belong to it from now on. */
export async function adoptPhotos(turn: Turn, draft: Draft, hazard: Hazard): Promise<number> {
  const files = await attachmentsOf(turn, draftSubject(draft.id));
  if (files.length === 0) return 0;
  const stage = await stageFor(turn, hazard);
  await fileUnder(
    turn,
    files.map(({ id }) => id),
    subjectOf(hazard),
    stage,
  );
  return files.length;
}

/** What somebody found again stands in the history of the hazard that is there, with their photos. */
export async function addToHazard(
  turn: Turn,
  by: Person,
  hazard: Hazard,
  draft: Draft,
  { site, description }: RegisterForm,
): Promise<void> {
  const photos = await adoptPhotos(turn, draft, hazard);
  const more = photos > 0 ? `，照片${photos}件` : "";
  const subject = subjectOf(hazard);
  record(turn, {
    subject,
    by: by.id,
    act: "hazard.supplement",
    words: `补充发现：${site}，${description}${more}`,
  });
  show(turn, subject);
  await endDraft(turn, draft, hazard.id);
}

/** Photos replied to a registration's card: kept for it, or for the hazard that it has become. */
export async function draftEvidence(
  turn: Turn,
  by: Person,
  id: string,
  sent: readonly Sent[],
): Promise<string> {
  const draft = await draftBy(turn, id, by.id);
  const hazard = draft.typed["hazard"];
  if (hazard) return hazardEvidence(turn, by, hazard, sent);
  const belongs = { subject: draftSubject(id), stage: "before" as const };
  for (const each of sent) await keepAttachment(turn, each, belongs);
  await keepDraft(turn, draft);
  return `收到${sent.length}件，登记时一并归入。`;
}

/** The same for what was sent without a card and has now been filed. */
export async function adoptDraftEvidence(
  turn: Turn,
  by: Person,
  id: string,
  files: readonly Attachment[],
): Promise<string> {
  const draft = await openDraftBy(turn, id, by.id);
  await fileUnder(
    turn,
    files.map((file) => file.id),
    draftSubject(draft.id),
    "before",
  );
  return "已归入正在登记的隐患";
}

/** Words replied to a registration's card describe what was found. */
export async function draftText(turn: Turn, by: Person, id: string, said: string): Promise<string | null> {
  const draft = await draftBy(turn, id, by.id);
  if (draft.step === "done") return "这条已经登记，请回复隐患的卡片。";
  const description = [draft.typed["description"], said].filter(Boolean).join("\n");
  await keepDraft(turn, { ...draft, typed: { ...draft.typed, description } });
  show(turn, draftSubject(id));
  return "已记入隐患描述。";
}
