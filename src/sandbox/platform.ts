import type { Clock } from "../clock.ts";
import { openApi, type App } from "./api.ts";
import { openDoings } from "./doings.ts";
import { openPusher, type Keys, type Socket } from "./pusher.ts";
import { openState, type SandboxPerson } from "./state.ts";

export type PlatformParts = App &
  Keys & {
    clock: Clock;
    people: readonly SandboxPerson[];
    groups: readonly { chatId: string; name: string }[];
  };

/** Feishu without its network: what it keeps, answers and pushes. */
export function openPlatform(parts: PlatformParts, socket: Socket, onChange: () => void) {
  const state = openState(parts.clock, parts.people, parts.groups);
  const pusher = openPusher(state, parts, socket);
  const doings = openDoings(state, pusher, onChange);
  return { state, pusher, doings, api: openApi(state, parts, onChange) };
}

export type Platform = ReturnType<typeof openPlatform>;
