import type { Planned } from "./plan.ts";

const LINE_BYTES = 73;

/**
 * The pushes as a calendar file (RFC 5545), in UTC. An event keeps its UID when its day moves, and a later file's stamp
 * is later: a calendar that takes the file in again moves what it has.
 */
export const calendarFile = (planned: readonly Planned[], now: Date): string =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//duban//plan//ZH",
    "CALSCALE:GREGORIAN",
    "X-WR-CALNAME:督办推送计划",
    ...planned.flatMap((each) => eventOf(each, stamp(now))),
    "END:VCALENDAR",
    "",
  ]
    .flatMap(folded)
    .join("\r\n");

const stamp = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d+/g, "");

const eventOf = ({ campaign, push }: Planned, madeAt: string): string[] => [
  "BEGIN:VEVENT",
  `UID:${push.subject.replaceAll(":", "-")}-${push.step}@${campaign.key}`,
  `DTSTAMP:${madeAt}`,
  `DTSTART:${stamp(push.at)}`,
  "DURATION:PT5M",
  `SUMMARY:${escaped(push.text)}`,
  `STATUS:${push.text.endsWith("（预计）") ? "TENTATIVE" : "CONFIRMED"}`,
  "TRANSP:TRANSPARENT",
  "END:VEVENT",
];

const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r?\n|\r/g, "\\n");

/** Lines are at most 75 bytes; a longer one goes on after a space. */
function folded(line: string): string[] {
  const parts: string[] = [];
  let part = "";
  for (const sign of line) {
    if (Buffer.byteLength(part + sign) > LINE_BYTES) {
      parts.push(part);
      part = " ";
    }
    part += sign;
  }
  return [...parts, part];
}
