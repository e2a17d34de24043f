import { api, type ChatState } from "./api.ts";
import { el } from "./dom.ts";
import { toast } from "./toast.ts";

/** Each with the word that fits on a phone. */
const MOVES: [label: string, short: string, move: object][] = [
  ["前进1小时", "+1时", { by: "hour" }],
  ["到下一次推送", "推送", { by: "next" }],
  ["到今天晚上", "今晚", { endOfDay: true }],
  ["到明天早上", "明早", { by: "day" }],
];

/** `2021年6月18日（周五）08:35`: on a phone the day and the time. */
function nowIn(nowText: string): HTMLElement[] {
  const [, year, day = nowText, weekday, time] = /^(\d+年)(.+?)(（.+?）)(.+)$/.exec(nowText) ?? [];
  return [
    el("span", { class: "wide", text: year ?? "" }),
    el("span", { text: day }),
    el("span", { class: "wide", text: weekday ?? "" }),
    el("span", { class: "time", text: time ?? "" }),
  ];
}

/** The rehearsal's clock: what time it is, what comes next, and how to get there. */
export function clockBar(): { node: HTMLElement; show(state: ChatState): void } {
  const now = el("strong", { "data-testid": "now" });
  const next = el("span", { class: "next" });
  const buttons = MOVES.map(([label, short, move]) =>
    el("button", { type: "button", "aria-label": label, on: { click: () => void go(label, move) } }, [
      el("span", { class: "wide", text: label }),
      el("span", { class: "narrow", text: short }),
    ]),
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
      now.replaceChildren(...nowIn(nowText));
      next.textContent = nextPush ? `下一次推送：${nextPush.text}` : "";
    },
  };
}
