import { z } from "zod";
import { BulletinForm, SendBackForm } from "../../cards/bulletin-draft.ts";
import {
  approveBulletin,
  correctBulletin,
  dropBulletin,
  returnBulletin,
  saveBulletinText,
  submitBulletin,
} from "../digest/bulletin-acts.ts";
import { sendBulletinFile, sendBulletinList, sendBulletinUnit } from "../digest/bulletin-send.ts";
import { Nothing, on, type Handle } from "./handle.ts";

const Choice = z.object({ option: z.string("请选一项") });

/** What is done to a bulletin: action → its form and its handler. */
export const BULLETIN_ACTS: Record<string, Handle> = {
  "bulletin.save": on(BulletinForm, saveBulletinText),
  "bulletin.submit": on(BulletinForm, submitBulletin),
  "bulletin.approve": on(Nothing, approveBulletin),
  "bulletin.return": on(SendBackForm, returnBulletin),
  "bulletin.correct": on(Nothing, correctBulletin),
  "bulletin.drop": on(Nothing, dropBulletin),
  "bulletin.file": on(Nothing, sendBulletinFile),
  "bulletin.list": on(Choice, sendBulletinList),
  "bulletin.unit": on(Choice, sendBulletinUnit),
};
