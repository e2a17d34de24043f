import { plain, type Element } from "./elements.ts";

/** One thing that was sent, as a card lists it. */
export type FileView = { name: string; size: string; at: string; state: "waiting" | "stored" | "failed" };

const FILE_STATES = { waiting: "正在接收", stored: "", failed: "没有收到，请重发" } as const;

/** What has been received. */
export const filesOf = (files: readonly FileView[]): Element =>
  plain(
    [
      `已收材料 ${files.length}件`,
      ...files.map(
        ({ name, size, at, state }) =>
          `${name}　${[FILE_STATES[state], size, at].filter(Boolean).join(" · ")}`,
      ),
    ].join("\n"),
  );
