import { unitName, type Campaign } from "../campaign/definition.ts";
import type { RosterRow } from "../campaign/roster.ts";
import type { SandboxPerson } from "./state.ts";

const GROUPS: Record<string, string> = { office: "联席会议办公室", meeting: "联席会议" };

/** Everybody on the roster as the rehearsal's users, each once, under their first seat's group. */
export function peopleOf(campaign: Campaign, roster: readonly RosterRow[]): SandboxPerson[] {
  const people = new Map<string, SandboxPerson>();
  for (const { open_id: openId, name, title, unit, mobile, email } of roster) {
    if (!openId || people.has(openId)) continue;
    const group = GROUPS[unit] ?? unitName(campaign, unit);
    people.set(openId, {
      openId,
      name,
      title,
      group,
      ...(mobile ? { mobile } : {}),
      ...(email ? { email } : {}),
    });
  }
  return [...people.values()];
}
