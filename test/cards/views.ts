import type { HazardView } from "../../cards/hazard-view.ts";
import { lookBackCards } from "./look-back-views.ts";
import { statisticsCards } from "./statistics-views.ts";
import { trackCards } from "./hazard-views.ts";
import { hazardView, ID, units } from "./hazard-view.ts";
import { digestCard } from "../../cards/digest.ts";
import { sliceCard, type SliceView } from "../../cards/slice.ts";
import type { DigestView } from "../../cards/digest-view.ts";
import type { Card, Tag } from "../../cards/elements.ts";
import { escalationCard } from "../../cards/escalation.ts";
import { filingCard } from "../../cards/filing.ts";
import type { RowView } from "../../cards/buttons.ts";
import { handingCard, type HandingView } from "../../cards/handing.ts";
import { handoverCard, type HandoverView } from "../../cards/handover.ts";
import { joiningCard, type JoiningView } from "../../cards/joining.ts";
import { rosterCard, unitRosterCard } from "../../cards/roster.ts";
import { hazardCard } from "../../cards/hazard.ts";
import { helpCard } from "../../cards/help.ts";
import { coverCard, leaveCard, type CoverView, type LeaveView } from "../../cards/leave.ts";
import { listCard } from "../../cards/list.ts";
import { noteCard } from "../../cards/note.ts";
import { importCard, type ImportView } from "../../cards/ledger-import.ts";
import { proofCard } from "../../cards/proof.ts";
import { queueCard, type QueueItem } from "../../cards/queue.ts";
import { supersededCard } from "../../cards/stub.ts";
import { taskCard } from "../../cards/task.ts";
import { trayCard, type TrayItem } from "../../cards/tray.ts";
import type { TaskView } from "../../cards/task-view.ts";
import { wordsCard } from "../../cards/words.ts";
import { bulletinCards } from "./bulletin-views.ts";
import { scoreCards } from "./score-views.ts";
import { reportCards } from "./report-views.ts";
import { packCards } from "./pack-views.ts";
import { searchCards } from "./search-views.ts";
import { registrationCards } from "./registration-views.ts";

/** A task of 区教育局 on 18 June 2021; `typed` stands wherever a person typed. */
export const taskView = (more: Partial<TaskView> = {}, typed = (words: string) => words): TaskView => ({
  id: ID,
  rev: 3,
  code: "任务〔2021〕0033号",
  number: 33,
  title: "报送第一次工作进展情况",
  unit: "区教育局",
  unitKey: "jyj",
  state: "in_progress",
  reader: "unit",
  today: "2021-06-18",
  dueOn: "2021-06-25",
  target: "2021-06-25",
  printed: "2021-06-25",
  movedTo: null,
  timesExtended: 0,
  hands: { executor: "", offered: "" },
  workdaysLeft: 5,
  expected: false,
  light: "yellow",
  cause: "黄灯：不足6个工作日，尚未报送",
  changed: null,
  signBy: { on: "2021-06-21", expected: false },
  demands: [
    "报累计数：排查、隐患、整改。",
    "写主要做法、存在问题、下一步安排。",
    "交《工作进展情况》，盖章件或Word。",
  ],
  basis: "工作方案“信息报送”部分。",
  document: { name: "工作进展情况", required: true },
  recipients: [typed("教育局负责人"), "教育局联络员"],
  office: "联席会议办公室",
  percent: 60,
  figures: [
    { key: "checked", label: "已排查", unit: "家", value: 42, reported: null, closing: null, ledger: null },
    { key: "found", label: "发现隐患", unit: "条", value: 17, reported: null, closing: null, ledger: null },
    { key: "fixed", label: "完成整改", unit: "条", value: 12, reported: null, closing: null, ledger: null },
  ],
  text: typed("已完成42家学校实验室和演出场所的首轮排查，5条隐患正在整改。"),
  nextStep: typed("6月底前完成整改。"),
  report: null,
  files: [
    { name: typed("工作进展情况.docx"), size: "86 KB", at: "6月18日 09:12", state: "stored", reason: "" },
  ],
  returned: null,
  review: null,
  late: false,
  extension: null,
  extendBy: "2021-06-24",
  mayNil: false,
  isNil: false,
  supplementBy: null,
  supplements: [],
  peers: units,
  cancelReason: "",
  urged: null,
  history: { newest: [typed("6月18日 09:05　教育局联络员　签收"), "6月18日 08:40　系统　下达"], count: 2 },
  form: null,
  ...more,
});

