const SHOWN_CHARACTERS = 200;
const SPECIAL = /[&<>~\-!*/\\[\]()#:+"'`$_|=.]/g;

/** Typed text as it may stand in markdown: every special sign becomes a number, nothing is parsed (CONTRACT §6.6). */
export const escape = (typed: string): string =>
  cut(typed)
    .replaceAll(SPECIAL, (sign) => `&#${sign.charCodeAt(0)};`)
    .replaceAll(/\r?\n/g, "<br>")
    .replaceAll(/^ +/gm, (spaces) => "&nbsp;".repeat(spaces.length));

/** Long text is cut before it is escaped: the card has 30 KB for all. */
export const cut = (typed: string, most = SHOWN_CHARACTERS): string => {
  const signs = [...typed];
  return signs.length > most ? `${signs.slice(0, most - 1).join("")}…` : typed;
};

/** An enterprise in a title: ten characters, the full name stands in the first fact. */
export const shortName = (name: string): string => cut(name, 11);
