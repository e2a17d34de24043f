const SHOWN_CHARACTERS = 200;
const SPECIAL = /[&<>~\-!*/\\[\]()#:+"'`$_|=.@{}^]/g;
const LINE_ENDS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
/** Control characters, those that turn the direction of what follows, and those that nobody sees. */
const UNSEEN =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
const HALF = /\p{Surrogate}/gu;

/** Typed text as it may stand on a card at all: one kind of line end, nothing unseen, no half characters. */
export const tidy = (typed: string): string =>
  typed.replaceAll(LINE_ENDS, "\n").replaceAll("\t", "  ").replaceAll(UNSEEN, "").replaceAll(HALF, "\ufffd");

/** Typed text as it may stand in markdown: every special sign becomes a number, nothing is parsed (CONTRACT §6.6). */
export const escape = (typed: string): string =>
  cut(tidy(typed))
    .replaceAll(SPECIAL, (sign) => `&#${sign.charCodeAt(0)};`)
    .replaceAll(/^ +/gm, (spaces) => "&nbsp;".repeat(spaces.length))
    .replaceAll("\n", "<br>");

/** Long text is cut before it is escaped: the card has 30 KB for all. */
export const cut = (typed: string, most = SHOWN_CHARACTERS): string => {
  const signs = [...typed];
  return signs.length > most ? `${signs.slice(0, most - 1).join("")}…` : typed;
};

/** An enterprise in a title: ten characters, the full name stands in the first fact. */
export const shortName = (name: string): string => cut(name, 11);