const review = { by: { on: "2021-06-25", expected: false }, waited: 3, limit: 5 };
const reviewed: Partial<TaskView> = { review, light: "green", cause: "绿灯：等待审核" };

const unassigned: Partial<HazardView> = {
  state: "registered",
  waiting: { waited: 0, limit: 1 },
  light: "green",
  cause: "绿灯：等待交办",
};
const asked = {
  asked: "教育局联络员6月17日申请销号",
  dueOn: "2021-06-24",
  workdaysLeft: 4,
  expected: false,
};
const verified: Partial<HazardView> = {
  state: "verify_requested",
  done: "入防爆柜，双人双锁，补登台账",
  after: { imageKey: "img_v3_after", count: 1 },
  verification: asked,
  waiting: { waited: 1, limit: 5 },
  light: "green",
  cause: "绿灯：等待复查",
  companions: ["ou_inspector_2", "ou_deputy"],
};
/** The verifier is two days over the limit. */
const late: Partial<HazardView> = {
  ...verified,
  verification: { ...asked, asked: "教育局联络员6月9日申请销号", dueOn: "2021-06-16", workdaysLeft: -2 },
  waiting: { waited: 7, limit: 5 },
  light: "red",
  cause: "红灯：复查超时限",
};

const item = (kind: QueueItem["kind"], title: string, waited: number, limit: number | null): QueueItem => ({
  kind,
  title,
  unit: "区教育局",
  act: kind === "review" ? "open.task" : "open.hazard",
  id: ID,
  waited,
  limit,
});

export const digestView = (more: Partial<DigestView> = {}, typed = (words: string) => words): DigestView => ({
  id: "2021-06-18",
  date: "6月18日（周五）",
  shortDate: "6月18日",
  campaign: "危险化学品使用安全专项治理",
  headline: "红灯3条；本期已报2/15家",
  calm: false,
  registered: 5,
  closed: 4,
  open: { count: 25, change: 1 },
  red: { count: 3, change: 1 },
  yellow: 7,
  since: "比昨天",
  redItems: [
    { title: typed("隐患0003 壬商行库房"), line: "区商务局 · 安全员3 · 6月9日（周三）到期，逾期6个工作日" },
  ],
  lists: [
    { key: "new", name: "今日新登记", count: 5, unit: "条" },
    { key: "open", name: "未销号", count: 25, unit: "条" },
    { key: "risen", name: "久拖未办", count: 2, unit: "条" },
    { key: "waiting", name: "办公室待办", count: 4, unit: "件" },
    { key: "major", name: "重大隐患", count: 2, unit: "条" },
    { key: "listed", name: "挂牌督办", count: 1, unit: "条" },
    { key: "decide", name: "请决定", count: 1, unit: "件" },
    { key: "focus:F1", name: "采购标签", count: 7, unit: "条" },
    { key: "unit:jyj", name: "区教育局", count: 5, unit: "条" },
    { key: "late:swj", name: "区商务局未按期", count: 7, unit: "条" },
  ],
  redUnits: [
    { unit: "区商务局", count: 2 },
    { unit: "区教育局", count: 1 },
  ],
  decisions: [
    {
      subject: "ask-list:1",
      title: typed("挂牌审批：隐患0009 癸化工"),
      line: "区应急管理局 · 重大 · 已等2天（限5天）",
    },
  ],
  majors: [
    {
      title: typed("隐患0004 丙加油站"),
      line: "区商务局 · 挂牌督办督2号 · 办公室经办1督办",
      light: "yellow",
    },
    { title: typed("隐患0009 癸化工"), line: "区应急管理局 · 待核定", light: "green" },
  ],
  phase: "排查摸底阶段，6月30日（周三）止，还剩8个工作日",
  duties: [{ name: "报送镇街实施方案", handed: 2, owed: 3, missing: 1 }],
  queues: [
    { verb: "审核", count: 3, longest: 6, late: 1 },
    { verb: "复查", count: 1, longest: 2, late: 0 },
  ],
  trend: [
    { day: "6/16", registered: 57, closed: 34 },
    { day: "6/17", registered: 59, closed: 35 },
    { day: "6/18", registered: 64, closed: 39 },
  ],
  byFocus: [
    { name: "采购标签", count: 7 },
    { name: "风险隐患", count: 6 },
  ],
  units: [
    { unit: "宣传统战部", light: "green", open: 1, progress: "填报中" },
    { unit: "区教育局", light: "yellow", open: 5, progress: "填报中", cause: "有红灯" },
    {
      unit: "区商务局",
      light: "red",
      open: 2,
      progress: "未签收",
      cause: "有红灯超过3个工作日，按期65%（13/20）",
    },
  ],
  cutoff: "17:11",
  late: null,
  root: "128-3f9a0c2be1d47a05",
  ...more,
});

