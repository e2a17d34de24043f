import { card, plain, type Card } from "./elements.ts";

/** A copy whose place a newer card took. */
export const supersededCard = (): Card =>
  card("卡片已更新", { title: "已更新", colour: "grey" }, [
    plain("这项内容有了新卡片，请在最下面的新卡片上办理。"),
  ]);
