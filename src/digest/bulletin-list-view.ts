import { MOST } from "../../cards/list.ts";
import { z } from "zod";
import { instantInWords } from "../dates.ts";
import { isOffice } from "../campaign/people.ts";
import type { Draw } from "../turn.ts";
import { AS_NOW, listOnCard, type FindBehind } from "./behind.ts";
import { bulletinCode } from "./bulletin.ts";
import { INTERVIEWS, listOf, subjectsOfBulletin } from "./bulletin-lists.ts";
import { getBulletin } from "./bulletin-store.ts";
import { interviewRows } from "./interview-rows.ts";
import { rowsFor } from "./rows.ts";

const Asked = z.object({ id: z.string(), list: z.string() });

/** What is behind a figure of a bulletin, as it stood at the cut-off; proposals are the office's alone. */
export const bulletinListBehind: FindBehind = async (turn, asked, { person, most }) => {
  const { id, list: key } = Asked.parse(asked);
  const bulletin = await getBulletin(turn, { id });
  const { figures } = bulletin;
  const list = listOf(figures, key);
  const isOurs = key === INTERVIEWS;
  if (!list || (isOurs && (person === null || !isOffice(person)))) return null;
  const rows = isOurs
    ? interviewRows(turn, figures)
    : await rowsFor(turn, await subjectsOfBulletin(turn, figures, list, most));
  const { name: title, count, unit } = list;
  const cutoff = instantInWords(new Date(figures.until), turn.campaign.district.timezone);
  const source = `${bulletinCode(bulletin)}清单，截至${cutoff}`;
  const head = isOurs ? { head: ["单位", "依据"] } : {};
  return { title, source, count, unit, rows, empty: "没有符合的条目。", foot: AS_NOW, ...head };
};

/** The list behind a figure of a bulletin, as far as a card goes. */
export const drawBulletinList: Draw = async (turn, id, { frozen, person }) => {
  const list = await bulletinListBehind(turn, frozen, { person, most: MOST });
  return list && listOnCard(list, id);
};
