import { z } from "zod";
import { DecideForm, ObjectForm } from "../../cards/score-unit.ts";
import { freezeByDirector, publishScore, recountScore } from "../score/acts.ts";
import { acceptObjection, objectToScore, rejectObjection } from "../score/objections.ts";
import { sendScoreFile, sendScoreList, sendScoreUnit } from "../score/send.ts";
import { Nothing, on, type Handle } from "./handle.ts";

const Choice = z.object({ option: z.string("请选一项") });

/** What is done to a yearly score: action → its form and its handler. */
export const SCORE_ACTS: Record<string, Handle> = {
  "score.recount": on(Nothing, recountScore),
  "score.publish": on(Nothing, publishScore),
  "score.freeze": on(Nothing, freezeByDirector),
  "score.object": on(ObjectForm, objectToScore),
  "score.accept": on(DecideForm, acceptObjection),
  "score.reject": on(DecideForm, rejectObjection),
  "score.unit": on(Choice, sendScoreUnit),
  "score.list": on(Choice, sendScoreList),
  "score.file": on(Nothing, sendScoreFile),
};
