import { z } from "zod";
import { correctionOf, factsOf, namedSection, numbersOf, textsOf } from "./bulletin.ts";
import type { BulletinView } from "./bulletin-view.ts";
import { button, confirming } from "./buttons.ts";
import { band, card, pair, plain, small, type Card, type Element, type Tag } from "./elements.ts";
import { optionalText, requiredText } from "./fields.ts";
import { form, input, submit } from "./form.ts";

const TEXT = 550;
const REASON = 300;
/** Beside the form there is room for one of each to be named; all of them stand behind “打开清单” and in the document. */
const NAMED = 1;
const MOST_PROPOSED = 3;

/** A bulletin before it is issued, for the office: the clerk writes and sends in, the director approves. */
export function bulletinDraftCard(view: BulletinView, asks: "return" | null): Card {
  const { state, corrects, period } = view;
  const head = {
    title: corrects ? "更正通报草稿" : "通报草稿",
    subtitle: corrects ? `更正${corrects}` : `统计期${period}`,
    colour: colourOf(view),
    tags: [tagOf(view)],
  };
  if (state === "dropped") return card("草稿已撤销", head, [plain("这份更正草稿已撤销，没有发出。")]);
  return card("通报草稿", head, state === "draft" ? drafting(view) : waiting(view, asks));
}

function colourOf({ state, reader }: BulletinView) {
  if (state === "dropped") return "grey" as const;
  return state === "draft" || (state === "submitted" && reader === "director")
    ? ("blue" as const)
    : ("wathet" as const);
}

function tagOf({ state, returned }: BulletinView): Tag {
  if (state === "dropped") return { text: "已撤销", colour: "neutral" };
  if (state === "submitted") return { text: "待签发", colour: "blue" };
  if (state === "approved") return { text: "签发中", colour: "blue" };
  return returned ? { text: "已退回", colour: "yellow" } : { text: "待送审", colour: "blue" };
}

const drafting = (view: BulletinView): Element[] => [
  ...(view.returned ? [band("主任退回修改", view.returned)] : []),
  ...numbersOf(view),
  form("bulletin", [
    ...fieldsOf(view),
    pair(
      button({ label: "保存草稿", act: "bulletin.save", id: view.id, rev: view.rev }, "default", {
        name: "go_bulletin_save",
        form_action_type: "submit",
        size: "large",
      }),
      submit({ label: "送审", act: "bulletin.submit", id: view.id, rev: view.rev }, "primary_filled"),
    ),
    ...(view.corrects
      ? [
          button({ label: "撤销更正", act: "bulletin.drop", id: view.id, rev: view.rev }, "default", {
            name: "go_bulletin_drop",
          }),
        ]
      : []),
    small(`数字截至${view.cutoff}，由系统统计，不能改；到下次起草时更新，写好的文字保留。`),
  ]),
  ...(view.interviews.length > 0
    ? [small(`约谈建议${view.interviews.length}条，见“打开清单”，只给办公室看。`)]
    : []),
  ...factsOf(view, NAMED),
];

/** Whom the office may want to talk to: its own business, so it stands on no issue. */
function proposalsOf({ interviews: lines }: BulletinView): Element[] {
  if (lines.length === 0) return [];
  const section = { title: "约谈建议", count: lines.length, lines, most: MOST_PROPOSED, rest: "“打开清单”" };
  return [...namedSection(section), small("只给办公室看，不随通报发出；是否约谈由办公室定。")];
}

function fieldsOf({ corrects, correction, situation, practice, demands }: BulletinView): Element[] {
  const field = (name: string, label: string, value: string, rows: number) =>
    input({ name, label, value, most: TEXT, rows });
  return [
    ...(corrects ? [field("correction", "更正说明（错在哪里、应为什么）", correction, 3)] : []),
    field("situation", "总体情况", situation, 4),
    field("practice", "好的做法", practice, 3),
    field("demands", "下一步要求", demands, 3),
  ];
}

function waiting(view: BulletinView, asks: "return" | null): Element[] {
  const { state, reader, office } = view;
  const next =
    state === "approved" ? "已签发，正在生成文件，随后发群。" : `${view.submittedBy}送审，等待主任签发。`;
  const acts = state === "submitted" && reader === "director" ? deciding(view, asks) : [];
  return [
    ...(view.correction ? correctionOf(view) : []),
    ...numbersOf(view),
    ...textsOf(view),
    ...acts,
    small(acts.length > 0 ? `${view.submittedBy}送审。签发后编号、定稿，以${office}名义发出。` : next),
    ...proposalsOf(view),
    ...factsOf(view),
  ];
}

function deciding({ id, rev, receivers }: BulletinView, asks: "return" | null): Element[] {
  if (asks === "return") {
    return [
      form("bulletin_return", [
        input({ name: "reason", label: "要改什么", required: true, most: REASON, rows: 3 }),
        submit({ label: "退回修改", act: "bulletin.return", id, rev }, "danger"),
        button({ label: "返回", act: "form.back", id, rev }, "default", { name: "go_back" }),
      ]),
    ];
  }
  const ask = confirming(
    "签发这期通报？",
    `发到联席会议群${receivers ? `和${receivers}` : ""}，发出后不能改。`,
  );
  return [
    button({ label: "批准签发", act: "bulletin.approve", id, rev }, "primary_filled", ask),
    button({ label: "退回修改", act: "bulletin.return.form", id, rev }, "danger"),
  ];
}

/** What the office's form sends. */
export const BulletinForm = z.object({
  situation: optionalText("总体情况", TEXT),
  practice: optionalText("好的做法", TEXT),
  demands: optionalText("下一步要求", TEXT),
  correction: optionalText("更正说明", TEXT),
});
export type BulletinForm = z.output<typeof BulletinForm>;

/** What the director's form sends. */
export const SendBackForm = z.object({ reason: requiredText("要改什么", REASON) });
export type SendBackForm = z.output<typeof SendBackForm>;
