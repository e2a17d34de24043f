import type { App } from "../app.ts";
import type { Clock } from "../clock.ts";
import { drain, walkTo } from "../walk.ts";
import {
  askForTime,
  goOnLeave,
  handIn,
  leaveForGood,
  plans,
  putRight,
  register,
  type Deed,
} from "./deeds.ts";
import { openDriver } from "./driver.ts";
import { listEnterprises } from "./enterprises.ts";
import type { Sandbox } from "./server.ts";

const DEPARTMENTS = ["xctz", "jyj", "kjj", "zjj", "nyj", "swj", "wjj", "yjj", "gaj", "hbj", "jtdd"];
const LOCALITIES = ["bkq", "jiazhen", "yijie", "bingzhen"];

/** What happened before the rehearsal opens. Every step is a real turn of the real bot. */
const PAST: [at: string, deed: Deed][] = [
  ["2020-12-10T09:30:00+08:00", plans(DEPARTMENTS)],
  ["2020-12-11T09:30:00+08:00", plans(LOCALITIES)],
  [
    "2021-06-02T09:30:00+08:00",
    register({
      by: "swj_liaison",
      enterprise: "壬商行",
      site: "库房",
      description: "库房内稀释剂与包装纸混放，无禁火标志。",
      focusPoint: "F3",
      category: "储存",
      unit: "swj",
      person: "壬商行店长1",
      dueOn: "2021-06-09",
      measure: "分库存放，张贴标志",
    }),
  ],
  [
    "2021-06-03T10:00:00+08:00",
    register(
      {
        by: "jyj_liaison",
        enterprise: "丙中学",
        site: "生物实验室",
        description: "甲醛溶液敞放，未上锁。",
        focusPoint: "F3",
        category: "储存",
        unit: "jyj",
        person: "丙中学安全员1",
        dueOn: "2021-06-18",
        measure: "入防爆柜，双人双锁",
      },
      putRight("jyj_liaison", "jyj_inspector_1", "jyj_inspector_2", "入防爆柜，双人双锁，补登台账"),
    ),
  ],
  [
    "2021-06-08T15:00:00+08:00",
    register({
      by: "jyj_liaison",
      enterprise: "甲中学",
      site: "化学准备室",
      description: "酒精与高锰酸钾同柜存放，无隔板；3种试剂未登台账。",
      focusPoint: "F3",
      category: "储存",
      unit: "jyj",
      person: "甲中学安全员1",
      dueOn: "2021-06-23",
      measure: "分柜上锁存放，补登台账",
    }),
  ],
  [
    "2021-06-10T09:40:00+08:00",
    register({
      by: "wjj_liaison",
      enterprise: "丁医院",
      site: "病理科",
      description: "二甲苯未附安全技术说明书。",
      focusPoint: "F5",
      category: "管理",
      unit: "wjj",
      person: "丁医院科主任1",
      dueOn: "2021-06-24",
      measure: "向供货单位索取并张贴",
    }),
  ],
  ["2021-06-16T10:20:00+08:00", handIn("kjj", { m_checked: "18", m_found: "4", m_fixed: "4", m_major: "0" })],
  ["2021-06-17T09:20:00+08:00", handIn("wjj", { m_checked: "26", m_found: "7", m_fixed: "5", m_major: "0" })],
  [
    "2021-06-17T10:10:00+08:00",
    askForTime("hbj", {
      cause: "两家企业停产检修，月底前进不了厂",
      done: "已排查21家，发现隐患6条，整改4条",
      until: "2021-06-30",
    }),
  ],
  ["2021-06-17T15:00:00+08:00", leaveForGood("nyj")],
  ["2021-06-17T16:00:00+08:00", goOnLeave("gaj", "请假 6月18日至25日，由B角代")],
];

/** Lives through the past up to the opening. */
export async function liveThrough(app: App, sandbox: Sandbox, clock: Clock, until: Date): Promise<void> {
  const chat = openDriver(sandbox);
  await listEnterprises(app, clock);
  for (const [at, deed] of PAST) {
    await walkTo(app, clock, new Date(at));
    await deed(chat, () => drain(app, clock), sandbox);
  }
  await walkTo(app, clock, until);
}
