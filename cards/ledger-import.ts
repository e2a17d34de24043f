import { figures } from "./blocks.ts";
import { button, confirming } from "./buttons.ts";
import { card, plain, small, type Card, type Element } from "./elements.ts";

export type ImportView = {
  id: string;
  rev: number;
  state: "ready" | "applying" | "applied" | "undoing" | "undone" | "dropped";
  /** The file, as its sender calls it. */
  name: string;
  fresh: number;
  changed: number;
  unchanged: number;
  wrong: number;
  /** The first of what is wrong or was not taken. */
  first: readonly string[];
  hasErrors: boolean;
  done: number;
  skipped: number;
  /** Taken back, before the undo broke off. */
  restored: number;
};

const HEADS = {
  ready: { title: "导入台账：请核对", colour: "blue" },
  applying: { title: "正在导入台账", colour: "wathet" },
  applied: { title: "台账已导入", colour: "green" },
  undoing: { title: "正在撤销导入", colour: "wathet" },
  undone: { title: "导入已撤销", colour: "grey" },
  dropped: { title: "没有导入", colour: "grey" },
} as const;

/** What a sheet that was sent comes to, and whether it is to be written. */
export function importCard(view: ImportView): Card {
  const { state, name, fresh, changed, unchanged, wrong } = view;
  const row = [
    { value: fresh, label: "新增", note: "条" },
    { value: changed, label: "更新", note: "条" },
    { value: unchanged, label: "相同", note: "条" },
    { value: wrong, label: "有误", note: "条", alarm: wrong > 0 },
  ];
  const head = { ...HEADS[state], subtitle: name };
  return card("台账导入有更新", head, [figures(row), ...mistakes(view), ...next(view)]);
}

function mistakes({ state, first, hasErrors }: ImportView): Element[] {
  if (state !== "ready" || first.length === 0) return [];
  const more = hasErrors ? [small("全部列在另发的“台账-需要改的.xlsx”里，按行和列。")] : [];
  return [plain(first.join("\n")), ...more];
}

const undoing = confirming("撤销这次导入？", "新增的作废，更新的恢复原样。");

function next({ id, rev, state, fresh, changed, wrong, done, skipped, restored }: ImportView): Element[] {
  const due = fresh + changed;
  const act = { id, rev };
  switch (state) {
    case "ready":
      if (due === 0)
        return [small(wrong > 0 ? "没有可写入的，请改好后再发。" : "和现在的完全相同，不用写入。")];
      return [
        button({ label: "确认导入", act: "import.apply", ...act }, "primary_filled"),
        button({ label: "不导入", act: "import.drop", ...act }),
        small(
          wrong > 0
            ? `只写入${due}条；有误的${wrong}条不写入，改好后可再发。`
            : `写入${due}条，写入后可以撤销。`,
        ),
      ];
    case "applying":
      return [small(`已写入${done}条，共${due}条。`)];
    case "applied":
      return [
        plain(
          restored > 0
            ? `撤销中断：已恢复${restored}条，其余没有恢复，请再点一次。`
            : `已写入${due - skipped}条。${skipped > 0 ? `${skipped}条在核对以后已登记或办理过，没有写入。` : ""}`,
        ),
        button({ label: "撤销导入", act: "import.undo", ...act }, "danger", undoing),
        small("其中任何一条再办理过，就不能撤销。"),
      ];
    case "undone":
      return [
        small(skipped > 0 ? `${skipped}条后来又办理过，没有恢复。` : "新增的已作废，更新的已恢复原样。"),
      ];
    case "undoing":
      return [small("正在恢复，请稍候。")];
    default:
      return [small("需要时请再发一次表格。")];
  }
}
