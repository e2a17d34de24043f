import type { Raised } from "../../cards/digest-view.ts";
import { isAtConveners } from "../campaign/rungs.ts";
import { askIn } from "../hazards/asked.ts";
import type { Turn } from "../turn.ts";
import type { Owed } from "./items.ts";
import { owedBeside } from "./waiting.ts";

/** A request for more time is its task; an answer about a hazard stands for itself. */
const subjectOf = ({ subject }: Owed): string => subject.replace(/^extension:/, "task:");

/**
 * What the conveners see and nobody asks them to do: what has risen to them, and how old the office's own queues are. Of
 * hazards only the answers that are wanted: on their own course the figures count them.
 */
export async function raisedItems(turn: Turn): Promise<Raised> {
  const { calendar, today } = turn;
  const owed = await owedBeside(turn);
  const ofOffice = owed.filter(({ clock }) => clock === "office");
  const queues = [...new Set(ofOffice.map(({ due }) => due.verb))].map((verb) => {
    const these = ofOffice.filter(({ due }) => due.verb === verb);
    const longest = Math.max(...these.map(({ due }) => calendar.workdaysBetween(due.opensOn, today)));
    return { verb, count: these.length, longest, late: these.filter(({ due }) => due.dueOn < today).length };
  });
  return {
    risen: owed
      .filter(({ clock, due }) => clock === "unit" && isAtConveners(calendar, due, today))
      .map(subjectOf),
    held: owed
      .filter(({ clock, subject }) => clock === "office" || askIn(subject) !== null)
      .map((each) => ({
        subject: subjectOf(each),
        light: each.light,
        title: each.row.title,
        line: each.row.lines.join(" · "),
      })),
    queues,
  };
}
