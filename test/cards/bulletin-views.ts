import { bulletinCard } from "../../cards/bulletin.ts";
import { bulletinDraftCard } from "../../cards/bulletin-draft.ts";
import { bulletinUnitCard } from "../../cards/bulletin-unit.ts";
import type { BulletinView, NamedLine } from "../../cards/bulletin-view.ts";
import type { Card } from "../../cards/elements.ts";

type Typed = (words: string) => string;

const ID = "0191a000-0b01-7000-8000-000000000b01";
const SHORT = ["区教育局", "区卫健局", "区科技局", "宣传统战部", "滨开区"];
const LIGHTS = ["green", "red", "yellow"] as const;

const list = (key: string, name: string, count: number, unit = "条") => ({ key, name, count, unit });

const unitsOf = (count: number, typed: Typed, isCalm: boolean): BulletinView["units"] =>
  Array.from({ length: count }, (_each, at) => ({
    key: `u${at}`,
    name: typed(`${SHORT[at % SHORT.length]}${at < SHORT.length ? "" : at}`),
    unit: `${SHORT[at % SHORT.length]}`,
    light: isCalm ? "green" : LIGHTS[at % 3]!,
    found: isCalm ? 0 : at,
    closed: isCalm ? 0 : at % 4,
    open: isCalm ? 0 : at % 5,
    overdue: !isCalm && at % 3 === 1 ? 1 : 0,
    onTime: { part: at, whole: at + 1 },
  }));

const named = (count: number, typed: Typed, note: string): NamedLine[] =>
  Array.from({ length: count }, (_each, at) => ({
    title: typed(`隐患00${10 + at} 甲中学`),
    line: typed(`区教育局 · ${note}`),
  }));

/** As many lists of duties as a bulletin keeps: of three, and of all others together. */
const manyDuties = (size: number) =>
  size < 8
    ? []
    : [
        ...["OB1", "OB2"].flatMap((key) =>
          ["应报", "已报", "未报", "迟报"].map((word) =>
            list(`${word}-${key}`, `${word}：12月排查台账月报`, size, "家"),
          ),
        ),
        list("owesRest", "未报：其余任务", size * 40, "家次"),
      ];

/** The third bulletin of a year; `size` is how much there is of everything. */
export function bulletinView(more: Partial<BulletinView>, typed: Typed, size = 3): BulletinView {
  return {
    id: ID,
    rev: 4,
    state: "issued",
    reader: "anyone",
    code: "通报〔2021〕第3期",
    number: 3,
    corrects: "",
    campaign: "危险化学品使用安全专项治理",
    office: "联席会议办公室",
    period: "6月18日至6月25日",
    cutoff: "6月25日 16:00",
    lists: [
      list("found", "本期发现", size * 4),
      list("closed", "本期销号", size * 3),
      list("open", "未销号", size * 2),
      list("overdue", "逾期未改", size),
      list("major", "重大隐患", size),
      list("listed", "挂牌督办", Math.min(1, size)),
      list("shutDown", "关闭取缔", Math.min(1, size)),
      list("penalized", "行政处罚", size),
      list("untrue", "销号不实", Math.min(1, size)),
      list("foundAll", "累计发现", size * 10),
      list("closedAll", "累计销号", size * 8),
      list("due", "本期到期", size * 3),
      list("onTime", "按期销号", size * 2),
      list("owed-OB3", "应报：报送第一次工作进展情况", 16, "家"),
      list("handed-OB3", "已报：报送第一次工作进展情况", 14, "家"),
      list("missing-OB3", "未报：报送第一次工作进展情况", 2, "家"),
      list("late-OB3", "迟报：报送第一次工作进展情况", 1, "家"),
      ...manyDuties(size),
    ],
    closing: { part: size * 8, whole: size * 10 },
    onTime: { part: size * 2, whole: size * 3 },
    fines: size * 12_000,
    units: unitsOf(size === 0 ? 3 : size * 5, typed, size === 0),
    majors: named(size, typed, "挂牌督办区督〔2021〕2号，召集人1督办，6月30日（周三）到期"),
    shutDown: named(Math.min(1, size), typed, "重大"),
    untrue: named(Math.min(1, size), typed, "已重新打开，7月2日（周五）到期"),
    backlog: named(size, typed, "6月15日（周二）到期，逾期8个工作日"),
    duties:
      size === 0
        ? []
        : [
            {
              title: "报送第一次工作进展情况",
              line: typed("已报14/16家，其中迟报1家；未报：区科技局、滨开区"),
            },
          ],
    interviews: [],
    situation: size === 0 ? "" : typed("各单位按方案推进，首轮排查进入收尾，教育、卫健系统进度较快。"),
    practice: size === 0 ? "" : typed("区教育局逐校建台账，一校一册。"),
    demands: size === 0 ? "" : typed("6月底前完成首轮排查，逾期隐患逐条说明原因。"),
    correction: "",
    returned: "",
    submittedBy: typed("办公室经办1"),
    approvedBy: typed("应急管理局负责人"),
    isAlone: false,
    receivers: "总召集人、召集人",
    root: "812-3f9a0c2be1d47a05",
    ...more,
  };
}

