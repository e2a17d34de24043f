import type { RowView } from "../../cards/buttons.ts";
import type { Card } from "../../cards/elements.ts";
import { registrationCard } from "../../cards/registration.ts";
import type { RegistrationView } from "../../cards/registration-view.ts";

const ID = "0191a000-0033-7000-8000-000000000033";
const same = (text: string) => ({ value: text, text });

const blank: RegistrationView = {
  id: ID,
  step: "form",
  unit: "区教育局",
  ownUnit: "jyj",
  units: [
    { value: "jyj", text: "区教育局" },
    { value: "wjj", text: "区卫健局" },
  ],
  towns: [
    { value: "bkq", text: "滨开区" },
    { value: "jiazhen", text: "甲镇" },
  ],
  focusPoints: [{ value: "F3", text: "3 品种台账" }],
  categories: ["管理", "储存"].map(same),
  sources: ["自查", "检查"].map(same),
  typed: {},
  isKept: false,
  enterprise: null,
  picks: [],
  hasMore: false,
  alike: [],
  alikeOptions: [],
  asOf: "6月18日 09:14",
  photos: 0,
};

const row = (title: string, more: Partial<RowView> = {}): RowView => ({
  act: "open.hazard",
  id: ID,
  rev: 0,
  title,
  lines: ["区教育局 · 6月25日（周五）· 还剩5个工作日"],
  tag: { text: "黄灯", colour: "yellow" },
  ...more,
});

/** The registration card at each of its steps. */
export function registrationCards(typed: (words: string) => string): Record<string, Card> {
  const registration = (more: Partial<RegistrationView> = {}) => registrationCard({ ...blank, ...more });
  return {
    register: registration(),
    "register-kept": registration({
      typed: {
        enterprise: "甲",
        description: typed("酒精与高锰酸钾同柜存放"),
        focusPoint: "F3",
        unit: "jyj",
      },
      isKept: true,
      photos: 2,
    }),
    "register-chosen": registration({
      typed: { site: "化学准备室" },
      isKept: true,
      enterprise: { name: typed("甲中学"), usci: "1232041146698A3K45", town: "夹镇" },
    }),
    "register-new": registration({
      typed: { enterprise: typed("甲中学"), usci: "1232041146698A3K4" },
      isKept: true,
      enterprise: "new",
    }),
    "register-pick": registration({
      step: "pick",
      typed: { enterprise: typed("甲") },
      picks: Array.from({ length: 20 }, (_each, at) => ({
        value: `e${at}`,
        text: typed(`甲新材料有限公司${at}（滨开区，尾号3K45）`),
      })),
      hasMore: true,
    }),
    "register-alike": registration({
      step: "alike",
      alike: [
        row(typed("隐患0012 甲中学")),
        row(typed("隐患0003 甲中学"), { lines: ["区教育局 · 已销号"], tag: null }),
      ],
      alikeOptions: [
        { value: "h12", text: typed("隐患0012 化学准备室") },
        { value: "h3", text: "隐患0003 危废间" },
      ],
    }),
  };
}
