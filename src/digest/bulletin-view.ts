import { bulletinCard } from "../../cards/bulletin.ts";
import { bulletinDraftCard } from "../../cards/bulletin-draft.ts";
import { bulletinUnitCard } from "../../cards/bulletin-unit.ts";
import type { BulletinView, NamedLine } from "../../cards/bulletin-view.ts";
import { button } from "../../cards/buttons.ts";
import { listCard } from "../../cards/list.ts";
import { z } from "zod";
import { shortCode } from "../campaign/numbers.ts";
import { isDirector, isOffice, namesOf } from "../campaign/people.ts";
import { dateInWords, instantInWords, shortDay, type Day } from "../dates.ts";
import { SEAT_WORDS } from "./bulletin-readers.ts";
import type { Draw, Person, Turn } from "../turn.ts";
import { bulletinCode } from "./bulletin.ts";
import type { Named } from "./bulletin-figures.ts";
import { interviewList, listsOfUnit } from "./bulletin-lists.ts";
import { getBulletin, issuedBulletins, openBulletins, type BulletinRow } from "./bulletin-store.ts";
import { interviewLines } from "./interview-rows.ts";

const MOST_ISSUES = 30;

/** `2021年6月28日至7月2日`; over New Year both years are written out. */
const spanInWords = (from: Day, until: Day): string =>
  `${dateInWords(from)}至${from.slice(0, 4) === until.slice(0, 4) ? shortDay(until) : dateInWords(until)}`;

const lineOf = ({ number, enterprise, unit, note }: Named): NamedLine => ({
  title: `${shortCode("hazard", number)} ${enterprise}`,
  line: [unit, note].filter(Boolean).join(" · "),
});

/** What a bulletin shows, to one reader. */
export async function bulletinView(
  turn: Turn,
  bulletin: BulletinRow,
  person: Person | null,
  root: string | null = null,
): Promise<BulletinView> {
  const { campaign } = turn;
  const { figures, submittedBy, approvedBy } = bulletin;
  const names = await namesOf(turn, [submittedBy, approvedBy]);
  const wrong = bulletin.corrects ? await getBulletin(turn, { id: bulletin.corrects }) : null;
  const office = person !== null && isOffice(person);
  const interviews = office ? interviewLines(turn, figures) : [];
  return {
    ...bulletin,
    ...figures,
    lists: interviews.length > 0 ? [...figures.lists, interviewList(figures)] : figures.lists,
    interviews,
    rev: bulletin.version,
    reader: office ? (isDirector(person) ? "director" : "office") : "anyone",
    code: bulletinCode(bulletin),
    corrects: wrong ? bulletinCode(wrong) : "",
    campaign: campaign.short,
    office: campaign.joint_meeting.office,
    period: spanInWords(figures.fromOn, figures.untilOn),
    cutoff: instantInWords(new Date(figures.until), campaign.district.timezone),
    units: figures.units.map((unit) => ({ ...unit, unit: unit.short })),
    majors: figures.majors.map(lineOf),
    shutDown: figures.shutDown.map(lineOf),
    untrue: figures.untrue.map(lineOf),
    backlog: figures.backlog.map(lineOf),
    duties: figures.duties.map(dutyLine),
    returned: bulletin.returnReason,
    submittedBy: names.get(submittedBy ?? "") ?? "",
    approvedBy: names.get(approvedBy ?? "") ?? "",
    receivers: campaign.bulletins.to.map((seat) => SEAT_WORDS[seat]).join("、"),
    root,
  };
}

type Duty = BulletinRow["figures"]["duties"][number];

/** Whose day was moved is not missing. */
function missingInWords(missing: readonly string[], open: number): string {
  if (missing.length > 0) return `未报：${missing.join("、")}`;
  return open > 0 ? `${open}家已延期` : "全部报齐";
}

const dutyLine = ({ name, owed, handed, late, isPast, missing }: Duty): NamedLine => ({
  title: name,
  line: [
    `已报${handed}/${owed}家${late > 0 ? `，其中迟报${late}家` : ""}`,
    isPast ? missingInWords(missing, owed - handed) : "未到期",
  ].join("；"),
});

/** A draft for the office; once issued, the card as it was frozen, for everybody. */
export const drawBulletin: Draw = async (turn, id, { person, form }) => {
  const bulletin = await getBulletin(turn, { id });
  const isOurs = person !== null && isOffice(person);
  if (bulletin.state === "issued" && bulletin.card)
    return { card: isOurs ? withCorrection(bulletin) : bulletin.card };
  if (!isOurs) return null;
  const view = await bulletinView(turn, bulletin, person);
  const asks = form === "bulletin.return.form" && view.state === "submitted" && view.reader === "director";
  const open = asks ? form : view.state === "draft" ? "bulletin.save" : null;
  return { card: bulletinDraftCard(view, asks ? "return" : null), form: open };
};

/** The office may correct what was issued, by another issue. */
function withCorrection({ id, number, card }: BulletinRow) {
  if (!card) throw new Error(`bulletin ${id} has no card`);
  const more = button({ label: `更正第${number}期`, act: "bulletin.correct", id, rev: 0 });
  const { elements } = card.body;
  return {
    ...card,
    body: { ...card.body, elements: [...elements.slice(0, -1), more, ...elements.slice(-1)] },
  };
}

/** The card that is frozen when a bulletin goes out. */
export const cardAsIssued = async (turn: Turn, bulletin: BulletinRow, root: string | null) =>
  bulletinCard(await bulletinView(turn, bulletin, null, root));

const AskedUnit = z.object({ id: z.string(), unit: z.string() });

/** One unit's line of a bulletin. */
export const drawBulletinUnit: Draw = async (turn, _id, { frozen }) => {
  const { id, unit: key } = AskedUnit.parse(frozen);
  const bulletin = await getBulletin(turn, { id });
  const unit = bulletin.figures.units.find((each) => each.key === key);
  if (!unit) return null;
  const { cutoff } = await bulletinView(turn, bulletin, null);
  const view = {
    id,
    code: bulletinCode(bulletin),
    cutoff,
    unit: { ...unit, unit: unit.short },
    lists: listsOfUnit(unit),
  };
  return { card: bulletinUnitCard(view) };
};

const STATES = { draft: "待送审", submitted: "待签发", approved: "签发中", issued: "", dropped: "" };

/** The issues, newest first; the office sees what is being drafted above them. */
export const drawBulletins: Draw = async (turn, _id, { person }) => {
  const open = person && isOffice(person) ? await openBulletins(turn) : [];
  const issued = await issuedBulletins(turn, MOST_ISSUES);
  const mended = new Map(issued.map((each) => [each.corrects, each.number]));
  const rows = [...open, ...issued].map((bulletin) => {
    const { figures, state, corrects } = bulletin;
    const word = STATES[state];
    return {
      title: corrects && state !== "issued" ? "更正通报草稿" : bulletinCode(bulletin),
      lines: [
        [
          `统计期${spanInWords(figures.fromOn, figures.untilOn)}`,
          corrects ? "更正" : "",
          mended.has(bulletin.id) ? `已由第${mended.get(bulletin.id)}期更正` : "",
        ]
          .filter(Boolean)
          .join(" · "),
      ],
      act: "open.bulletin" as const,
      id: bulletin.id,
      rev: 0,
      tag: word ? { text: word, colour: "blue" as const } : null,
    };
  });
  const empty = "还没有发过通报。";
  const foot = "点一行打开；发“通报 3”可再要第3期和文件。";
  return { card: listCard({ title: "通报", subtitle: turn.campaign.short, rows, empty, foot }) };
};
