import { plain, type Element } from "./elements.ts";

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

/** What has been received. */
export const filesOf = (files: readonly FileView[]): Element =>
  plain(
    [
      `已收材料 ${files.filter(({ state }) => state !== "refused").length}件`,
      ...files.map(
        ({ name, size, at, state, reason }) =>
          `${name}　${[FILE_STATES[state], reason, size, at].filter(Boolean).join(" · ")}`,
      ),
    ].join("\n"),
  );
