import { api, type ChatState } from "./api.ts";
import { el } from "./dom.ts";
import { toast } from "./toast.ts";

const MOVES: [string, object][] = [
  ["前进1小时", { by: "hour" }],
  ["到下一次推送", { by: "next" }],
  ["到今天晚上", { endOfDay: true }],
  ["到明天早上", { by: "day" }],
];

/** The rehearsal's clock: what time it is, what comes next, and how to get there. */
export function clockBar(): { node: HTMLElement; show(state: ChatState): void } {
  const now = el("strong", { "data-testid": "now" });
  const next = el("span", { class: "next" });
  const buttons = MOVES.map(([label, move]) =>
    el("button", { type: "button", text: label, on: { click: () => void go(label, move) } }),
  );
  const busy = (on: boolean) => {
    for (const button of buttons) button.disabled = on;
  };
  async function go(label: string, move: object): Promise<void> {
    busy(true);
    try {
      const { nowText } = await api.clock(move);
      toast("success", `${label}：${nowText}`);
    } catch {
      toast("error", "时钟没有拨动，请再试一次");
    } finally {
      busy(false);
    }
  }
  return {
    node: el("div", { class: "clock" }, [now, next, el("div", { class: "moves" }, buttons)]),
    show: ({ nowText, nextPush }) => {
      now.textContent = nowText;
      next.textContent = nextPush ? `下一次推送：${nextPush.text}` : "";
    },
  };
}