const sliceView = (typed: (words: string) => string): SliceView => {
  const { decisions = [], redItems, redUnits = [], majors = [], phase = "" } = digestView({}, typed);
  return {
    id: "2021-06-21",
    date: "6月21日（周一）",
    whose: "危险化学品使用安全专项治理",
    headline: "红灯3条；本期已报2/15家",
    decisions,
    redCount: 3,
    redItems,
    redUnits,
    majorCount: 2,
    majors,
    progress: phase,
    lists: [
      { key: "red", name: "红灯", count: 3, unit: "条" },
      { key: "major", name: "重大隐患", count: 2, unit: "条" },
    ],
  };
};

const row = (title: string) => ({
  act: "open.task" as const,
  id: ID,
  title,
  lines: ["区教育局 · 6月25日（周五）· 还剩5个工作日"],
  tag: { text: "黄灯", colour: "yellow" as const },
});

const importView = (more: Partial<ImportView> = {}, typed = (words: string) => words): ImportView => ({
  id: ID,
  rev: 2,
  state: "ready",
  name: typed("甲镇隐患台账.xlsx"),
  fresh: 36,
  changed: 12,
  unchanged: 140,
  wrong: 3,
  first: [
    typed("第4行 发现时间：不是日期，请写成2021-06-05"),
    "第7行 整改时限：整改时限请用申请延期",
    "第9行 统一社会信用代码：代码不对，没有写入",
  ],
  hasErrors: true,
  done: 0,
  skipped: 0,
  restored: 0,
  ...more,
});

const leaveView = (more: Partial<LeaveView> = {}, typed = (words: string) => words): LeaveView => ({
  id: ID,
  who: typed("教育局联络员"),
  unit: "区教育局",
  seats: "联络员",
  beside: "",
  fromOn: "2021-06-20",
  toOn: "2021-06-25",
  span: "6月20日至6月25日",
  cover: { id: ID, name: typed("教育局B角") },
  colleagues: [{ value: ID, text: typed("教育局B角（B角）") }],
  state: "asked",
  over: false,
  ...more,
});

const joiningView = (more: Partial<JoiningView> = {}, typed = (words: string) => words): JoiningView => ({
  id: ID,
  reader: "asker",
  state: "asked",
  name: typed("教育局新联络员"),
  unit: "区教育局",
  seat: "联络员",
  remark: typed("接替原联络员"),
  reason: "",
  units,
  seats: [{ value: "liaison", text: "联络员" }],
  form: null,
  ...more,
});

const handoverView = (more: Partial<HandoverView> = {}, typed = (words: string) => words): HandoverView => ({
  id: ID,
  from: typed("教育局联络员"),
  unit: "区教育局",
  seats: "联络员",
  state: "open",
  taken: "",
  rows: [{ ...row("报送第一次工作进展情况"), rev: 0 }],
  ...more,
});

const rosterRow = (): RowView => ({
  act: "open.roster",
  id: "jfj",
  rev: 0,
  title: "区经发局",
  lines: ["负责人、联络员空缺，任务无人签收"],
  tag: { text: "待补", colour: "neutral" },
});

