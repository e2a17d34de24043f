import { choice } from "./buttons.ts";
import { card, plain, small, type Card } from "./elements.ts";
import { cut } from "./text.ts";

export type FilingView = {
  id: string;
  names: readonly string[];
  options: readonly { value: string; text: string }[];
  filedUnder: string | null;
};

const OPTIONS = 50;

/** Asks which item a bare photo or file belongs to. */
export function filingCard({ id, names, options, filedUnder }: FilingView): Card {
  const what = plain(cut(names.join("、")));
  if (filedUnder)
    return card("材料已归入", { title: "材料已归入", colour: "green" }, [what, plain(filedUnder)]);
  const head = { title: "归入哪一项", subtitle: `${names.length}件材料`, colour: "blue" as const };
  if (options.length === 0) {
    return card("材料已收到", head, [
      what,
      small("您现在没有待办的任务或隐患。材料保留30天，可发“我的任务”核对。"),
    ]);
  }
  const select = choice(
    { label: "归入哪一项", act: "filing.choose", id, rev: 0 },
    options.slice(0, OPTIONS).map(({ value, text }) => ({ text: cut(text, 60), value })),
  );
  return card("材料待归入", head, [what, select, small("材料保留30天。下次可直接回复对应的卡片。")]);
}
