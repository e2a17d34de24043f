import { card, plain, small, type Card } from "./elements.ts";

/** In the place of a card that the platform would not show: its title, and where the matter is found. */
export function plainerCard({ header }: Card): Card {
  const title = header?.["title"];
  const named =
    typeof title === "object" && title !== null && "content" in title ? String(title.content) : "督办";
  return card("有一张卡片没能完整显示", { title: named, colour: "grey" }, [
    plain("这张卡片没能完整显示。请发“我的任务”或“我的隐患”打开它所说的事项。"),
  ]);
}

/** Says on a card that may have arrived before that it may be the second one. */
export const repeatedCard = (shown: Card): Card => ({
  ...shown,
  body: {
    ...shown.body,
    elements: [
      ...shown.body.elements,
      small("此前的发送没有确认，您可能收到两张，内容相同，办理任意一张即可。"),
    ],
  },
});

/** Whether there is anything on the card to press. */
export const canBePressed = (shown: Card): boolean =>
  JSON.stringify(shown.body).includes('"type":"callback"');