/** Every card of a bulletin, from none of anything to forty units. */
export function bulletinCards(typed: Typed): Record<string, Card> {
  const view = (more: Partial<BulletinView> = {}, size = 3) => bulletinView(more, typed, size);
  const draft = (more: Partial<BulletinView> = {}, asks: "return" | null = null, size = 3) =>
    bulletinDraftCard(
      view({ state: "draft", reader: "office", code: "通报草稿", number: null, ...more }, size),
      asks,
    );
  const proposed = (count: number): Partial<BulletinView> => {
    const grounds = ["连续两期红灯，上一期为第2期", "隐患0010挂牌督办逾期未改", "隐患0011查实销号不实"];
    const interviews = Array.from({ length: count }, (_each, at) => ({
      title: typed(SHORT[at % SHORT.length]!),
      line: typed(grounds[at % grounds.length]!),
    }));
    const lists = [...view().lists, list("interviews", "约谈建议", count)];
    return { interviews, lists };
  };
  const fix = { corrects: "通报〔2021〕第2期", correction: typed("第2期中“甲中学”应为“甲实验中学”。") };
  const one = view();
  const crowded = [...view({}, 8).lists, list("interviews", "约谈建议", 40)];
  return {
    "bulletin-draft": draft(),
    "bulletin-draft-returned": draft({ returned: typed("写明下一步时限") }),
    "bulletin-draft-forty": draft(
      { returned: typed("写明下一步时限"), ...proposed(40), lists: crowded },
      null,
      8,
    ),
    "bulletin-draft-correction": draft(fix),
    "bulletin-dropped": draft({ state: "dropped", ...fix }),
    "bulletin-draft-proposals": draft(proposed(3)),
    "bulletin-submitted": draft({ state: "submitted" }),
    "bulletin-director": draft({ state: "submitted", reader: "director" }),
    "bulletin-director-proposals": draft({ state: "submitted", reader: "director", ...proposed(4) }),
    "bulletin-return-form": draft({ state: "submitted", reader: "director" }, "return"),
    "bulletin-approved": draft({ state: "approved" }),
    bulletin: bulletinCard(one),
    "bulletin-none": bulletinCard(view({}, 0)),
    "bulletin-one": bulletinCard(view({}, 1)),
    "bulletin-forty": bulletinCard(view({}, 8)),
    "bulletin-correction": bulletinCard(view({ ...fix, isAlone: true })),
    "bulletin-unit": bulletinUnitCard({
      id: ID,
      code: one.code,
      cutoff: one.cutoff,
      unit: one.units[1]!,
      lists: [
        { key: "found@u1", name: "本期发现", count: 1 },
        { key: "overdue@u1", name: "逾期未改", count: 1 },
      ],
    }),
  };
}
