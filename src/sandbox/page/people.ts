import type { Person } from "./api.ts";
import { el } from "./dom.ts";

/** Who to be: everybody on the roster, by unit, with what is worth trying first. */
export function pickPerson(people: readonly Person[], choose: (person: Person) => void): HTMLElement {
  const found = el("div", { class: "groups" });
  const search = el("input", {
    type: "search",
    placeholder: "找人或单位，例：教育局",
    "aria-label": "找人或单位",
  });
  const draw = () => {
    const words = search.value.trim();
    const shown = people.filter(({ name, group, title }) => `${name}${group}${title}`.includes(words));
    const groups = [...new Set(shown.map(({ group }) => group))];
    found.replaceChildren(
      ...groups.map((group) =>
        el("section", {}, [
          el("h2", { text: group }),
          el(
            "div",
            { class: "people" },
            shown
              .filter((person) => person.group === group)
              .map((person) =>
                el("button", { type: "button", text: person.name, on: { click: () => choose(person) } }),
              ),
          ),
        ]),
      ),
    );
  };
  search.addEventListener("input", draw);
  draw();
  return el("div", { class: "picker" }, [
    el("h1", { text: "督办 · 演练" }),
    el("p", { text: "选一个人，看他的会话。可以这样试：" }),
    el("ol", {}, [
      el("li", { text: "教育局联络员：签收任务，提交进展，回复卡片发文件，再正式报送。" }),
      el("li", { text: "办公室经办1：在“办公室待办”里打开，退回一次，再办结通过。" }),
      el("li", {
        text: "教育局联络员：发“登记隐患”，企业写“中学”，选一家；回复照片，申请销号；教育局检查人员1：复查通过。",
      }),
      el("li", {
        text: "办公室经办1：生态环境局申请延期，答复它；甲镇联络员：发“请假 6月21日至25日，由B角代”。",
      }),
      el("li", { text: "农业农村局负责人：联络员离开了，全部接手；商务局负责人：看逾期的事怎样升级。" }),
      el("li", { text: "办公室经办1：发“隐患 实验室”“隐患 中学”，筛选、翻页。" }),
      el("li", { text: "把时钟拨到今天晚上，到“联席会议群”看日报。" }),
    ]),
    search,
    found,
  ]);
}
