import { addDays, dayAt, daysBetween, type Day } from "../dates.ts";

/** What somebody asked for in a sentence; what could not be read is `null` and asked on the card. */
export type LeaveAsked = {
  /** Whose leave it is, when a lead or the office asks for somebody else. */
  who: string | null;
  fromOn: Day | null;
  toOn: Day | null;
  /** `B角`, or a name. */
  cover: string | null;
};

const NEXT_YEAR_WITHIN = 180;

/** Full-width letters, digits and signs as phones type them. */
const plainly = (typed: string): string =>
  typed
    .replaceAll(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll(/[\s\u3000]+/g, " ")
    .replaceAll(/[〜—–－]+/g, "-")
    .trim();

const DAY = String.raw`(?:今天|明天|后天|(?:\d{4}\s?[年./-]\s?)?\d{1,2}\s?[月./-]\s?\d{1,2}\s?[日号]?)`;
const TO = String.raw`\s?(?:至|到|-|~)\s?`;
const SPAN = new RegExp(`(${DAY})(?:${TO}(${DAY}|\\d{1,2}\\s?[日号]?))?(?:\\s?起?\\s?(\\d{1,2})\\s?天)?`);
const COVER =
  /(?:由|请|让)\s?(.+?)\s?(?:代办|代理|代班|顶替|代|替|顶|$)|([^\s,，。;；]+?)\s?(?:代办|代理|代班|代)\s?$/;
const EDGES = /^[\s,，。.:：;；、]+|[\s,，。.:：;；、]+$/g;
const FILLER = /^(?:从|自|因病|因事|因公)|(?:期间|上午|下午|全天|请假)$/g;

const SOON: Record<string, number> = { 今天: 0, 明天: 1, 后天: 2 };

/** A day without a year is the coming one: in December, `1月3日` is next year's. */
function dayIn(written: string, today: Day): Day | null {
  const soon = SOON[written];
  if (soon !== undefined) return addDays(today, soon);
  const [day, month, year] = (written.match(/\d+/g) ?? []).map(Number).toReversed();
  if (day === undefined || month === undefined) return null;
  const thisYear = Number(today.slice(0, 4));
  const here = dayAt(year ?? thisYear, month, day);
  if (year !== undefined || !here || here >= today) return here;
  const next = dayAt(thisYear + 1, month, day);
  return next && daysBetween(today, next) <= NEXT_YEAR_WITHIN ? next : here;
}

/** `25日` after `6月20日` is of the same month; `1月2日` after `12月30日` of the next year. */
function lastDay(first: Day, written: string, today: Day): Day | null {
  if (/^\d{1,2}\s?[日号]?$/.test(written)) {
    return dayAt(Number(first.slice(0, 4)), Number(first.slice(5, 7)), Number.parseInt(written, 10));
  }
  const last = dayIn(written, today);
  if (!last || last >= first || /^\d{4}/.test(written)) return last;
  return dayAt(Number(first.slice(0, 4)) + 1, Number(last.slice(5, 7)), Number(last.slice(8)));
}

/** Reads `6月20日至25日，由B角代`, `６.20-6.25`, `教育局联络员 明天`. */
export function readLeave(typed: string, today: Day): LeaveAsked {
  const said = plainly(typed);
  const span = SPAN.exec(said);
  const [all = "", first = "", last = "", days = ""] = span ?? [];
  const fromOn = first ? dayIn(first, today) : null;
  const single = days && fromOn ? addDays(fromOn, Math.max(0, Number(days) - 1)) : fromOn;
  const toOn = fromOn && last ? lastDay(fromOn, last, today) : single;

  const at = span?.index ?? 0;
  const beside = span ? `${said.slice(0, at)}，${said.slice(at + all.length)}` : said;
  const cover = COVER.exec(beside);
  const rest = cover ? beside.slice(0, cover.index) : beside;
  const who = tidied(rest.split(/[,，]/)[0] ?? "");
  return { who: who || null, fromOn, toOn, cover: tidied(cover?.[1] ?? cover?.[2] ?? "") || null };
}

const tidied = (text: string): string =>
  text.replaceAll(EDGES, "").replaceAll(FILLER, "").replaceAll(EDGES, "");
