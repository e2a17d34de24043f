import { button, choice, row } from "./buttons.ts";
import type { ActionName } from "./actions.ts";
import { plain, small, type Element } from "./elements.ts";
import type { Option } from "./form.ts";
import type { RegistrationView } from "./registration-view.ts";
import { cut } from "./text.ts";

/** None of those that were found: it is entered with its hazard. */
export const NONE_OF_THESE = "new";

const chooser = (act: ActionName, id: string, label: string, options: readonly Option[]): Element =>
  choice(
    { label, act, id, rev: 0 },
    options.map(({ value, text }) => ({ text: cut(text, 60), value })),
  );

const back = (id: string): Element =>
  button({ label: "返回修改", act: "hazard.edit.form", id, rev: 0 }, "default");

/** Which of the enterprises that hold the words is meant, or none of them. */
export const pickBody = ({ id, typed, picks, hasMore, asOf }: RegistrationView): Element[] => [
  plain(`“${cut(typed["enterprise"] ?? "", 40)}”找到${picks.length}家${hasMore ? "以上" : ""}`),
  chooser("hazard.pick.form", id, "选一家", [...picks, { value: NONE_OF_THESE, text: "都不是，新建" }]),
  back(id),
  small(
    `截至${asOf}。${hasMore ? "没有列全：返回多写几个字，或写18位代码。" : "填过的都还在，选好接着填。"}`,
  ),
];

/** What stands registered of the same enterprise and focus point: the person says whether it is the same. */
export const alikeBody = ({ id, alike, alikeOptions, asOf }: RegistrationView): Element[] => [
  plain(`同一企业、同一重点内容已有${alike.length}条。是同一件事的，补充进去，不重复登记。`),
  ...alike.map(row),
  chooser("hazard.same", id, "补充到已有隐患", alikeOptions),
  button({ label: "确认是新的，继续登记", act: "hazard.anew", id, rev: 0 }, "default"),
  back(id),
  small(`截至${asOf}。补充：刚写的描述和照片记入选中的那一条，对方看得到。`),
];
