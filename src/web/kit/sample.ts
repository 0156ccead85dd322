/** Invented data for the kit: no real place, unit, person or figure. */
import type { DeadlineStep } from '../../kernel/clock.ts'
import type { ClockFace } from '../parts/clock.tsx'
import type { FieldSpec } from '../parts/field.tsx'
import type { Counts } from '../parts/share.tsx'
import type { Step, TimelineItem } from '../parts/timeline.tsx'

export const counts: Counts = { ok: 13, doing: 24, wait: 3, again: 3, late: 2, none: 2, principle: 19 }

export const faces: readonly ClockFace[] = [
  { state: 'running', used: 0.2, left: 32, unit: 'wd', due: '2018-12-28' },
  { state: 'running', used: 0.1, left: 60, unit: 'wd', due: '2019-02-20', provisional: true },
  { state: 'soon', used: 0.95, left: 2, unit: 'wd', due: '2018-11-16' },
  { state: 'late', over: 3, unit: 'wd' },
  { state: 'done', on: '2018-11-02' },
  { state: 'stopped', used: 0.6, why: '等补正' },
]

/** Three working days over a holiday, with a day that is made up for it. */
export const limit: readonly DeadlineStep[] = [
  { day: '2018-09-29', kind: 'make-up', holiday: '国庆节', counted: 1 },
  { day: '2018-09-30', kind: 'make-up', holiday: '国庆节', counted: 2 },
  { day: '2018-10-01', kind: 'holiday', holiday: '国庆节', counted: null },
  { day: '2018-10-02', kind: 'working-day', holiday: null, counted: 3 },
]

export const timeline: readonly TimelineItem[] = [
  {
    status: 'again',
    title: 'ZG-2018-0037 窗口要求重复提交复印件',
    text: '暗访 5 个窗口，3 个仍在要',
    when: '16:42',
    entry: { index: 1846, href: '/log/1846' },
  },
  {
    status: 'ok',
    title: '领导挂点帮扶企业名单',
    href: '/tasks/1',
    text: '52 位领导、156 家企业',
    when: '15:10',
    entry: { index: 1845, href: '/log/1845' },
  },
  { status: 'doing', title: '第六轮暗访：18 个单位抽 5 个', text: '三方出签，任何人可复算', when: '11:35' },
  { status: 'late', title: '问题台账超期 3 个工作日', text: '已发督办单，抄送分管领导', when: '10:20' },
  { status: 'wait', title: '培训记录待核查', when: '09:40' },
  { status: 'none', title: '季度通报' },
]

export const steps: readonly Step[] = [
  { title: '发现', note: '10月19日 暗访', state: 'done' },
  { title: '反馈', note: '10月22日', state: 'done' },
  { title: '责令整改', note: '10月23日，限 5 日', state: 'done' },
  { title: '报整改', note: '10月29日 第一次', state: 'done' },
  { title: '核查不过', note: '11月2日 重开', state: 'again' },
  { title: '报整改', note: '11月9日 第二次', state: 'done' },
  { title: '核查不过', note: '11月12日 表面整改', state: 'now' },
  { title: '重新责令', note: '明天前', state: 'todo' },
  { title: '独立核查', note: '另行抽签', state: 'todo' },
  { title: '反映人评价', note: '3 人', state: 'todo' },
  { title: '销号', state: 'todo' },
]

const posts = Array.from({ length: 301 }, (_, at) => ({ value: `p${at}`, label: `岗位 ${at + 1}` }))

export const fields: readonly FieldSpec[] = [
  { kind: 'text', name: 'unit-name', label: '单位名称', hint: '写全称', required: true },
  {
    kind: 'text',
    name: 'plan-title',
    label: '方案名称',
    value: '关于在全市政府系统开展作风建设进一步优化营商环境的实施方案',
    wraps: true,
  },
  {
    kind: 'text',
    name: 'where',
    label: '在哪里',
    value: '',
    error: '写明在哪里发生，工作人员才能去看',
    required: true,
  },
  {
    kind: 'text',
    long: true,
    name: 'what',
    label: '发生了什么',
    hint: '像平常说话一样写。不用知道归谁管，我们来转。',
    value: '我去换营业执照，网上说不用带复印件，到窗口还是要了，来回跑了两趟。',
    required: true,
  },
  { kind: 'integer', name: 'trips', label: '跑了几次', value: '2', from: 0, unit: '次' },
  {
    kind: 'day',
    name: 'due',
    label: '期限',
    value: '2018-10-01',
    earliest: '2018-11-15',
    error: '期限要在今天之后',
    required: true,
  },
  {
    kind: 'choice',
    name: 'identity',
    label: '谁能知道是您反映的',
    value: 'callback',
    required: true,
    options: [
      {
        value: 'callback',
        label: '只有回访人知道',
        hint: '经办单位看不到您是谁。改完由回访人问您满不满意，您说了算。',
      },
      { value: 'unit', label: '经办单位也可以联系我', hint: '适合要上门看的事。' },
      { value: 'nobody', label: '完全匿名', hint: '给您一个查询码。丢了找不回，也没法请您评满意。' },
    ],
  },
  {
    kind: 'choice',
    name: 'level',
    label: '督办级别',
    look: 'list',
    options: [
      { value: 'blue', label: '蓝色督办单', group: '一般' },
      { value: 'yellow', label: '黄色督办单', group: '一般' },
      { value: 'red', label: '红色督办单', group: '直送主要负责人' },
    ],
  },
  {
    kind: 'choices',
    name: 'kinds',
    label: '属于哪几种',
    values: ['slow'],
    options: [
      { value: 'slow', label: '拖延' },
      { value: 'copy', label: '重复要材料' },
    ],
  },
  { kind: 'yesNo', name: 'solved', label: '改好了吗', value: 'false', required: true },
  { kind: 'lines', name: 'measures', label: '整改措施', most: 10, value: '逐窗口取消复印件要求\n换人复看' },
  { kind: 'choices', name: 'units', label: '配合单位', options: posts.slice(0, 14) },
  { kind: 'pick', name: 'unit', label: '责任单位', options: [{ value: 'd01', label: '市商事登记局' }] },
  { kind: 'pick', name: 'post', label: '责任岗位', options: posts },
  {
    kind: 'evidence',
    name: 'proof',
    label: '照片或录音',
    accept: ['image/*', 'audio/*'],
    kinds: '照片、录音',
    size: '20 MB',
  },
]
