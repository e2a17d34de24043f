import { plain, type Element } from "./elements.ts";
import { cut } from "./text.ts";

const NAME = 40;
const SHOWN = 8;

/** One thing that was sent, as a card lists it. */
export type FileView = {
  name: string;
  size: string;
  at: string;
  state: "waiting" | "stored" | "failed" | "refused";
  /** Why it may not be kept. */
  reason: string;
};

const FILE_STATES = {
  waiting: "正在接收",
  stored: "",
  failed: "没有收到，请重发",
  refused: "没有收下",
} as const;

/** What has been received, the newest last. */
export function filesOf(files: readonly FileView[]): Element {
  const earlier = files.length > SHOWN ? `，最近${SHOWN}件：` : "";
  return plain(
    [
      `已收材料 ${files.filter(({ state }) => state !== "refused").length}件${earlier}`,
      ...files
        .slice(-SHOWN)
        .map(
          ({ name, size, at, state, reason }) =>
            `${cut(name, NAME)}　${[FILE_STATES[state], reason, size, at].filter(Boolean).join(" · ")}`,
        ),
    ].join("\n"),
  );
}