const handingView = (more: Partial<HandingView> = {}, typed = (words: string) => words): HandingView => ({
  id: ID,
  title: typed("报送第一次工作进展情况"),
  code: "任务〔2021〕0033号 · 区教育局",
  reader: "taker",
  state: "offered",
  from: typed("教育局联络员"),
  to: typed("教育局检查人员1"),
  note: typed("先把学校的数报上来"),
  reason: "",
  colleagues: [{ value: ID, text: typed("教育局检查人员1（检查人员）") }],
  form: null,
  ...more,
});

const coverView = (more: Partial<CoverView> = {}, typed = (words: string) => words): CoverView => ({
  who: typed("教育局联络员"),
  unit: "区教育局",
  seats: "联络员",
  span: "6月20日至6月25日",
  state: "running",
  rows: [{ ...row("报送第一次工作进展情况"), rev: 0 }],
  ...more,
});

const waits = (title: string, colour: Tag["colour"], dueOn: string, isNews = false): TrayItem => ({
  ...row(title),
  tag: { text: TAGS[colour], colour },
  dueOn,
  isNews,
});
const TAGS = { red: "红灯", yellow: "黄灯", blue: "待签收", green: "绿灯", neutral: "剩1天" };

const many = (count: number, typed: (words: string) => string): TrayItem[] =>
  Array.from({ length: count }, (_each, at) =>
    waits(
      typed(`隐患${String(at + 1).padStart(4, "0")} 甲中学`),
      at < 90 ? "red" : "yellow",
      "2021-06-18",
      true,
    ),
  );

