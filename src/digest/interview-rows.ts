import type { NamedLine } from "../../cards/bulletin-view.ts";
import type { RowView } from "../../cards/buttons.ts";
import { unitName } from "../campaign/definition.ts";
import { shortCode } from "../campaign/numbers.ts";
import type { Turn } from "../turn.ts";
import type { BulletinFigures } from "./bulletin-figures.ts";
import type { Interview } from "./interviews.ts";

const WORDS = { listed: "挂牌督办逾期未改", untrue: "查实销号不实" } as const;

function inWords({ ground, number }: Interview): string {
  if (ground === "red") return `连续两期红灯，上一期为第${number}期`;
  return `${number === null ? "" : shortCode("hazard", number)}${WORDS[ground]}`;
}

/** The proposals 约谈建议 of a draft, as its card names them. */
export const interviewLines = ({ campaign }: Turn, { interviews = [] }: BulletinFigures): NamedLine[] =>
  interviews.map((each) => ({ title: unitName(campaign, each.unit), line: inWords(each) }));

/** The same as rows; each opens its ground: the bulletin before, or the hazard. */
export const interviewRows = ({ campaign }: Turn, { interviews = [] }: BulletinFigures): RowView[] =>
  interviews.map((each) => ({
    title: unitName(campaign, each.unit),
    lines: [inWords(each)],
    act: each.ground === "red" ? "open.bulletin" : "open.hazard",
    id: each.id,
    rev: 0,
  }));
