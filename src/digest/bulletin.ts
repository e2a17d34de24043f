import type { BulletinCause } from "../campaign/bulletins.ts";
import { Refusal } from "../errors.ts";
import type { BulletinFigures } from "./bulletin-figures.ts";

/** What the office adds in its own words. */
export type BulletinTexts = {
  /** 总体情况 */
  situation: string;
  /** 好的做法 */
  practice: string;
  /** 下一步要求 */
  demands: string;
  /** 更正说明, of a correction. */
  correction: string;
};

/** One bulletin 通报: figures that were counted at its cut-off, and the office's words (PLAN-FACTS S23). */
export type Bulletin = BulletinTexts & {
  id: string;
  campaign: string;
  state: "draft" | "submitted" | "approved" | "issued" | "dropped";
  causes: BulletinCause[];
  figures: BulletinFigures;
  /** The issue that this one corrects. */
  corrects: string | null;
  /** Given when it is approved, and never again. */
  year: number | null;
  number: number | null;
  submittedBy: string | null;
  submittedAt: Date | null;
  returnReason: string;
  approvedBy: string | null;
  approvedAt: Date | null;
  /** Who approved it had sent it in as well: nobody else is in the office. */
  isAlone: boolean;
  madeAt: Date;
  version: number;
};

type Moment = { now: Date };

const mustBeDraft = ({ state }: Bulletin): void => {
  if (state === "submitted") throw new Refusal("已经送审，要改请主任先退回");
  if (state !== "draft") throw new Refusal("这期通报已经签发，不能再改。有误请点“更正”另发一期");
};

/** The office's words are kept. */
export function write(bulletin: Bulletin, texts: BulletinTexts): Bulletin {
  mustBeDraft(bulletin);
  return { ...bulletin, ...texts };
}

/** 送审: what the bulletin says of the whole is there, and of a correction what was wrong. */
export function submit(bulletin: Bulletin, texts: BulletinTexts, by: string, { now }: Moment): Bulletin {
  const written = write(bulletin, texts);
  if (bulletin.corrects && !written.correction) throw new Refusal("还缺：更正说明");
  if (!bulletin.corrects && !written.situation) throw new Refusal("还缺：总体情况");
  return { ...written, state: "submitted", submittedBy: by, submittedAt: now, returnReason: "" };
}

const mustBeSubmitted = ({ state }: Bulletin): void => {
  if (state === "draft") throw new Refusal("还没有送审，或已经退回");
  if (state !== "submitted") throw new Refusal("这期通报已经签发");
};

/** 退回修改: what is to be mended. */
export function sendBack(bulletin: Bulletin, reason: string): Bulletin {
  mustBeSubmitted(bulletin);
  return { ...bulletin, state: "draft", returnReason: reason };
}

/** 批准签发: by the director, never by who sent it in while there is somebody else in the office (RULES §12, §2.2). */
export function approve(
  bulletin: Bulletin,
  by: string,
  { office, year, number }: { office: readonly string[]; year: number; number: number },
  { now }: Moment,
): Bulletin {
  mustBeSubmitted(bulletin);
  const isOwn = bulletin.submittedBy === by;
  if (isOwn && office.some((each) => each !== by)) {
    throw new Refusal("送审的人不能签发，请退回后由办公室其他人送审");
  }
  return { ...bulletin, state: "approved", year, number, approvedBy: by, approvedAt: now, isAlone: isOwn };
}

/** A draft that is not wanted: a correction that was begun in error. */
export function drop(bulletin: Bulletin): Bulletin {
  mustBeDraft(bulletin);
  if (!bulletin.corrects) throw new Refusal("定期通报的草稿不用撤销，到下次自动更新");
  return { ...bulletin, state: "dropped" };
}

/** `通报〔2021〕第3期` */
export const bulletinCode = ({ year, number }: Pick<Bulletin, "year" | "number">): string =>
  year === null || number === null ? "通报草稿" : `通报〔${year}〕第${number}期`;

const NUMBER = /^(?:通报)?[\s,:]*(?:〔?\[?(\d{4})[〕\]年-]\s*)?第?\s*(\d{1,4})\s*期?$/;

/** `3`, `第3期`, `〔2021〕第3期`; without a year, the newest of that number is meant. */
export function issueIn(typed: string): { year: number | null; number: number } | null {
  const [, year, number] = NUMBER.exec(typed.normalize("NFKC").trim()) ?? [];
  return number ? { year: year ? Number(year) : null, number: Number(number) } : null;
}