/** Every card, once for each state and reader that looks different. */
export function everyCard(typed: (words: string) => string = (words) => words): Record<string, Card> {
  const task = (more: Partial<TaskView> = {}) => taskCard(taskView(more, typed));
  const extension = {
    state: "requested" as const,
    cause: typed("两所学校停课改造，实验室进不去"),
    done: typed("已完成42家，剩2家"),
    until: "2021-06-30",
    by: typed("教育局联络员"),
    askedOn: "2021-06-18",
    answerBy: "2021-06-22",
    reason: "",
  };
  const told = (what: string, sent: string, read: string | null) => ({
    who: typed("教育局联络员"),
    what,
    sentAt: new Date(sent),
    readAt: read === null ? null : new Date(read),
    why: "",
  });
  const done = (act: string, words: string) => ({
    at: new Date("2021-06-18T01:06:00Z"),
    by: typed("教育局联络员"),
    act,
    words,
    position: 128,
    hash: "3f9a0c2be1d47a05",
  });
  const hazard = (more: Partial<HazardView> = {}) => hazardCard(hazardView(more, typed));
  return {
    "task-issued": task({ state: "issued", cause: "黄灯：不足6个工作日，尚未签收" }),
    "task-report": task(),
    ...reportCards(task, typed),
    ...packCards(typed),
    "task-returned": task({
      state: "returned",
      returned: { reason: typed("缺下一步安排"), by: "2021-06-24" },
    }),
    "task-extend-form": task({ form: "task.extend.form" }),
    "task-extension-asked": task({ extension, extendBy: null, cause: "黄灯：延期审批中" }),
    "task-extension-refused": task({
      extension: { ...extension, state: "refused", reason: typed("人手可调配") },
    }),
    "task-extension-refused-late": task({
      extension: { ...extension, state: "refused", reason: typed("人手可调配") },
      extendBy: null,
    }),
    "task-extension-decide-late": task({
      reader: "office",
      extension: { ...extension, answerBy: "2021-06-17" },
      cause: "黄灯：延期审批中",
    }),
    "task-extension-decide": task({ reader: "office", extension, cause: "黄灯：延期审批中" }),
    "task-extended": task({
      movedTo: "2021-06-30",
      dueOn: "2021-06-30",
      target: "2021-06-30",
      timesExtended: 1,
      extendBy: null,
      workdaysLeft: 8,
    }),
    "task-rest-day": task({
      printed: "2021-12-25",
      dueOn: "2021-12-25",
      target: "2021-12-24",
      workdaysLeft: 133,
    }),
    "task-office": task({ reader: "office" }),
    "task-urged": task({ urged: typed("6月18日 14:05　办公室经办1　催办") }),
    "task-move-form": task({ reader: "office", form: "task.move.form" }),
    "task-cancel-form": task({ reader: "office", form: "task.cancel.form" }),
    "task-cancelled": task({ state: "cancelled", light: "grey", cancelReason: typed("与专项检查合并") }),
    "task-submitted-unit": task({ state: "submitted", review }),
    "task-nil": task({ mayNil: true }),
    "task-nil-review": task({ ...reviewed, state: "submitted", reader: "office", isNil: true }),
    "task-supplement-form": task({
      ...reviewed,
      state: "submitted",
      form: "task.supplement.form",
      supplementBy: "2021-06-30",
    }),
    "task-supplemented": task({
      state: "done",
      light: "grey",
      figures: [
        { key: "checked", label: "已排查", unit: "家", value: 45, reported: 42, closing: 45, ledger: null },
      ],
      supplementBy: "2021-06-30",
      supplements: [typed("6月28日补充：又查了3家培训机构")],
    }),
    "task-review": task({ ...reviewed, state: "submitted", reader: "office" }),
    "task-review-late": task({
      state: "submitted",
      reader: "office",
      review: { ...review, waited: 6 },
      light: "red",
      cause: "红灯：审核超时限",
    }),
    "task-return-form": task({ ...reviewed, state: "submitted", reader: "office", form: "task.return.form" }),
    "task-done": task({ state: "done", light: "grey" }),
    "task-observer": task({ reader: "observer" }),
    "hazard-registered-office": hazard({
      assignTo: units,
      ...unassigned,
      reader: "office",
      deadline: null,
      measure: "",
      person: "",
    }),
    "hazard-registered-department": hazard({
      ...unassigned,
      reader: "observer",
      deadline: null,
      measure: "",
      person: "",
      assignTo: units.slice(0, 1),
    }),
    "hazard-registered-finder": hazard({
      ...unassigned,
      reader: "observer",
      deadline: null,
      before: { imageKey: null, count: 0 },
    }),
    "hazard-assigned": hazard({ state: "assigned", light: "green", cause: "" }),
    "hazard-refuse-form": hazard({ state: "assigned", form: "hazard.refuse.form" }),
    "hazard-rectifying": hazard(),
    "hazard-office": hazard({ reader: "office" }),
    "hazard-urged": hazard({ urged: typed("6月18日 14:05　办公室经办1　催办") }),
    "hazard-ready": hazard({ lacking: [], after: { imageKey: "img_v3_after", count: 1 } }),
    "hazard-update-form": hazard({ form: "hazard.update.form" }),
    "hazard-update-major": hazard({ form: "hazard.update.form", grade: "major" }),
    "hazard-request-form": hazard({ form: "hazard.request.form" }),
    "hazard-returned": hazard({
      returned: { reason: typed("没有双人双锁"), times: 1 },
      light: "yellow",
      cause: "黄灯：退回1次",
    }),
    "hazard-verify": hazard({ ...verified, reader: "verifier" }),
    "hazard-verify-doubts": hazard({
      ...verified,
      reader: "verifier",
      doubts: ["照片与隐患0007相同", "整改后早于整改前", "1张照片没有拍摄时间"],
    }),
    "hazard-verify-late": hazard({ ...late, reader: "verifier" }),
    "hazard-waiting": hazard({ ...verified, reader: "unit" }),
    "hazard-waiting-late": hazard({ ...late, reader: "unit" }),
    "hazard-confirm": hazard({ ...verified, state: "verifying", grade: "major", reader: "office" }),
    "hazard-closed": hazard({ ...verified, state: "closed", light: "grey", verification: null }),
    "hazard-look-back": hazard({
      ...verified,
      state: "closed",
      light: "grey",
      verification: null,
      reader: "office",
      lookBack: "2021-05",
    }),
    ...lookBackCards(typed),
    ...statisticsCards(typed),
    ...trackCards(typed),
    ...registrationCards(typed),
    ...searchCards(typed),
    queue: queueCard({
      reader: "办公室经办1",
      now: "6月18日（周五）08:30",
      items: [
        item("review", "审核：工作进展情况", 6, 5),
        item("verify", typed("复查：隐患0004 庚农资店"), 4, 5),
        item("assign", "交办：隐患0005 己工地", 1, 1),
        item("seat", "席位空缺：区经发局", 0, null),
      ],
    }),
    "queue-many": queueCard({
      reader: "办公室经办1",
      now: "6月18日（周五）08:30",
      items: Array.from({ length: 45 }, (_each, at) =>
        item("verify", `复查：隐患00${20 + at} 甲中学`, at % 7, 5),
      ),
      page: 2,
    }),
    "queue-empty": queueCard({ reader: "办公室经办1", now: "6月18日（周五）08:30", items: [] }),
    tray: trayCard({
      reader: "教育局联络员",
      now: "6月18日（周五）08:40",
      items: [
        waits(typed("隐患0012 甲中学"), "yellow", "2021-06-25", true),
        waits("报送第一次工作进展情况", "yellow", "2021-06-25", true),
        waits(typed("隐患0007 乙剧场"), "red", "2021-06-15"),
        waits(typed("隐患0015 丁职校"), "blue", "2021-07-02"),
      ],
      others: [waits("审核：报送专项治理实施方案", "neutral", "2021-06-21")],
      reasons: [{ words: "还剩5个工作日", count: 2 }],
      page: 1,
    }),
    "tray-full": trayCard({
      reader: "教育局联络员",
      now: "6月18日（周五）08:40",
      items: many(200, typed),
      others: many(200, typed),
      reasons: [
        { words: "逾期", count: 90 },
        { words: "今天到期", count: 110 },
      ],
      page: 2,
    }),
    "tray-empty": trayCard({
      reader: "教育局联络员",
      now: "6月18日（周五）08:40",
      items: [],
      others: [],
      reasons: [],
      page: 1,
    }),
    escalation: escalationCard({
      reader: "教育局负责人",
      today: "6月30日（周三）",
      items: [
        {
          ...row("报送第一次工作进展情况"),
          since: "6月25日（周五）到期，逾期3个工作日",
          told: "已提醒：教育局联络员、教育局负责人",
        },
      ],
    }),
    "escalation-many": escalationCard({
      reader: "教育局负责人",
      today: "6月30日（周三）",
      items: [
        {
          ...row("报送第一次工作进展情况"),
          since: "6月25日（周五）到期，逾期3个工作日",
          told: "已提醒：教育局联络员、教育局负责人",
        },
        {
          ...row("报送第一次工作进展情况"),
          since: "6月25日（周五）到期，逾期3个工作日",
          told: "已提醒：教育局联络员",
        },
      ],
    }),
    digest: digestCard(digestView({}, typed)),
    slice: sliceCard(sliceView(typed)),
    "digest-last": digestCard(
      digestView({ calm: false, isLast: true, registeredInAll: 180, closedInAll: 149 }, typed),
    ),
    "digest-calm": digestCard(digestView({ calm: true }, typed)),
    list: listCard({
      title: "未销号",
      subtitle: "教育局联络员",
      rows: [{ ...row(typed("隐患0012 甲中学")), rev: 0 }],
      empty: "",
    }),
    help: helpCard({ unknownWord: false, isOffice: true }),
    "help-unknown": helpCard({ unknownWord: true, isOffice: false }),
    proof: proofCard({
      id: `task-${ID}`,
      title: "报送第一次工作进展情况",
      code: "任务〔2021〕0033号",
      unit: "区教育局",
      zone: "Asia/Shanghai",
      at: new Date("2021-06-22T01:00:00Z"),
      told: [
        told("下达", "2021-06-18T00:40:00Z", "2021-06-18T01:05:00Z"),
        told("提醒", "2021-06-22T00:40:00Z", null),
        { ...told("升级提醒", "2021-06-22T00:40:00Z", null), sentAt: null, why: "没有送达" },
      ],
      done: [
        done("task.issue", "下达：教育局联络员"),
        done("task.sign", "签收"),
        done("task.report", typed("提交进展，进度60%")),
      ],
      root: "128-3f9a0c2be1d47a05",
    }),
    note: noteCard({
      id: ID,
      code: "任务〔2021〕0033号 · 区教育局",
      said: typed("进度60% 已排查企业35家"),
      understood: [["完成进度", "60%"]],
      unclear: null,
      state: "waiting",
    }),
    filing: filingCard({
      id: ID,
      names: [typed("照片")],
      options: [{ value: `task:${ID}`, text: typed("报送第一次工作进展情况") }],
      filedUnder: null,
    }),
    "join-blank": joiningCard(joiningView({ state: "drafted", name: "" }, typed)),
    "join-asked": joiningCard(joiningView({}, typed)),
    "join-answer": joiningCard(joiningView({ reader: "office" }, typed)),
    "join-decline-form": joiningCard(joiningView({ reader: "office", form: "join.decline.form" }, typed)),
    "join-approved": joiningCard(joiningView({ state: "approved" }, typed)),
    "join-declined": joiningCard(
      joiningView({ state: "declined", reason: typed("请由本单位联络员登记") }, typed),
    ),
    "handover-open": handoverCard(handoverView({}, typed)),
    "handover-taken": handoverCard(
      handoverView({ state: "taken", taken: `${typed("教育局B角")} 6月18日 09:05` }, typed),
    ),
    "roster-all": rosterCard({ reader: "办公室经办1", rows: [rosterRow()], wanting: 1 }),
    "roster-unit": unitRosterCard({
      unit: "区教育局",
      seats: [
        ["负责人", typed("教育局负责人")],
        ["B角", "空缺"],
        ["联络员", typed("教育局联络员（请假，教育局负责人代）")],
      ],
      wrong: typed("教育局检查人员1在飞书找不到"),
      history: [typed("教育局联络员　联络员　2020年12月1日（周二）至今")],
      joined: [{ id: ID, name: typed("教育局新人"), seat: "联络员" }],
    }),
    "hand-draft": handingCard(handingView({ state: "drafted" }, typed)),
    "hand-offered": handingCard(handingView({}, typed)),
    "hand-decline-form": handingCard(handingView({ form: "hand.decline.form" }, typed)),
    "hand-waiting": handingCard(handingView({ reader: "giver" }, typed)),
    "hand-accepted": handingCard(handingView({ state: "accepted" }, typed)),
    "hand-declined": handingCard(handingView({ state: "declined", reason: typed("下周出差") }, typed)),
    "task-handed": task({ hands: { executor: typed("教育局检查人员1"), offered: typed("教育局B角") } }),
    "leave-asked": leaveCard(leaveView({}, typed)),
    "leave-alone": leaveCard(leaveView({ colleagues: [], cover: null }, typed)),
    "leave-agreed": leaveCard(leaveView({ state: "agreed" }, typed)),
    "leave-over": leaveCard(leaveView({ state: "agreed", over: true }, typed)),
    "leave-ended": leaveCard(leaveView({ state: "ended" }, typed)),
    "leave-dropped": leaveCard(leaveView({ state: "dropped" }, typed)),
    "cover-coming": coverCard(coverView({ state: "coming" }, typed)),
    "cover-running": coverCard(coverView({}, typed)),
    "cover-over": coverCard(coverView({ state: "over", rows: [] }, typed)),
    "import-ready": importCard(importView({}, typed)),
    "import-nothing": importCard(importView({ fresh: 0, changed: 0 }, typed)),
    "import-applying": importCard(importView({ state: "applying", done: 50 }, typed)),
    "import-applied": importCard(importView({ state: "applied", skipped: 1 }, typed)),
    "import-half-undone": importCard(importView({ state: "applied", restored: 50 }, typed)),
    "import-undone": importCard(importView({ state: "undone" }, typed)),
    "import-dropped": importCard(importView({ state: "dropped" }, typed)),
    ...bulletinCards(typed),
    ...scoreCards(typed),
    words: wordsCard(typed("收到1件材料。")),
    superseded: supersededCard(),
  };
}
