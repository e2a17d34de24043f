import type { Planned } from "./plan.ts";

const STAMP = "20200101T000000Z";
const LINE_BYTES = 73;

/** The pushes as a calendar file (RFC 5545). */
export const calendarFile = (planned: readonly Planned[]): string =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//duban//plan//ZH",
    "CALSCALE:GREGORIAN",
    "X-WR-CALNAME:督办推送计划",
    ...planned.flatMap(eventOf),
    "END:VCALENDAR",
    "",
  ]
    .flatMap(folded)
    .join("\r\n");

const eventOf = ({ campaign, push }: Planned): string[] => [
  "BEGIN:VEVENT",
  `UID:${push.subject.replaceAll(":", "-")}-${push.step}@${campaign.key}`,
  `DTSTAMP:${STAMP}`,
  `DTSTART:${push.at.toISOString().replaceAll(/[-:]|\.\d+/g, "")}`,
  "DURATION:PT5M",
  `SUMMARY:${escaped(push.text)}`,
  "TRANSP:TRANSPARENT",
  "END:VEVENT",
];

const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll("\n", "\\n");

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
